"""Jobs for tests: a slot every hour, that writes down that it was done."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.job import Job
from bot.model.due import Planned
from tests.storage.build import asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.job import JobContext
    from bot.model.due import Due
    from bot.ports.store import Tx

HOUR = timedelta(hours=1)


@dataclass
class Hourly:
    """Does something every full hour, once for each of its series.

    Attributes:
        name: Of the job.
        series: A slot an hour for each.
        ran: The slots that were run, in order; some perhaps in vain.
        planned: For which stretches it was asked what is to come.
        breaks: Raised instead of running, while a test has set it.
        unplanned: The same, instead of planning.
        held: Waited for, if a test has set it.
        begun: Set once something was run.
    """

    name: str = "hourly"
    series: tuple[str, ...] = ("hub",)
    ran: list[str] = field(default_factory=list)
    planned: list[tuple[datetime, datetime]] = field(default_factory=list)
    breaks: Exception | None = None
    unplanned: Exception | None = None
    held: asyncio.Event | None = None
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    def job(self, *, grace: timedelta = 6 * HOUR, newest_only: bool = False) -> Job:
        return Job(self.name, self._plan, self._run, grace=grace, newest_only=newest_only)

    async def _plan(
        self, _context: JobContext, start: datetime, end: datetime
    ) -> Iterator[Planned]:
        self.planned.append((start, end))
        if self.unplanned:
            raise self.unplanned
        return self._slots(start, end)

    def _slots(self, start: datetime, end: datetime) -> Iterator[Planned]:
        seconds = -(-start.timestamp() // 3600) * 3600
        at = datetime.fromtimestamp(seconds, UTC)
        while at < end:
            for each in self.series:
                yield Planned(self.name, slot(each, at), at)
            at += HOUR

    async def _run(self, _context: JobContext, due: Due) -> Callable[[Tx], None]:
        self.ran.append(due.planned.slot)
        self.begun.set()
        if self.held:
            await self.held.wait()
        if self.breaks:
            raise self.breaks
        return lambda tx: done(tx, due.planned.slot)


def slot(series: str, at: datetime) -> str:
    return f"{series}@{at:%dT%H}"


def done(tx: Tx, key: str) -> None:
    """Write down that it was done; twice would be an error."""
    assert tx.audit.record(asked(key)), f"{key} was done twice"
