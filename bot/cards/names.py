"""What people and teams are called in cards. Nobody is pinged by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model.organisation import Organisation


def called(organisation: Organisation, key: str) -> str:
    """What a person or a team is called; the key once app.yaml does not name them any more."""
    if person := organisation.people.get(key):
        return person.name
    team = organisation.teams.get(key)
    return team.name if team else key


def briefly(organisation: Organisation, key: str) -> str:
    """The same where there is little room: a first name, if nobody else has it."""
    name = called(organisation, key)
    if key not in organisation.people:
        return name
    first = name.split()[0]
    namesakes = [each for each in organisation.people.values() if each.name.split()[0] == first]
    return first if len(namesakes) == 1 else name


def all_called(organisation: Organisation, keys: Iterable[str]) -> str:
    """``Alice Nakamura, Erin Gallagher and IoT SRE``; each once, in order."""
    return phrases.listed([called(organisation, key) for key in dict.fromkeys(keys)])
