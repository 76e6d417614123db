"""Times on a zone's wall, and the instants that they are.

In spring a clock skips an hour, in autumn it shows one twice, and Apia once skipped a whole day. A
wall time means the first instant at which the clock shows it or, if it never does, a later one: of
two the first, and the end of a gap. Rules: docs/rules/oncall.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, rrule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

DAY = timedelta(days=1)
_SMALLEST = timedelta(microseconds=1)


def resolved(wall: datetime, zone: str) -> datetime:
    """The instant of a naive wall time, in UTC."""
    there = ZoneInfo(zone)
    first = wall.replace(tzinfo=there, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=there, fold=1).astimezone(UTC)
    if first <= second:
        return first
    return _change(second, first, there)  # in a gap the two readings stand around its end


def local(instant: datetime, zone: str) -> datetime:
    """What the clock on the wall shows at an instant: naive."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def furthest(instant: datetime, zone: str) -> datetime:
    """How far the clock on the wall has come by an instant: naive, and never back.

    While it shows an hour for the second time, it stays at the hour's end.
    """
    shown = local(instant, zone)
    first = resolved(shown, zone)
    if first >= instant:
        return shown
    return shown + (_change(first, instant.astimezone(UTC), ZoneInfo(zone)) - first)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When something is due again and again.

    Attributes:
        at: The time of day on the wall: naive, in whole seconds.
        zone: IANA name.
        weekdays: On which days (Monday is 0); on every one when empty.
    """

    at: time
    zone: str
    weekdays: tuple[int, ...] = ()


def daily(at: time, zone: str) -> Recurrence:
    """Every day at a time of day."""
    return Recurrence(at, zone)


def weekly(weekday: int, at: time, zone: str) -> Recurrence:
    """Every week on a weekday (Monday is 0) at a time of day."""
    return Recurrence(at, zone, (weekday,))


def occurrences(rule: Recurrence, *, start: datetime, end: datetime) -> Iterator[datetime]:
    """Its instants within [start, end), in UTC: one for every date that the zone's calendar has.

    A date is due once, also when the clock skips its time of day, or shows it twice.
    """
    walls = rrule(
        DAILY,
        # The time of the day before may be skipped up to the first instant of this one.
        dtstart=datetime.combine(local(start, rule.zone) - DAY, rule.at),
        until=datetime.combine(local(end, rule.zone), time.max),
        byweekday=rule.weekdays or None,
    )
    for wall in walls:
        instant = resolved(wall, rule.zone)
        if start <= instant < end and not _never_was(wall.date(), rule.zone):
            yield instant


def _never_was(day: date, zone: str) -> bool:
    """Whether the zone's calendar went past a date, as Apia's past 30 December 2011."""
    midnight = datetime.combine(day, time.min)
    return resolved(midnight, zone) == resolved(midnight + DAY, zone)


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant in (before, after] at which the zone's offset becomes another."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > _SMALLEST:
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
