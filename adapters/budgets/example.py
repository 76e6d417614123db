"""Example budgets: a pure function of service and time, for the demo and the first minutes.

Every service repeats the same 28 days, so a 28-day window always holds the same totals; only where
its incidents lie in the window moves on. For ``iot-hub`` that is 200 M events and 90,000 bad ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from bot.config.section import Section
from bot.errors import SourceUnavailable
from bot.model.burn import WINDOWS
from bot.model.counts import Counts, Slice
from bot.ports.budgets import BudgetReading, Provenance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from adapters.outside import Outside
    from bot.model.slo import Slo
    from bot.ports.budgets import BudgetSource

MAKES_UP = True
PERIOD_DAYS = 28
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
INTERVAL = timedelta(minutes=1)
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


class Settings(Section):
    """An example source has nothing to set."""


class Query(Section):
    """Which story the objective tells; its own key when left out."""

    story: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """Bad events on top of the everyday ones, evenly over some hours of one day of the period."""

    day: int
    hour: int
    hours: int
    bad: int


@dataclass(frozen=True, slots=True)
class Story:
    """One objective's 28 days: totals over the period, and the incidents among the bad ones."""

    total: int
    bad: int
    incidents: tuple[Incident, ...] = ()

    def up_to(self, instant: datetime) -> tuple[int, int]:
        """(bad, total) events since the epoch: exact, so that differences add up."""
        seconds = (instant - _EPOCH) // timedelta(seconds=1)
        periods, within = divmod(seconds, PERIOD_DAYS * 86_400)
        everyday = self.bad - sum(incident.bad for incident in self.incidents)
        bad = periods * self.bad + everyday * _share(within) // _WHOLE
        bad += sum(_so_far(incident, within) for incident in self.incidents)
        return bad, periods * self.total + self.total * _share(within) // _WHOLE

    def between(self, start: datetime, end: datetime) -> Counts:
        """Counts of [start, end)."""
        bad_before, total_before = self.up_to(start)
        bad, total = self.up_to(end)
        return Counts(bad - bad_before, total - total_before)


STORIES: Mapping[str, Story] = {
    "iot-hub/availability": Story(
        total=200_000_000,
        bad=90_000,
        incidents=(
            Incident(day=5, hour=9, hours=1, bad=6_000),
            Incident(day=10, hour=14, hours=2, bad=38_000),
            Incident(day=19, hour=3, hours=3, bad=22_000),
            Incident(day=24, hour=16, hours=1, bad=6_000),
        ),
    ),
    "device-twins/availability": Story(
        total=12_000_000, bad=4_800, incidents=(Incident(day=13, hour=11, hours=1, bad=1_900),)
    ),
    "device-twins/latency": Story(
        total=12_000_000, bad=69_600, incidents=(Incident(day=21, hour=18, hours=4, bad=16_000),)
    ),
}

_HOURLY = (3, 2, 2, 2, 2, 3, 4, 5, 7, 8, 8, 8, 8, 8, 8, 8, 7, 7, 6, 6, 5, 5, 4, 4)
"""How a day's traffic is spread over its hours, in UTC."""
_BEFORE = tuple(accumulate(_HOURLY, initial=0))
_WHOLE = PERIOD_DAYS * _BEFORE[-1] * 3600


def _share(within: int) -> int:
    """How much of the period's traffic has come after so many seconds of it, out of ``_WHOLE``."""
    day, second = divmod(within, 86_400)
    hour, rest = divmod(second, 3600)
    return (day * _BEFORE[-1] + _BEFORE[hour]) * 3600 + _HOURLY[hour] * rest


def _so_far(incident: Incident, within: int) -> int:
    begun = within - incident.day * 86_400 - incident.hour * 3600
    lasts = incident.hours * 3600
    return incident.bad * min(max(begun, 0), lasts) // lasts


class Source:
    """Tells the stories."""

    freshness = timedelta(minutes=1)

    def __init__(self, key: str) -> None:
        self._key = key

    async def read(self, slo: Slo, *, now: datetime) -> BudgetReading:
        """Tell one objective's story up to now."""
        story = STORIES.get(slo.query.get("story", slo.key))
        if story is None:
            raise SourceUnavailable(
                f"The example source has no story for {slo.key}.",
                next_step=f"It tells these: {', '.join(STORIES)}",
            )
        now = now.replace(microsecond=0)
        return BudgetReading(
            at=now,
            window=story.between(now - slo.window, now),
            before=(
                story.between(now - DAY - slo.window, now - DAY),
                story.between(now - 2 * DAY - slo.window, now - 2 * DAY),
            ),
            recent={name: story.between(now - length, now) for name, length in WINDOWS.items()},
            slices=tuple(_hours(story, now - slo.window, now)),
            as_of=now,
            interval=INTERVAL,
            coverage=Decimal(1),
            provenance=Provenance(self._key, "example data, made up: a function of the date"),
        )

    async def check(self, slos: tuple[Slo, ...]) -> tuple[str, ...]:
        """Say that it is always there."""
        return (f"example data for {len(slos)} objectives",)

    async def close(self) -> None:
        """Nothing is open."""


def _hours(story: Story, start: datetime, end: datetime) -> Iterator[Slice]:
    at = start
    while at < end:
        following = min(at.replace(minute=0, second=0) + HOUR, end)
        yield Slice(at, following, story.between(at, following))
        at = following


def build(key: str, _settings: Settings, _outside: Outside) -> BudgetSource:
    """Build the source that app.yaml names."""
    return Source(key)
