"""A rotation: who takes turns, from when, for how long, in which hours. Declared in app.yaml."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, time

    from bot.model.organisation import Side

OWN = "rota"
"""The source of rotations that app.yaml holds itself."""

MINIMUM = 8
"""People that a rotation at one site needs: https://sre.google/sre-book/being-on-call."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Local hours of some weekdays (Monday is 0).

    Those that end by the time they began end a day later: ``22:00`` to ``06:00`` is a night, and
    ``09:00`` to ``09:00`` a whole day.
    """

    weekdays: tuple[int, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Layer:
    """People who take turns.

    Attributes:
        people: Their keys, in the order of their turns.
        starts: The first handoff, a wall time in the zone: naive.
        days: Days from one handoff to the next, at the same wall time.
        zone: IANA name.
        only: The hours in which it holds; all of them when empty.
        until: The wall time at which it ends; None if it does not.
    """

    people: tuple[str, ...]
    starts: datetime
    days: int
    zone: str
    only: tuple[Hours, ...] = ()
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rotation:
    """Who takes turns in one seat.

    Attributes:
        key: Its key in app.yaml.
        name: What people call it.
        team: The key of the team whose rotation it is.
        side: That team's side, whose people may cover in it.
        zone: Where its people work; IANA name.
        source: The key of the source that knows who is on call; ``OWN`` for our own layers.
        layers: Our own: at each instant the first that has somebody decides.
        query: What another source needs to find it, in its own words.
        minimum: How many people it needs.
        handoff: Whether each change of shift is posted in the engagement's channel.
        groups: User groups that follow it: the platform's id of the group, by platform.
    """

    key: str
    name: str
    team: str
    side: Side
    zone: str
    source: str = OWN
    layers: tuple[Layer, ...] = ()
    query: Mapping[str, str] = field(default_factory=dict)
    minimum: int = MINIMUM
    handoff: bool = True
    groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def own(self) -> bool:
        """Whether app.yaml holds it itself, so that a cover in chat changes who is paged."""
        return self.source == OWN


@dataclass(frozen=True, slots=True)
class Role:
    """A seat for a service: whose side's, what it is called, and the rotation that fills it."""

    side: Side
    name: str
    rotation: str
