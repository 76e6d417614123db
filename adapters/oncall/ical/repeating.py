"""Events that repeat: each repetition that a stretch could touch, moved and left out as told.

``recurring_ical_events`` repeats. Asked in UTC, it loses a shift that ends at a change of the
clocks, for it looks back by the shift's length on the wall: so it is asked for two days more on
each side, and what it gives is filtered where both ends are instants.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from adapters.fetching.failure import Failure
from adapters.oncall.ical.fields import moment, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from icalendar.cal import Component

    from adapters.oncall.ical.fields import Fields

MARGIN = timedelta(days=2)
MOST = 10_000
"""Repetitions in one stretch; hourly shifts of a year have fewer."""

_LASTS = "X-RAPPORT-LASTS"


def repetitions(
    events: Sequence[Component], start: datetime, end: datetime
) -> Iterator[tuple[Fields, date, date]]:
    """What series give within a stretch, and somewhat around it: each event, its start, its end.

    Raises:
        Failure: They never end giving.
    """
    if not events:
        return
    from icalendar import Calendar as Plain  # noqa: PLC0415 - see ``parsing.py``
    from recurring_ical_events import CalendarQuery  # noqa: PLC0415

    calendar = Plain()
    for event in _apart(events):
        calendar.add_component(event)
    count = 0
    for series in CalendarQuery(calendar).series:
        for occurrence in series.between(start - MARGIN, end + MARGIN):
            count += 1
            if count > MOST:
                raise Failure(
                    f"has more than {MOST} shifts within months",
                    "See that it is the calendar of this rotation alone.",
                )
            event = occurrence.as_component(keep_recurrence_attributes=False)
            yield event, occurrence.start, _end(event, occurrence.start, occurrence.end)


def _end(event: Fields, start: date, end: date) -> date:
    """Its end on the wall; by the clock where its length is told in hours."""
    lasts = event.get(_LASTS)
    if lasts is None or end - start != lasts.dt:
        return end
    return later(start, lasts.dt)


def _apart(events: Sequence[Component]) -> Iterator[Component]:
    """Copies, ready to be repeated.

    Two events with one UID of which neither is a change of the other are two: without a UID of
    its own the second would vanish.
    """
    seen = Counter[str]()
    for original in events:
        event = original.copy()
        if "RECURRENCE-ID" not in event and "UID" in event:
            uid = text(event, "UID")
            seen[uid] += 1
            if seen[uid] > 1:
                event["UID"] = f"{uid}#{seen[uid]}"
        if "DURATION" in event:
            event[_LASTS] = event["DURATION"]
        _measure_on_one_wall(event)
        yield event


def _measure_on_one_wall(event: Component) -> None:
    """Tell an end in the zone of its start: a shift is as long as it is there."""
    start, end = moment(event, "DTSTART"), moment(event, "DTEND")
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return
    if start.tzinfo and end.tzinfo and start.tzinfo is not end.tzinfo:
        event.pop("DTEND")
        event.add("DTEND", end.astimezone(start.tzinfo))


def later(start: date, span: timedelta) -> date:
    """Days are those of the calendar, hours those of a clock: RFC 5545, 3.3.6."""
    days, hours = timedelta(days=span.days), timedelta(seconds=span.seconds)
    if not isinstance(start, datetime):
        return start + days if not hours else datetime.combine(start, time()) + span
    if start.tzinfo is None:
        return start + span
    return (start + days).astimezone(UTC) + hours
