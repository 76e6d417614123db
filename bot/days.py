"""The day in what people type for an instant: ``friday``, ``24.12.``, ``December 24th``.

Everyday words and numbers are read here, days with a month's name by dateutil. It would read more
than people mean (``12 dec 24`` has three days), so it gets one day and one month alone.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from dateutil import parser

_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1, "day after tomorrow": 2}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?"
)
_WEEKDAY = re.compile(rf"(?P<which>(?:(?:this|next|coming|last) )*)\b(?P<day>{_DAY})\b")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4})?)?")
_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH = re.compile(rf"\b(?:{_MONTHS})\b")
_IN_WORDS = re.compile(
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?|[12]\d{{3}}|{_MONTHS}|the|of|{_DAY})[.,]?(?: |$))+"
)
_MONTHS_OF_A_YEAR = 12
_DATE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b")
_YEAR = re.compile(r"\b[12]\d{3}\b")


def day_called(
    text: str, since: timedelta | None, *, now: datetime, after: datetime
) -> date | None:
    """The day that these words mean; None if they mean none.

    Args:
        text: The words; none for the coming day on which it is that late.
        since: How long after the start of that day, if a time of day is said.
        now: What the clock on the wall shows now.
        after: From when on a time of day or a day of the week is sought, on the same wall.
    """
    clock = since or timedelta(0)
    if not text:
        return None if since is None else _coming(after.date(), clock, after=after, every=1)
    if text in _NEAR:
        return now.date() + timedelta(days=_NEAR[text])
    if weekday := _WEEKDAY.fullmatch(text):
        return _weekday(weekday, clock, now=now, after=after)
    if numbers := _NUMBERS.fullmatch(text):
        return _in_numbers(numbers, now.date())
    return _iso(text) or _in_words(text, now.date())


def _coming(day: date, clock: timedelta, *, after: datetime, every: int) -> date:
    passed = datetime.combine(day, time.min) + clock < after
    return day + timedelta(days=every) if passed else day


def _weekday(said: re.Match[str], clock: timedelta, *, now: datetime, after: datetime) -> date:
    """The coming one, also for “next”; who says “next” on that very day means the one in a week."""
    number, which = _WEEKDAYS.index(said["day"][:3]), said["which"].split()
    if "last" in which:
        return now.date() - timedelta(days=(now.weekday() - number - 1) % 7 + 1)
    away = (number - after.weekday()) % 7
    if away == 0 and "next" in which:
        away = 7
    return _coming(after.date() + timedelta(days=away), clock, after=after, every=7)


def _in_numbers(said: re.Match[str], today: date) -> date | None:
    """``24.12.`` and ``24/12/2026``; None for what two countries read as two days: ``4/5``."""
    first, sign, second, year = int(said[1]), said[2], int(said[3]), said[4]
    months = {(first, second), *(() if sign == "." else {(second, first)})}
    days = [(day, month) for day, month in months if month <= _MONTHS_OF_A_YEAR]
    if len(days) != 1:
        return None
    ((day, month),) = days
    if year:
        return date(int(year), month, day)
    found = date(today.year, month, day)
    return found if found >= today else found.replace(year=today.year + 1)


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text.upper())
    except ValueError:
        return None


def _in_words(text: str, today: date) -> date | None:
    """``24 Dec``, ``Thursday, the 24th of December 2026``; without a year the coming one."""
    if not (_IN_WORDS.fullmatch(text) and len(_MONTH.findall(text)) == 1):
        return None
    years = [int(year) for year in _YEAR.findall(text)]
    if len(_DATE.findall(text)) != 1 or len(years) > 1:
        return None
    found = (_dated(text, year) for year in years or _years_from(today.year))
    day = next((each for each in found if each and (years or each >= today)), None)
    weekday = _WEEKDAY.search(text)
    if day and weekday and _WEEKDAYS[day.weekday()] != weekday["day"][:3]:
        return None  # it cannot be both
    return day


def _years_from(year: int) -> range:
    """Years of which one has a 29th of February."""
    return range(year, year + 9)


def _dated(text: str, year: int) -> date | None:
    """The day in a year; None if that year does not have it."""
    words = _YEAR.sub("", text).replace("the ", "")
    try:
        found: datetime = parser.parse(words, default=datetime(year, 1, 1))  # noqa: DTZ001 - on the wall
    except (parser.ParserError, OverflowError):
        return None
    return found.date()
