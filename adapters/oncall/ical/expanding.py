"""From events to duties within a stretch: each that takes place, in UTC, and who it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from adapters.fetching.failure import Failure
from adapters.oncall.ical.fields import SPOILT, each, is_date, moment, text
from adapters.oncall.ical.naming import named
from adapters.oncall.ical.repeating import later, repetitions
from adapters.rostering.replacing import in_order
from bot.model.oncall import Duty

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import tzinfo

    from icalendar.cal import Component

    from adapters.oncall.ical.fields import Fields
    from adapters.oncall.ical.parsing import Calendar, Parsed

_DAY = timedelta(days=1)
_REPEATS = ("RRULE", "RDATE", "RECURRENCE-ID")


@dataclass(frozen=True, slots=True)
class Shifts:
    """What a feed says of a stretch.

    Attributes:
        duties: By their start, each once.
        nameless: How many events in it name nobody.
    """

    duties: tuple[Duty, ...]
    nameless: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which shifts are wanted.

    Attributes:
        start: Where the stretch begins.
        end: Where it ends.
        zone: In which dates begin, unless the calendar tells its own.
        only: What an event must say; None for all.
    """

    start: datetime
    end: datetime
    zone: tzinfo
    only: str | None = None


def expand(parsed: Parsed, wanted: Wanted) -> Shifts:
    """Every shift that touches a stretch.

    Raises:
        Failure: It repeats too often, or in a way that nobody understands.
    """
    try:
        events = chain.from_iterable(_within(one, wanted) for one in parsed.calendars)
        return _shifts(events, wanted.only)
    except SPOILT:
        raise Failure(
            "has an event that repeats in a way that nobody understands",
            "Write that event anew, or publish a calendar that holds this rotation alone.",
        ) from None


_Timed = tuple["Fields", datetime, datetime]


def _shifts(events: Iterable[_Timed], only: str | None) -> Shifts:
    """Who each event is about; what is said twice is one duty."""
    word = re.compile(rf"(?<!\w){re.escape(only)}(?!\w)", re.IGNORECASE) if only else None
    found: list[Duty] = []
    nameless = 0
    for event, start, end in events:
        if word and not word.search(_said(event)):
            continue
        who = named(event)
        nameless += not who.people
        found += [Duty(person, start, end, who.covering_for) for person in who.people]
    return Shifts(in_order(found), nameless)


def _said(event: Fields) -> str:
    names = [str(name) for one in each(event, "CATEGORIES") for name in one.cats]
    return " / ".join([text(event, "SUMMARY"), text(event, "LOCATION"), *names])


def _within(calendar: Calendar, wanted: Wanted) -> Iterator[_Timed]:
    """Every event of a stretch that takes place."""
    zone = calendar.zone or wanted.zone
    once, repeated = _parted(calendar.events)
    for event, first, last in chain(
        map(_once, once), repetitions(repeated, wanted.start, wanted.end)
    ):
        start, end = _instant(first, zone), _instant(last, zone)
        if start < end and start < wanted.end and wanted.start < end and not _cancelled(event):
            yield event, start, end


def _parted(events: Sequence[Component]) -> tuple[list[Component], list[Component]]:
    """Events that take place once, and those that belong to a series."""
    series = {
        str(event["UID"])
        for event in events
        if "UID" in event and any(r in event for r in _REPEATS)
    }
    parted: dict[bool, list[Component]] = {False: [], True: []}
    for event in events:
        belongs = str(event.get("UID", "")) in series or any(r in event for r in _REPEATS)
        parted[belongs].append(event)
    return parted[False], parted[True]


def _once(event: Fields) -> tuple[Fields, date, date]:
    start = event["DTSTART"].dt
    if end := moment(event, "DTEND"):
        return event, start, end
    if "DURATION" in event:
        return event, start, later(start, event["DURATION"].dt)
    return event, start, start + _DAY if is_date(start) else start


def _cancelled(event: Fields) -> bool:
    return text(event, "STATUS").upper() == "CANCELLED"


def _instant(told: date, zone: tzinfo) -> datetime:
    """A moment in UTC; days and times without a zone are the calendar's own."""
    if not isinstance(told, datetime):
        told = datetime.combine(told, time())
    if told.tzinfo is None:
        told = told.replace(tzinfo=zone)
    return told.astimezone(UTC)
