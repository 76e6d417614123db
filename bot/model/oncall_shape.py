"""The load and the shape of a rotation: how many share it, how evenly, and where nobody is.

That at most a quarter of somebody's time is on call, and that a rotation at one site needs eight
people: *Site Reliability Engineering*, chapter 11, https://sre.google/sre-book/being-on-call. That
a gap is worth saying, and the 30 days: ours. Rules: docs/rules/oncall.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.model.recurrence import resolved
from bot.model.timeline import Gap, begins, ends, gaps, merged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.model.oncall import Contact, Duty
    from bot.model.rotation import Layer, Rotation

AHEAD = timedelta(days=30)
"""Ours: how far the shape of a rotation looks."""
HIGHEST_SHARE = Fraction(1, 4)
"""Of somebody's time; exactly as much is still fine."""


class Judgment(StrEnum):
    """What is the matter with a rotation."""

    TOO_FEW = "too_few"
    """Fewer people than it needs."""
    OVERLOADED = "overloaded"
    """Each is on call for more than a quarter of their time."""
    GAPS = "gaps"
    """Nobody is on call for some of the time."""


@dataclass(frozen=True, slots=True)
class Load:
    """How long somebody is on call within a stretch, and which share of it that is."""

    who: Contact
    held: timedelta
    share: Fraction


@dataclass(frozen=True, slots=True)
class Shape:
    """A rotation's shape within [start, end).

    Attributes:
        start: From when.
        end: Until when.
        people: How many take turns.
        minimum: How many it needs.
        seats: How many of them are on call at once, in all the rotations that they share.
        loads: Of each who is on call in that time, own turns and covers alike, the most first.
        longest: The longest stretch that one person is on call without a break; None if nobody is.
        gaps: Where nobody is.
    """

    start: datetime
    end: datetime
    people: int
    minimum: int
    seats: int
    loads: tuple[Load, ...]
    longest: Duty | None
    gaps: tuple[Gap, ...]

    @property
    def share(self) -> Fraction | None:
        """The share of their time that each is on call if turns are even; None without people."""
        return oncall_share(seats=self.seats, people=self.people)

    @property
    def coverage(self) -> Fraction:
        """The share of the time in which somebody is on call."""
        length = self.end - self.start
        return 1 - _ratio(sum((gap.end - gap.start for gap in self.gaps), timedelta(0)), length)

    @property
    def judgments(self) -> tuple[Judgment, ...]:
        """What is the matter; nothing if it is as it should be."""
        found = {
            Judgment.TOO_FEW: self.people < self.minimum,
            Judgment.OVERLOADED: self.share is not None and self.share > HIGHEST_SHARE,
            Judgment.GAPS: bool(self.gaps),
        }
        return tuple(judgment for judgment, applies in found.items() if applies)


def oncall_share(*, seats: int, people: int) -> Fraction | None:
    """``seats / people``: two seats among eight people are a quarter of everybody's time."""
    return Fraction(seats, people) if people else None


def shape(
    rotation: Rotation, duties: Sequence[Duty], *, start: datetime, end: datetime, seats: int = 1
) -> Shape:
    """The shape of a rotation within [start, end).

    Args:
        rotation: Whose shape. How many take turns in one that another source knows can only be
            seen from its duties.
        duties: All that touch the stretch, covers laid over them.
        start: From when.
        end: Until when.
        seats: How many are on call at once: 2 if a second rotation has the same people.
    """
    touching = [duty for duty in duties if begins(duty) < end and ends(duty) > start]
    runs = merged(replace(duty, covering_for=None) for duty in touching)
    taking: set[object] = {duty.covering_for or duty.who for duty in touching}
    if rotation.own:
        holding = (layer for layer in rotation.layers if _holds(layer, start, end))
        taking = {key for layer in holding for key in layer.people}
    return Shape(
        start=start,
        end=end,
        people=len(taking),
        minimum=rotation.minimum,
        seats=seats,
        loads=_loads(runs, start, end),
        longest=max(runs, key=lambda run: ends(run) - begins(run), default=None),
        gaps=gaps(runs, start=start, end=end),
    )


def _holds(layer: Layer, start: datetime, end: datetime) -> bool:
    """Whether a layer's time touches a stretch."""
    over = layer.until and resolved(layer.until, layer.zone)
    return resolved(layer.starts, layer.zone) < end and (over is None or over > start)


def _loads(runs: Sequence[Duty], start: datetime, end: datetime) -> tuple[Load, ...]:
    held: dict[Contact, timedelta] = {}
    for run in runs:
        length = min(ends(run), end) - max(begins(run), start)
        held[run.who] = held.get(run.who, timedelta(0)) + length
    loads = (Load(who, length, _ratio(length, end - start)) for who, length in held.items())
    return tuple(sorted(loads, key=lambda load: -load.held))


def _ratio(part: timedelta, whole: timedelta) -> Fraction:
    """Two spans' exact ratio."""
    smallest = timedelta(microseconds=1)
    return Fraction(part // smallest, whole // smallest)
