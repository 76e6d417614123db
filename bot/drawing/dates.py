"""The level axis: round dates and hours of a zone, never closer than their labels are wide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count, takewhile
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Writer: TypeAlias = "Callable[[datetime], str]"
"""Says a local time as a label."""

_TIME_WIDTH, _MONTH_WIDTH = 58, 74
_MINUTE, _DAY, _MONTH = 60, 86_400, 30.5 * 86_400
_MINUTES = (1, 5, 15, 30, 60, 120, 180, 360, 720)
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600)


@dataclass(frozen=True, slots=True)
class Tick:
    """An instant and how it is written."""

    at: datetime
    label: str


def date_ticks(start: datetime, end: datetime, *, zone: str, width: float) -> tuple[Tick, ...]:
    """Round local times between two instants.

    They follow the wall clock of the zone, so that a day of 23 hours still starts at midnight.

    Args:
        start: The first instant that may be marked.
        end: The last.
        zone: IANA name.
        width: Pixels between the two.
    """
    place = ZoneInfo(zone)
    ticks: list[Tick] = []
    wall = start.astimezone(place).replace(tzinfo=None)
    last_wall = end.astimezone(place).replace(tzinfo=None) + timedelta(days=1)
    walls, written = _steps(wall, seconds=(end - start).total_seconds(), width=width)
    for each in takewhile(lambda moment: moment <= last_wall, walls):
        instant = each.replace(tzinfo=place).astimezone(UTC)
        if not start <= instant <= end or (ticks and instant <= ticks[-1].at):
            continue
        ticks.append(Tick(instant, written(instant.astimezone(place))))
    return tuple(ticks)


def _hour(local: datetime) -> str:
    return _day(local) if (local.hour, local.minute) == (0, 0) else f"{local:%H:%M}"


def _day(local: datetime) -> str:
    return f"{local.day} {local:%b}"


def _month(local: datetime) -> str:
    return f"{local:%b %Y}"


def _steps(wall: datetime, *, seconds: float, width: float) -> tuple[Iterator[datetime], Writer]:
    """Wall times at the finest step that leaves room for its labels, and how to write them."""
    midnight = wall.replace(hour=0, minute=0, second=0, microsecond=0)
    room, wide_room = width // _TIME_WIDTH, width // _MONTH_WIDTH
    for minutes in _MINUTES:
        if seconds <= room * minutes * _MINUTE:
            return _every(midnight, timedelta(minutes=minutes)), _hour
    for days in _DAYS:
        if seconds <= room * days * _DAY:
            # Ordinal 1 was a Monday: steps of a week fall on Mondays.
            ahead = (1 - midnight.toordinal()) % days
            return _every(midnight + timedelta(days=ahead), timedelta(days=days)), _day
    fitting = (months for months in _MONTHS if seconds <= wide_room * months * _MONTH)
    return _firsts(wall.year * 12 + wall.month - 1, next(fitting, _MONTHS[-1])), _month


def _every(first: datetime, step: timedelta) -> Iterator[datetime]:
    return (first + step * turn for turn in count())


def _firsts(month: int, step: int) -> Iterator[datetime]:
    """Firsts of the month; ``month`` counts from year 0."""
    first = -(-month // step) * step
    years_and_months = (divmod(first + step * turn, 12) for turn in count())
    return (datetime(year, nth + 1, 1) for year, nth in years_and_months)  # noqa: DTZ001 - a wall time; its zone comes after
