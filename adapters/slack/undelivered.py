"""What a failed post means to whoever wanted it posted: gone for good, or to be tried again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import aiohttp

from adapters.slack.calling import OURS_TO_MEND, refusal, seconds_asked
from bot.errors import NotFound, SourceUnavailable
from bot.ports.chat import Refused, Throttled, Unsure

if TYPE_CHECKING:
    from bot.request import Place

_NO_THREAD = ("The thread is gone.", "Post it to the channel.")
_NO_MESSAGE = ("The message is gone, or cannot be changed any more.", "Post it anew.")
_GONE = {
    "not_in_channel": ("I am not in the channel {channel}.", "Say /invite @{name} there."),
    "channel_not_found": (
        "Slack shows me no channel {channel}.",
        "In a private one, say /invite @{name}; else correct its id in app.yaml.",
    ),
    "is_archived": (
        "The channel {channel} is archived.",
        "Name another under “engagements” in app.yaml.",
    ),
    "thread_not_found": _NO_THREAD,
    "cannot_reply_to_message": _NO_THREAD,
    "message_not_found": _NO_MESSAGE,
    "cant_update_message": _NO_MESSAGE,
    "edit_window_closed": _NO_MESSAGE,
}
"""Refusals that trying again does not change: what is the matter, and the next step."""

_NOBODY = frozenset({"channel_not_found", "user_not_found", "user_not_visible", "user_disabled"})
"""The same, where somebody was to be written to."""

_FORBIDDEN = "restricted_action"
"""How the refusals begin that are a workspace's own rules."""

_PERHAPS = frozenset({"internal_error", "fatal_error"})
"""Slack may have done it all the same: https://docs.slack.dev/reference/methods/chat.postMessage."""

_PATIENCE = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_PASSING = frozenset({"service_unavailable", "request_timeout", "team_added_to_org", *OURS_TO_MEND})
"""What may be otherwise in a while: Slack recovers, or somebody mends our token."""

_UNKNOWN = "Look there before you try again."


def undelivered(error: Exception, *, place: Place, name: str) -> NotFound | SourceUnavailable:
    """Say what a failed call means.

    Args:
        error: What the call raised.
        place: Where it was to go.
        name: What the bot is called after an @.

    Returns:
        NotFound or Refused if that will not change, Throttled or SourceUnavailable if it may and
        nothing was posted, Unsure if that is unknown.
    """
    refused = refusal(error)
    if place.direct and refused in _NOBODY:
        return NotFound(
            f"Slack knows nobody with the id {place.channel}.",
            next_step="Correct it under “people” in app.yaml.",
        )
    if refused in _GONE:
        what, then = (words.format(channel=place.channel, name=name) for words in _GONE[refused])
        return NotFound(what, next_step=then)
    if refused.startswith(_FORBIDDEN):
        return Refused(
            f"The workspace does not let me write to {place.channel} ({refused}).",
            next_step="Ask one of its owners.",
        )
    if refused:
        return _refused(error, refused)
    if isinstance(error, aiohttp.ClientConnectorError):
        return SourceUnavailable(
            "Slack cannot be reached.", next_step="Look at the network here, and try again."
        )
    return Unsure("Slack does not answer; whether it arrived is unknown.", next_step=_UNKNOWN)


def _refused(error: Exception, refused: str) -> SourceUnavailable:
    not_now = f"Slack does not take it just now ({refused})."
    if refused in _PATIENCE:
        # Slack does not say which of its limits it was; to wait with everything is right for both.
        wait = timedelta(seconds=seconds_asked(error))
        return Throttled(not_now, wait=wait, everywhere=True)
    if refused in _PERHAPS:
        return Unsure(not_now, next_step=_UNKNOWN)
    if refused in _PASSING:
        return SourceUnavailable(not_now, next_step="Try again in a minute.")
    return Refused(f"Slack refuses it ({refused}).", next_step="Report it: it is a fault of mine.")
