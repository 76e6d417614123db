"""From the text of a feed to its events. What would make a wrong answer is refused by name.

Times are read as RFC 5545 has it, and zones by IANA's name, by Windows' name, or by the rules
that the feed itself brings. icalendar remembers those rules for every feed together, though two
feeds may mean different things by “Customized Time Zone”: so each feed is parsed by itself, with
nothing remembered.
"""

from __future__ import annotations

import re
import threading
import warnings
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from adapters.fetching.failure import Failure
from adapters.oncall.ical.fields import SPOILT, each, text
from adapters.oncall.ical.settings import lets_in
from bot.config.concealing import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from icalendar.cal import Component

    from adapters.oncall.ical.fields import Fields

_ALONE = threading.Lock()
_TIMES = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "EXDATE", "RDATE", "RRULE")
_END = "END:VCALENDAR"
_EVENT = re.compile(r"^BEGIN:VEVENT[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY"})
_PARTS_OF_AN_HOUR = 12
_REFUSED = "Mend that event, or publish a calendar that holds this rotation alone."


@dataclass(frozen=True, slots=True)
class Calendar:
    """One calendar of a feed.

    Attributes:
        events: Its events as they were written.
        zone: Its own zone, in which its dates begin; None if it tells none.
    """

    events: tuple[Component, ...]
    zone: tzinfo | None


@dataclass(frozen=True, slots=True)
class Parsed:
    """All of a feed.

    Attributes:
        calendars: Usually one.
        page: Where people see and change it, if the feed tells.
    """

    calendars: tuple[Calendar, ...]
    page: str | None

    @property
    def count(self) -> int:
        """How many events it holds."""
        return sum(len(calendar.events) for calendar in self.calendars)


def parse(content: str) -> Parsed:
    """Read a feed. It takes half a second for a thousand events: not on the event loop.

    Raises:
        Failure: It is no calendar, or holds what nobody could answer by.
    """
    # They take 0.2 s to import: only those with a feed pay for it.
    from icalendar import Calendar as VCalendar  # noqa: PLC0415
    from icalendar.timezone import tzp  # noqa: PLC0415

    with _ALONE, warnings.catch_warnings():
        # A zone like /mozilla.org/20050126_1/Europe/Berlin is read as the city that it names.
        warnings.simplefilter("ignore")
        tzp.use_default()
        try:
            components = VCalendar.from_ical(content, multiple=True)
            calendars = tuple(_calendar(one) for one in components if one.name == "VCALENDAR")
            parsed = Parsed(calendars, _page(components))
        except SPOILT:
            raise _broken() from None
    # One that was cut off may read well, as far as it goes.
    whole = content.rstrip().upper().endswith(_END)
    if not calendars or not whole or len(_EVENT.findall(content)) != parsed.count:
        raise _broken()
    return parsed


def _broken() -> Failure:
    return Failure(
        "is broken: it does not read as a calendar", "See how it is made, or wait for it."
    )


def _calendar(component: Component) -> Calendar:
    events = tuple(component.walk("VEVENT"))
    for event in events:
        _verify(event)
    return Calendar(events, _own_zone(component))


def _own_zone(component: Component) -> tzinfo | None:
    """What X-WR-TIMEZONE names; else the only zone that the calendar brings along."""
    name = text(component, "X-WR-TIMEZONE")
    brought = component.walk("VTIMEZONE")
    if not name and len(brought) == 1:
        name = text(brought[0], "TZID")
    return _zone(name) if name else None


def _zone(name: str) -> tzinfo:
    from icalendar.timezone import tzp  # noqa: PLC0415 - see above

    found: tzinfo | None = tzp.timezone(name)
    if found is None:
        raise _unknown_zone(name)
    return found


def _verify(event: Component) -> None:
    """Refuse an event that could be read in two ways, or in none.

    Raises:
        Failure: It is such an event.
    """
    fields: Fields = event
    unreadable = next((name for name, _ in event.errors if name in _TIMES), None)
    if unreadable or "DTSTART" not in fields:
        raise Failure(f"has an event without a readable {unreadable or 'DTSTART'}", _REFUSED)
    for name in _TIMES:
        for value in each(fields, name):
            zone = str(value.params.get("TZID", "")).strip()
            if zone and any(_naive(moment) for moment in _moments(value)):
                raise _unknown_zone(zone)
    if any(_too_often(rule) for rule in each(fields, "RRULE")):
        raise Failure("has an event that repeats within minutes, which no shift does", _REFUSED)


def _unknown_zone(name: str) -> Failure:
    return Failure(
        f"names the time zone “{shown(name)}”, which nobody knows",
        "Let the calendar use a zone such as Europe/Berlin.",
    )


def _too_often(rule: Fields) -> bool:
    frequency = {str(each).upper() for each in rule.get("FREQ", [])}
    if min(rule.get("INTERVAL", [1])) < 1:
        return True
    parts = len(rule.get("BYMINUTE", [0])) * len(rule.get("BYSECOND", [0]))
    return bool(frequency & _TOO_OFTEN) or parts > _PARTS_OF_AN_HOUR


def _moments(value: object) -> Iterator[object]:
    """The times in a value: one, several, or the two ends of periods."""
    for one in getattr(value, "dts", [value]):
        found = getattr(one, "dt", None)
        yield from found if isinstance(found, tuple) else [found]


def _naive(moment: object) -> bool:
    return isinstance(moment, datetime) and moment.tzinfo is None


def _page(components: Sequence[Component]) -> str | None:
    """The page that all of it names; never one that lets in whoever knows it."""
    named = {
        str(part["URL"]).strip()
        for component in components
        for part in (component, *component.walk("VEVENT"))
        if "URL" in part
    }
    page = named.pop() if len(named) == 1 else ""
    try:
        parts = urlsplit(page)
    except ValueError:
        return None
    plain = parts.scheme == "https" and parts.hostname and parts.username is None
    return page if plain and page.isprintable() and not lets_in(page) else None
