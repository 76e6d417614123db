"""A budget source whose readings a test sets, and which can hang or fail."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.errors import SourceUnavailable
from bot.model.burn import WINDOWS
from bot.model.counts import Counts, Slice
from bot.ports.budgets import BudgetReading, Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.model.slo import Slo
    from bot.ports.budgets import BudgetSource

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TOTAL = 1_000_000
SOURCE = "counter"


def reading(
    at: datetime,
    *,
    bad: int = 0,
    total: int = TOTAL,
    before: tuple[int, int] | None = None,
    recent: Mapping[str, Counts] | None = None,
    slices: tuple[Slice, ...] = (),
    seen: timedelta | None = timedelta(0),
    coverage: Decimal | None = Decimal(1),
    accuracy: str | None = None,
) -> BudgetReading:
    """What a source might have found.

    Args:
        at: When it was asked.
        bad: Bad events in the window.
        total: Valid events in the window.
        before: Bad events in the window as it stood one day and two days earlier; as now if None.
        recent: Counts by burn window; even spending over the window if None.
        slices: The window in stretches.
        seen: How long before ``at`` the newest sample came; None when nothing was ever seen.
        coverage: Share of the window in which samples were there.
        accuracy: A known limit.
    """
    yesterday, earlier = before or (bad, bad)
    if recent is None:
        recent = {name: _even(bad, total, length) for name, length in WINDOWS.items()}
    return BudgetReading(
        at=at,
        window=Counts(bad, total),
        before=(Counts(yesterday, total), Counts(earlier, total)),
        recent=recent,
        slices=slices,
        as_of=None if seen is None else at - seen,
        interval=MINUTE,
        coverage=coverage,
        provenance=Provenance(SOURCE, "counted by hand", ("sum(bad)", "sum(total)"), accuracy),
    )


def _even(bad: int, total: int, length: timedelta) -> Counts:
    share = length / timedelta(days=28)
    return Counts(round(bad * share), round(total * share))


class ScriptedSource:
    """Answers with what the test set for an objective, at the instant that is asked for.

    Attributes:
        readings: By objective key; one that is not there reads as a quiet month.
        failing: When set, every read fails with this sentence.
        failing_for: The keys of objectives whose reads fail.
        gate: When cleared, every read waits for it.
        reads: The keys of all reads so far.
        asked: Set once anything was read.
    """

    freshness = MINUTE

    def __init__(self) -> None:
        self.readings: dict[str, BudgetReading] = {}
        self.failing: str | None = None
        self.failing_for: set[str] = set()
        self.gate = asyncio.Event()
        self.gate.set()
        self.reads: list[str] = []
        self.asked = asyncio.Event()

    async def read(self, slo: Slo, *, now: datetime) -> BudgetReading:
        self.reads.append(slo.key)
        self.asked.set()
        await self.gate.wait()
        if self.failing is not None or slo.key in self.failing_for:
            said = self.failing or "The counter does not answer."
            raise SourceUnavailable(said, next_step="Look at the counter's own health.")
        return self.readings.get(slo.key) or reading(now)

    async def check(self, slos: tuple[Slo, ...]) -> tuple[str, ...]:
        return (f"{len(slos)} objectives",)

    async def close(self) -> None:
        self.gate.set()

    def hang(self) -> None:
        self.gate.clear()

    def set(self, key: str, found: BudgetReading) -> None:
        self.readings[key] = found


@dataclass
class Doorkeeper:
    """A source that answers when the door is open."""

    source: BudgetSource
    door: asyncio.Event

    @property
    def freshness(self) -> timedelta:
        return self.source.freshness

    async def read(self, slo: Slo, *, now: datetime) -> BudgetReading:
        await self.door.wait()
        return await self.source.read(slo, now=now)

    async def check(self, slos: tuple[Slo, ...]) -> tuple[str, ...]:
        return await self.source.check(slos)

    async def close(self) -> None:
        await self.source.close()


if TYPE_CHECKING:
    _conforms: type[BudgetSource] = ScriptedSource
