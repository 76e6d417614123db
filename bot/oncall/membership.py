"""Who belongs into a user group that follows rotations: whoever is on call in any of them now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import phrases
from bot.model.timeline import EVER, begins, ends, on_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.model.organisation import Person
    from bot.oncall.reading import Known

TRUSTED = timedelta(hours=1)
"""How old the last good answer of a source may be; shifts have changed in less than a day."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a group stays as it was.

    Attributes:
        key: What tells it from other reasons; the same for as long as it lasts.
        why: The reason, to go on a sentence.
        next_step: What to do about it, in a sentence.
    """

    key: str
    why: str
    next_step: str | None


def members(
    known: Sequence[Known], people: Mapping[str, Person], *, now: datetime
) -> tuple[Person, ...] | Obstacle:
    """Everybody who is on call, by their keys; never nobody, and never some of them.

    Args:
        known: The rotations that the group follows.
        people: Everybody by key.
        now: The instant.
    """
    for each in known:
        age = now - each.roster.fetched_at
        if each.failure is not None and age > TRUSTED:
            return Obstacle(
                f"stale {each.rotation.key}",
                f"who is on call for {each.rotation.name} was last known {phrases.ago(age)}",
                f"{each.failure} The group follows again once it is known.",
            )
    holders = [(each, duty.who) for each in known for duty in on_at(each.roster.duties, now)]
    if strangers := [(each, who) for each, who in holders if who.person not in people]:
        names = sorted({who.name for _, who in strangers})
        sources = sorted({each.rotation.source for each, _ in strangers})
        return Obstacle(
            f"unknown {', '.join(names)}",
            f"app.yaml does not know {phrases.listed(names)}, who is on call",
            f"Write them under people, as {phrases.listed(sources)} knows them.",
        )
    keys = sorted({who.person for _, who in holders if who.person is not None})
    if not keys:
        return Obstacle("nobody", "nobody is on call", "It follows again once somebody is.")
    return tuple(people[key] for key in keys)


def changed_at(known: Iterable[Known], *, now: datetime) -> datetime:
    """Since when it is so: the last change of shift; ``EVER`` if there was none."""
    edges = (
        edge
        for each in known
        for duty in each.roster.duties
        for edge in (begins(duty), ends(duty))
        if edge <= now
    )
    return max(edges, default=EVER)
