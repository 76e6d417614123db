"""Who sits at the terminal, and in which channel: turns typed words into Requests."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.closest import closest
from bot.directory import Admission
from bot.errors import NotFound
from bot.grammar import fold
from bot.request import Actor, Audience, Place, Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.model.organisation import BoundPlace, Organisation

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
        person: The person to speak as, by key, name or email; the operator when None.
        channel: The channel to sit in, by its name or a service's; none of them when None.
        trusted: Whether speaking as somebody proves it: only where all is an example.

    Raises:
        NotFound: There is no such person or channel.
    """
    key = OPERATOR if person is None else _person(organisation, person)
    actor = Actor(PLATFORM, WORKSPACE, key, verified=trusted)
    if channel is None:
        return Seat(actor, Place(PLATFORM, "terminal", direct=True))
    bound = _place(organisation, channel)
    # Whatever the channel, nobody else reads along here: there is nothing to share with them.
    return Seat(actor, Place(bound.platform, bound.channel, direct=True))


def _person(organisation: Organisation, said: str) -> str:
    """The key of the one person of that key, name or email."""
    people = organisation.people
    if said in people:
        return said
    names = {key: {key, each.name, each.email or key} for key, each in people.items()}
    called = [key for key, known in names.items() if fold(said) in set(map(fold, known))]
    match called:
        case [key]:
            return key
        case []:
            near = closest(said, people, also={each.name: key for key, each in people.items()})
            raise NotFound(f"Nobody in app.yaml is called “{said}”.", next_step=_did_you_mean(near))
        case _:
            raise NotFound(f"Several people are called “{said}”.", next_step=_did_you_mean(called))


def _place(organisation: Organisation, said: str) -> BoundPlace:
    """The place of that name, else the home of whoever runs the service of that name."""
    if bound := organisation.place_named(said):
        return bound
    spoken = {
        name: home
        for key, service in organisation.services.items()
        if (home := _home(organisation, key))
        for name in (key, service.name, *service.aliases)
    }
    for name, home in spoken.items():
        if fold(name) == fold(said.lstrip("#")):
            return home
    names = [bound.name for each in organisation.engagements.values() for bound in each.places]
    also = {name: home.name for name, home in spoken.items()}
    near = closest(said, names, also=also) or tuple(dict.fromkeys(names))
    raise NotFound(f"No engagement lives in a channel “{said}”.", next_step=_did_you_mean(near))


def _home(organisation: Organisation, service: str) -> BoundPlace | None:
    engagement = organisation.engagement_of(service)
    places = engagement.places if engagement else ()
    return min(places, key=lambda place: not place.home, default=None)


def _did_you_mean(near: Sequence[str]) -> str | None:
    return f"Did you mean: {', '.join(near)}?" if near else None
