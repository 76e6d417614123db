"""Which conversations there are: the engagements' channels, one for everybody, and direct ones."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from adapters.playground.world import RAPPORT, Conversation
from bot.directory import Admission

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.model.organisation import Organisation

PLATFORM = "playground"
DOOR = Admission(workspaces=frozenset({PLATFORM}))
LOBBY = Conversation(
    "general", "general", "For everybody. No service lives here, so name the one that you mean."
)


def conversations(organisation: Organisation) -> Mapping[str, Conversation]:
    """Every conversation by its key; channels first."""
    rooms = (*_channels(organisation), LOBBY, *_direct(organisation))
    return {room.key: room for room in rooms}


def _channels(organisation: Organisation) -> Iterator[Conversation]:
    for engagement in organisation.engagements.values():
        services = " and ".join(organisation.services[key].name for key in engagement.services)
        topic = (
            f"{engagement.sre_team.name} and {engagement.product_group.name} run {services} here."
        )
        for place in engagement.places:
            if place.platform == PLATFORM:
                yield Conversation(place.channel, place.name.lstrip("#"), topic)


def _direct(organisation: Organisation) -> Iterator[Conversation]:
    for person in organisation.people:
        topic = "Between you and Rapport. Here it hears every word, no /sre needed."
        yield Conversation(f"{person}+{RAPPORT}", "Rapport", topic, frozenset({person, RAPPORT}))
    for one, other in combinations(organisation.people, 2):
        yield Conversation(
            f"{one}+{other}", f"{one}, {other}", "Just the two of you.", frozenset({one, other})
        )
