"""Rotations that another source knows, and what came of asking it, as tests read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.model.organisation import Side
from bot.model.rotation import Rotation
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from bot.model.oncall import Contact, Duty, Roster
    from bot.ports.oncall import OnCallSource

NOW = NOON
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


def day(number: int, hour: int = 9) -> datetime:
    """An hour of a day of November 2026 in UTC: the 23rd is Monday, and now is its noon."""
    return datetime(2026, 11, number, hour, tzinfo=UTC)


def rotation(**query: object) -> Rotation:
    """A rotation in Berlin, as app.yaml would give it."""
    return Rotation(
        key="iot-sre",
        name="IoT SRE",
        team="sre",
        side=Side.SRE,
        zone="Europe/Berlin",
        source="pager",
        query={name: str(value) for name, value in query.items()},
    )


class Naps:
    """Sleeps that take no time, and are remembered."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.seconds.append(seconds)


async def roster_of(
    source: OnCallSource,
    asked: Rotation,
    *,
    start: datetime = NOW,
    end: datetime = NOW + WEEK,
) -> Roster:
    """Ask a source, now."""
    return await source.read(asked, start=start, end=end, now=NOW)


def told(roster: Roster) -> list[str]:
    """The duties of a roster, each in a line."""
    return [line(duty) for duty in roster.duties]


def line(duty: Duty) -> str:
    """A duty in a line: ``Alice 23 09 to 24 09 for Bob``."""
    covering = f" for {duty.covering_for.name}" if duty.covering_for else ""
    return f"{duty.who.name} {_edge(duty.start)} to {_edge(duty.end)}{covering}"


def contacts(roster: Roster) -> set[Contact]:
    """Everybody whom a roster names."""
    pairs = ((duty.who, duty.covering_for) for duty in roster.duties)
    return {contact for pair in pairs for contact in pair if contact}


def _edge(instant: datetime | None) -> str:
    return f"{instant.astimezone(UTC):%d %H}" if instant else "ever"
