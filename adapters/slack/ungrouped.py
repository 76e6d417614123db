"""What a failed call about a user group means: to be mended by somebody, or to be tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slack_sdk.errors import SlackApiError

from adapters.slack.calling import OURS_TO_MEND, refusal
from adapters.slack.first import FIRST
from bot.errors import NotFound, SourceUnavailable
from bot.ports.chat import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

REINSTALL = (
    "Paste what `rapport manifest slack --groups` prints at https://api.slack.com/apps, "
    "and install the app again."
)
_SCOPE = "missing_scope"
_FORBIDDEN = {
    "permission_denied": (
        "The workspace does not let apps change user groups.",
        "Ask an admin to let everyone do it, in its settings: Permissions, User Groups.",
    ),
    "plan_upgrade_required": (
        "Slack has user groups only in its paid plans.",
        "Take the group out of app.yaml.",
    ),
}
"""Refusals that somebody at Slack has to lift: what is the matter, and the next step."""
_PASSING = frozenset(
    {
        "internal_error",
        "fatal_error",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
        *OURS_TO_MEND,
    }
)
"""What may be otherwise in a while; without our token we could not even say what is the matter."""


def ungrouped(error: Exception, *, group: str) -> NotFound | SourceUnavailable:
    """Say what a failed call means.

    Returns:
        NotFound if the group is gone, Refused if somebody has to do something, SourceUnavailable if
        it may be tried again.
    """
    code = refusal(error)
    if code == "no_such_subteam":
        return NotFound(
            f"Slack has no user group {group}.",
            next_step=f"Correct its id in app.yaml. {FIRST.group_help}",
        )
    if code == _SCOPE:
        return Refused(f"The token lacks {_scope(error)}.", next_step=REINSTALL)
    if code in _FORBIDDEN:
        what, then = _FORBIDDEN[code]
        return Refused(what, next_step=then)
    if not code:
        return SourceUnavailable(
            "Slack does not answer.", next_step="Look at https://slack-status.com."
        )
    if code in _PASSING:
        return SourceUnavailable(
            f"Slack does not take it just now ({code}).", next_step="Try again in a minute."
        )
    return Refused(
        f"Slack refuses to change the user group {group} ({code}).",
        next_step="Change it by hand, and report it: it is a fault of mine.",
    )


def _scope(error: Exception) -> str:
    """What the token would need, in Slack's own word."""
    response: Mapping[str, object] = {}
    if isinstance(error, SlackApiError) and isinstance(error.response.data, dict):
        response = error.response.data
    return str(response.get("needed", "a scope"))
