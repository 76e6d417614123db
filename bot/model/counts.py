"""Counts of events: how many were valid and how many of these were bad."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """Valid events and the bad ones among them, over some span of time."""

    bad: int
    total: int

    def __post_init__(self) -> None:
        if not 0 <= self.bad <= self.total:
            msg = f"bad events must lie between 0 and the total: {self.bad} of {self.total}"
            raise ValueError(msg)

    @property
    def good(self) -> int:
        """Valid events that were not bad."""
        return self.total - self.bad

    @property
    def error_rate(self) -> Decimal | None:
        """Share of bad events, a fraction; None when there was no traffic."""
        return Decimal(self.bad) / self.total if self.total else None

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.bad + other.bad, self.total + other.total)


NOTHING = Counts(0, 0)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Slice:
    """Counts of one stretch of time, [start, end)."""

    start: datetime
    end: datetime
    counts: Counts

    def __post_init__(self) -> None:
        if self.end <= self.start:
            msg = f"a slice ends after its start: {self.start} to {self.end}"
            raise ValueError(msg)

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.end - self.start


def total_of(slices: Iterable[Slice]) -> Counts:
    """All slices together."""
    return sum((each.counts for each in slices), NOTHING)


def within(slices: Iterable[Slice], *, start: datetime, end: datetime) -> tuple[Slice, ...]:
    """The parts of the slices that lie in [start, end); a slice that is cut keeps its share.

    Stretches that tile the time tile the counts too: nothing is lost or counted twice at a cut.
    """
    return tuple(
        each if start <= each.start and each.end <= end else _cut(each, start=start, end=end)
        for each in slices
        if max(each.start, start) < min(each.end, end)
    )


def _cut(whole: Slice, *, start: datetime, end: datetime) -> Slice:
    first, last = max(whole.start, start), min(whole.end, end)
    before, until, length = (
        span // MICROSECOND for span in (first - whole.start, last - whole.start, whole.length)
    )

    def share(events: int) -> int:
        return events * until // length - events * before // length

    bad, good = share(whole.counts.bad), share(whole.counts.good)
    return Slice(first, last, Counts(bad, bad + good))
