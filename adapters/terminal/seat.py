"""Who sits at the terminal, and in which channel: turns typed words into Requests."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.closest import closest
from bot.directory import Admission
from bot.errors import NotFound
from bot.request import Actor, Audience, Place, Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model.organisation import Organisation

PLATFORM = "terminal"
WORKSPACE = "local"
OPERATOR = "(operator)"
"""No person's key looks like this."""
DOOR = Admission(workspaces=frozenset({WORKSPACE}), operator=True)


@dataclass(frozen=True, slots=True)
class Seat:
    """Whose words these are and where they are said."""

    actor: Actor
    place: Place

    def request(self, text: str, *, fields: Mapping[str, str] | None = None) -> Request:
        """What is typed here, as a private question."""
        return Request(
            text=text,
            actor=self.actor,
            place=self.place,
            event_key=f"terminal:{uuid.uuid4()}",
            heard_by=Audience.ASKER,
            fields=fields,
        )


def take_seat(
    organisation: Organisation, *, person: str | None, channel: str | None, trusted: bool
) -> Seat:
    """Sit down as somebody, in some channel.

    Args:
        organisation: Who and what there is.
        person: The key of the person to speak as; the operator when None.
        channel: The name of the channel to sit in; none of them when None.
        trusted: Whether speaking as somebody proves it: only where all is an example.

    Raises:
        NotFound: There is no such person or channel.
    """
    if person is not None and person not in organisation.people:
        near = closest(person, organisation.people)
        raise NotFound(f"Nobody in app.yaml is called “{person}”.", next_step=_did_you_mean(near))
    actor = Actor(PLATFORM, WORKSPACE, person or OPERATOR, verified=trusted)
    if channel is None:
        return Seat(actor, Place(PLATFORM, "terminal", direct=True))
    if bound := organisation.place_named(channel):
        return Seat(actor, Place(bound.platform, bound.channel))
    names = [bound.name for each in organisation.engagements.values() for bound in each.places]
    near = closest(channel, names) or tuple(names)
    raise NotFound(f"No engagement lives in a channel “{channel}”.", next_step=_did_you_mean(near))


def _did_you_mean(near: tuple[str, ...]) -> str | None:
    return f"Did you mean: {', '.join(near)}?" if near else None
