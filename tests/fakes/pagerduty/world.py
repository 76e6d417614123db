"""Schedules and escalation policies as their owners set them up, and what follows from that."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


@dataclass(frozen=True)
class User:
    """Somebody; of who was deleted, only the name is left."""

    id: str
    name: str
    email: str | None = None
    deleted: bool = False


@dataclass(frozen=True)
class Turn:
    """One person's stretch."""

    user: User
    start: datetime
    end: datetime


@dataclass
class Schedule:
    """A schedule: on PagerDuty's page, a later layer covers those before it."""

    id: str
    name: str
    layers: list[list[Turn]] = field(default_factory=list)
    overrides: list[Turn] = field(default_factory=list)

    def layer(self, *turns: tuple[User, datetime, datetime]) -> Schedule:
        """Add a layer on top of the others."""
        self.layers.append([Turn(*turn) for turn in turns])
        return self

    def override(self, user: User, start: datetime, end: datetime) -> Schedule:
        """Let somebody take over; the last one made wins."""
        self.overrides.append(Turn(user, start, end))
        return self

    @property
    def final(self) -> list[Turn]:
        """Who is on call."""
        return _rendered([*reversed(self.overrides), *_flat(reversed(self.layers))])

    @property
    def overriding(self) -> list[Turn]:
        """Who is on call because of an override."""
        return _rendered(list(reversed(self.overrides)))


@dataclass
class Policy:
    """An escalation policy: whom each level alerts, the first level first."""

    id: str
    name: str
    levels: list[list[Schedule | User]]


def _flat(layers: Iterable[Sequence[Turn]]) -> Iterable[Turn]:
    return (turn for layer in layers for turn in layer)


def _rendered(turns: Sequence[Turn]) -> list[Turn]:
    """At each instant the first that holds; the same person's neighbouring stretches are one."""
    edges = sorted({edge for turn in turns for edge in (turn.start, turn.end)})
    found: list[Turn] = []
    for start, end in pairwise(edges):
        holding = [turn for turn in turns if turn.start <= start and end <= turn.end]
        if not holding:
            continue
        user = holding[0].user
        if found and found[-1].user == user and found[-1].end == start:
            found[-1] = Turn(user, found[-1].start, end)
        else:
            found.append(Turn(user, start, end))
    return found
