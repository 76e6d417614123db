"""The shifts of several seats within a stretch of time, in order; gaps are shifts of nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.timeline import begins, ends, gaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.model.oncall import Duty
    from bot.model.seat import Seat


@dataclass(frozen=True, slots=True)
class Shift:
    """One line of a schedule.

    Attributes:
        seat: Whose role.
        duty: Who holds it; None if nobody does.
        start: Since when, perhaps before the stretch; None if that has no beginning.
        end: Until when, perhaps after it; None if that has no end.
    """

    seat: Seat
    duty: Duty | None
    start: datetime | None
    end: datetime | None


def shifts_of(seat: Seat, *, start: datetime, end: datetime) -> tuple[Shift, ...]:
    """Every shift and every gap of a seat that touches [start, end), by their start.

    Where what is known ends, as it does early in an old roster, nothing is said to be a gap.
    """
    held = [
        Shift(seat, duty, duty.start, duty.end)
        for duty in seat.roster.duties
        if begins(duty) < end and ends(duty) > start
    ]
    empty = [
        Shift(seat, None, gap.start, gap.end)
        for gap in gaps(seat.roster.duties, start=start, end=min(end, seat.roster.end))
    ]
    return tuple(sorted((*held, *empty), key=lambda each: each.start or start))


def in_order(seats: Sequence[Seat], *, start: datetime, end: datetime) -> Iterator[Shift]:
    """The shifts of all seats by their start; those that begin together in the seats' order."""
    found = [each for seat in seats for each in shifts_of(seat, start=start, end=end)]
    yield from sorted(found, key=lambda each: max(each.start or start, start))
