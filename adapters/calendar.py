"""Who is on call as a calendar that others can subscribe to: iCalendar, RFC 5545.

One event a duty, in UTC. People stand there by name alone, in the title: a published event may
have no attendees (RFC 5546, 3.2.1), and an attendee would need an address, which is nobody's
business outside. What is written is what ``adapters/oncall/ical`` reads.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from icalendar import Event

    from bot.model.oncall import Contact, Duty

MAKER = "-//Rapport//On call//EN"
FRESH = timedelta(minutes=15)
"""How often a subscriber should look; most look when they please."""


def plain_name(contact: Contact) -> str:
    """What to call somebody: their name, and of a name that is an address the part before the @."""
    return contact.name.partition("@")[0] or contact.name


def calendar_text(
    service: str,
    roles: Sequence[tuple[str, Sequence[Duty]]],
    *,
    start: datetime,
    end: datetime,
    now: datetime,
    name: Callable[[Contact], str] = plain_name,
) -> str:
    """Write a calendar.

    Args:
        service: What people call the service.
        roles: Each role, such as “SRE primary”, and its duties.
        start: Where a duty without a beginning is said to begin.
        end: Where one without an end is said to end.
        now: When it is written.
        name: What to call somebody; never with an address.
    """
    from icalendar import Calendar, vDuration  # noqa: PLC0415 - it takes 0.1 s to import

    calendar = Calendar()
    refresh = vDuration(FRESH)
    refresh.params["VALUE"] = "DURATION"
    for key, value in (
        ("PRODID", MAKER),
        ("VERSION", "2.0"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("NAME", f"{service} on call"),
        ("X-WR-CALNAME", f"{service} on call"),
        ("REFRESH-INTERVAL", refresh),
        ("X-PUBLISHED-TTL", vDuration(FRESH)),
    ):
        calendar.add(key, value)
    for event in _events(service, roles, start=start, end=end, name=name):
        event.add("DTSTAMP", _whole(now))
        calendar.add_component(event)
    text: str = calendar.to_ical().decode()
    return text


def _events(
    service: str,
    roles: Sequence[tuple[str, Sequence[Duty]]],
    *,
    start: datetime,
    end: datetime,
    name: Callable[[Contact], str],
) -> Iterator[Event]:
    """One event a duty; what is said twice is one."""
    from icalendar import Event  # noqa: PLC0415 - see above

    seen = set[str]()
    for role, duties in roles:
        for duty in duties:
            begins, ends = _whole(duty.start or start), _whole(duty.end or end)
            who = _line(name(duty.who))
            uid = _uid(service, role, who, duty.start)
            if begins >= ends or uid in seen:
                continue
            seen.add(uid)
            absent = f" covering for {_line(name(duty.covering_for))}" if duty.covering_for else ""
            event = Event()
            event.add("UID", uid)
            event.add("DTSTART", begins)
            event.add("DTEND", ends)
            event.add("SUMMARY", f"{_line(service)} · {_line(role)}: {who}{absent}")
            event.add("CATEGORIES", [_line(role)])
            event.add("TRANSP", "TRANSPARENT")  # it makes nobody else busy
            yield event


def _uid(service: str, role: str, who: str, start: datetime | None) -> str:
    """The same for the same person's duty from the same instant, whenever it is written."""
    begun = _whole(start).isoformat() if start else "always"
    said = f"{service}\0{role}\0{who}\0{begun}"
    return f"{hashlib.sha256(said.encode()).hexdigest()[:32]}@rapport"


def _whole(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)


def _line(text: str) -> str:
    """A text on one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
