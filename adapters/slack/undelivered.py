"""What a failed post means to whoever wanted it posted: gone for good, or to be tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.slack.calling import refusal
from bot.errors import NotFound, SourceUnavailable

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


def undelivered(error: Exception, *, place: Place, name: str) -> NotFound | SourceUnavailable:
    """Say what a failed call means.

    Args:
        error: What the call raised.
        place: Where it was to go.
        name: What the bot is called after an @.
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
        return SourceUnavailable(
            f"The workspace does not let me write to {place.channel} ({refused}).",
            next_step="Ask one of its owners.",
        )
    if refused:
        return SourceUnavailable(
            f"Slack does not take it just now ({refused}).", next_step="Try again in a minute."
        )
    return SourceUnavailable(
        "Slack does not answer; whether it arrived is unknown.",
        next_step="Look there before you try again.",
    )
