"""Feeds and rotations for tests, as somebody would publish and declare them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.oncall.ical import Settings
from adapters.oncall.ical.source import Source
from bot.model.organisation import Side
from bot.model.rotation import Rotation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from bot.model.oncall import Duty, Roster

FEEDS = Path(__file__).parent / "feeds"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""A Monday."""
MONTH = timedelta(days=28)


def calendar(*events: str, head: str = "") -> str:
    """A calendar of these events."""
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}\n{''.join(events)}END:VCALENDAR\n"


def event(*lines: str) -> str:
    """An event of these lines; Alice's, unless they say whose."""
    said = lines if any("SUMMARY" in line or "ATTENDEE" in line for line in lines) else ()
    whose = lines if said else ("SUMMARY:Alice Nakamura", *lines)
    return "\n".join(["BEGIN:VEVENT", *whose, "END:VEVENT", ""])


def shift(who: str, start: str, end: str, *lines: str) -> str:
    """Somebody's event between two times, each as the feed writes it."""
    return event(f"SUMMARY:{who}", _time("DTSTART", start), _time("DTEND", end), *lines)


def publish(feed: Path, content: str | bytes) -> None:
    """Write a feed's file."""
    feed.write_bytes(content.encode() if isinstance(content, str) else content)


def _time(name: str, told: str) -> str:
    return f"{name}{told}" if ":" in told else f"{name}:{told}"


def rotation(zone: str = "UTC", **query: str) -> Rotation:
    """A rotation that a feed knows."""
    return Rotation("sre", "IoT Hub SRE", "sre", Side.SRE, zone, source="calendars", query=query)


@asynccontextmanager
async def source(
    settings: Mapping[str, object] | None = None, environ: Mapping[str, str] | None = None
) -> AsyncIterator[Source]:
    """A source of calendar feeds, built as app.yaml would have it."""
    built = Source(Settings.model_validate(settings or {}), environ or {})
    try:
        yield built
    finally:
        await built.close()


async def read(
    feed: Path,
    start: datetime = NOW,
    end: datetime | None = None,
    *,
    zone: str = "UTC",
    **query: str,
) -> Roster:
    """What a feed in a file says."""
    async with source() as built:
        asked = rotation(zone, file=str(feed), **query)
        return await built.read(asked, start=start, end=end or start + MONTH, now=NOW)


def told(duty: Duty) -> str:
    """A duty in one line: ``Alice Nakamura 23 09:00 – 30 09:00``, day and time in UTC."""
    assert duty.start is not None
    assert duty.end is not None
    cover = f" for {duty.covering_for.name}" if duty.covering_for else ""
    return f"{duty.who.name}{cover} {duty.start:%d %H:%M} – {duty.end:%d %H:%M}"


def lines(roster: Roster) -> list[str]:
    """Every duty of a roster, in one line each."""
    return [told(duty) for duty in roster.duties]
