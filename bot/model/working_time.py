"""Time during which an engagement works: its hours of its weekdays, without its holidays.

The clock on the wall counts: a working day is as long as from when it opens to when it closes, also
where the clocks change in between. Rules: docs/rules/decisions.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.model.recurrence import DAY, furthest, resolved

if TYPE_CHECKING:
    from bot.model.organisation import WorkingCalendar

_NONE = timedelta()
_LONGEST_PAUSE_DAYS = 2 * 366


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """How working time passes by a calendar in a zone."""

    calendar: WorkingCalendar
    zone: str

    @property
    def day(self) -> timedelta:
        """How long a working day is."""
        opens, closes = _walls(date.min, self.calendar)
        return closes - opens

    def after(self, start: datetime, span: timedelta) -> datetime:
        """The first instant by which so much working time has passed since a start, in UTC.

        Where nobody works for two years on end, it has passed at the end of these.

        Args:
            start: An instant, within working hours or not.
            span: How much working time, not less than none: ``2 * working.day``.
        """
        if span <= _NONE:
            return start.astimezone(UTC)
        begun = furthest(start, self.zone)
        day, left, pause = begun.date(), span, 0
        while pause < _LONGEST_PAUSE_DAYS:
            pause += 1
            if hours := self._hours(day):
                opens, closes = max(hours[0], begun), hours[1]
                if opens + left <= closes:
                    return resolved(opens + left, self.zone)
                if opens < closes:
                    left, pause = left - (closes - opens), 0
            day += DAY
        return resolved(datetime.combine(day, time.min), self.zone)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much working time passes within [start, end); none where the end comes first."""
        begun, over = furthest(start, self.zone), furthest(end, self.zone)
        day, passed = begun.date(), _NONE
        while day <= over.date():
            if hours := self._hours(day):
                passed += max(min(hours[1], over) - max(hours[0], begun), _NONE)
            day += DAY
        return passed

    def _hours(self, day: date) -> tuple[datetime, datetime] | None:
        """When a date opens and closes, on the wall; None where nobody works.

        Nobody works on a date that the zone's calendar went past: it is over when it begins.
        """
        calendar = self.calendar
        if day.weekday() not in calendar.weekdays or day.isoformat() in calendar.holidays:
            return None
        opens, closes = _walls(day, calendar)
        never = resolved(opens, self.zone) == resolved(closes, self.zone)
        return None if never else (opens, closes)


def _walls(day: date, calendar: WorkingCalendar) -> tuple[datetime, datetime]:
    opens, closes = (time.fromisoformat(each) for each in (calendar.opens, calendar.closes))
    return datetime.combine(day, opens), datetime.combine(day, closes)
