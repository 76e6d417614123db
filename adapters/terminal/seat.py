"""Who sits at the terminal, and in which channel: turns typed words into Requests."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.addressing import person_called, place_called
from bot.directory import Admission
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
        """What is typed here: it can be read above its answer, by whoever sits here."""
        return Request(
            text=text,
            actor=self.actor,
            place=self.place,
            event_key=f"terminal:{uuid.uuid4()}",
            heard_by=Audience.PLACE,
            fields=fields,
        )


def take_seat(
    organisation: Organisation, *, person: str | None, channel: str | None, trusted: bool
) -> Seat:
    """Sit down as somebody, in some channel.

    Args:
        organisation: Who and what there is.
        person: The person to speak as, by key, name or email; the operator when None.
        channel: The channel to sit in, by its name or a service's; none of them when None.
        trusted: Whether speaking as somebody proves it: only where all is an example.

    Raises:
        NotFound: There is no such person or channel.
    """
    key = OPERATOR if person is None else person_called(person, organisation)
    actor = Actor(PLATFORM, WORKSPACE, key, verified=trusted)
    if channel is None:
        return Seat(actor, Place(PLATFORM, "terminal", direct=True))
    bound = place_called(channel, organisation)
    # Whatever the channel, nobody else reads along here: there is nothing to share with them.
    return Seat(actor, Place(bound.platform, bound.channel, direct=True))
