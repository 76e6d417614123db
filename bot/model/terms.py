"""Terms as people agree on them: so many days or months on, from a day on, by a zone's calendar.

Rules: docs/rules/decisions.md.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from bot.model.recurrence import DAY, local, resolved

if TYPE_CHECKING:
    from datetime import date


def days_later(start: datetime, days: int, zone: str) -> datetime:
    """The same time on the wall so many days of the calendar later, in UTC."""
    return resolved(local(start, zone) + days * DAY, zone)


def months_later(start: datetime, months: int, zone: str) -> datetime:
    """The same time on the wall so many months later, in UTC: 31 January plus one is 28 February.

    A month that is too short for the day ends on its last one.
    """
    return resolved(local(start, zone) + relativedelta(months=months), zone)


def start_of(day: date, zone: str) -> datetime:
    """The first instant of a date, in UTC; of one that the zone never had, the next one's."""
    return resolved(datetime.combine(day, time.min), zone)
