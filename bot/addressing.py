"""Whom and which place somebody means who sits outside of chat, by what they call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.closest import closest
from bot.errors import NotFound
from bot.grammar import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.organisation import BoundPlace, Organisation


def person_called(said: str, organisation: Organisation) -> str:
    """The key of the one person of that key, name or email.

    Raises:
        NotFound: There is none, or more than one.
    """
    match people_called(said, organisation):
        case (key,):
            return key
        case ():
            near = people_like(said, organisation)
            raise NotFound(f"Nobody in app.yaml is called “{said}”.", next_step=_did_you_mean(near))
        case called:
            raise NotFound(f"Several people are called “{said}”.", next_step=_did_you_mean(called))


def people_called(said: str, organisation: Organisation) -> tuple[str, ...]:
    """The keys of everybody of exactly that key, name or email; a key speaks for one alone."""
    people = organisation.people
    if said in people:
        return (said,)
    wanted = fold(said)
    names = {key: (key, each.name, each.email or key) for key, each in people.items()}
    return tuple(key for key, known in names.items() if wanted in map(fold, known))


def people_like(said: str, organisation: Organisation) -> tuple[str, ...]:
    """The keys of a few people whose key or name is spelled like that, closest first."""
    people = organisation.people
    return closest(said, people, also={each.name: key for key, each in people.items()})


def place_called(said: str, organisation: Organisation) -> BoundPlace:
    """The place of that name, else the home of whoever runs the service of that name.

    Raises:
        NotFound: There is none; the closest are named.
    """
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
