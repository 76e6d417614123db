"""What a failed post means to whoever wanted it posted: gone for good, or to be tried again."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from bot.errors import NotFound, SourceUnavailable
from bot.ports.chat import Refused, Throttled, Unsure

if TYPE_CHECKING:
    from adapters.teams.connector import ConnectorFailure
    from adapters.teams.reference import Reference

_NO_MESSAGE = "ActivityNotFoundInConversation"


def undelivered(
    failure: ConnectorFailure, where: Reference, *, name: str
) -> NotFound | SourceUnavailable:
    """Say what a failed call means.

    Args:
        failure: What it ended in.
        where: Where it was to go.
        name: What people call that: a channel or a person.

    Returns:
        NotFound or Refused if that will not change, Throttled or SourceUnavailable if it may and
        nothing was posted, Unsure if that is unknown.
    """
    if failure.gone:
        return _gone(where, name)
    if failure.code == _NO_MESSAGE:
        return NotFound(
            "The message is gone, or cannot be changed any more.", next_step="Post it anew."
        )
    if failure.status == HTTPStatus.TOO_MANY_REQUESTS:
        return Throttled("Teams asks for patience.", wait=timedelta(seconds=failure.wait or 1))
    if failure.refused:
        return _refused(failure, name)
    if failure.ambiguous:
        return Unsure(
            "Teams does not answer; whether it arrived is unknown.",
            next_step="Look there before you try again.",
        )
    return SourceUnavailable("Teams does not answer.", next_step="Try again in a minute.")


def _refused(failure: ConnectorFailure, name: str) -> SourceUnavailable:
    if failure.status == HTTPStatus.UNAUTHORIZED:
        return SourceUnavailable(
            "Teams does not accept my token.",
            next_step="Look at the app's secret under platforms.teams in app.yaml.",
        )
    return Refused(
        f"Teams does not let me write to {name} ({failure.code or failure.status}).",
        next_step="Ask whoever administers Teams.",
    )


def _gone(where: Reference, name: str) -> NotFound:
    if where.kind == "personal":
        return NotFound(
            f"{name} has removed me in Teams.",
            next_step="Let them add me there again, and say hello to me once.",
        )
    if where.thread is not None:
        return NotFound(
            "The thread is gone, or I was removed from its team.",
            next_step="Post it to the channel.",
        )
    return NotFound(
        f"I am not in {name} any more, or it is gone.",
        next_step="Add me there again, or name another under “engagements” in app.yaml.",
    )
