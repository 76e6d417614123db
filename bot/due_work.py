"""Due work: what happens unasked is planned as rows, claimed by one process, and done once."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from bot.doing import LEASE, PATIENCE, Doing
from bot.job import discover
from bot.planning import Planning
from bot.ports.store import Durability

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.job import Job, JobContext
    from bot.model.due import Due, Planned
    from bot.ports.store import Tx

AT_ONCE = 500
"""How many rows are claimed in one transaction, and how many are being done at a time."""

log = logging.getLogger(__name__)


class DueWork:
    """Everything that is due, for as many processes as share the store.

    Args:
        context: What jobs may ask.
        jobs: By name; all of ``bot/jobs/`` unless told.
        written: Told whenever something was committed, for it may have to be sent.

    Attributes:
        late: How many rows nobody had claimed when they were last counted.
    """

    def __init__(
        self,
        context: JobContext,
        *,
        jobs: Mapping[str, Job] | None = None,
        written: Callable[[], None] = lambda: None,
    ) -> None:
        jobs = discover() if jobs is None else jobs
        self.late = 0
        self._context = context
        self._jobs = jobs
        self._by = secrets.token_hex(8)
        self._planning = {name: Planning(job, context) for name, job in jobs.items()}
        self._doing = Doing(context, jobs, by=self._by, written=written)
        self._running: set[asyncio.Task[None]] = set()
        self._queues: dict[str, asyncio.Task[None]] = {}
        self._rows = 0
        self._claiming = asyncio.Lock()
        self._closing = False

    async def begin(self, *, anew: bool = False) -> None:
        """Begin all that is due, and wait for none of it: what is slow holds nothing else up.

        Args:
            anew: Whether to plan first although it is not time for that yet.
        """
        for planning in self._planning.values():
            if anew or planning.is_wanted():
                self._start(self._plan(planning))
        await self._claim_all()

    async def tick(self, *, anew: bool = False) -> None:
        """Do all that is due by now, also what is found to be due only while it is done."""
        await self.begin(anew=anew)
        while self._running:
            await asyncio.wait(self._running)

    async def close(self) -> None:
        """Finish what was begun, and begin no more; what takes too long is left to lapse."""
        self._closing = True
        if self._running:
            await asyncio.wait(self._running, timeout=PATIENCE.total_seconds())
        for task in self._running:
            task.cancel()

    async def next_due(self) -> Planned | None:
        """What comes next that people see, and when; None if nothing is planned."""
        seen = [name for name, job in self._jobs.items() if job.seen]

        def work(tx: Tx) -> Planned | None:
            found = (tx.due.next(name) for name in seen)
            return min((each for each in found if each), key=lambda each: each.at, default=None)

        return await self._context.store.transact(work)

    async def _plan(self, planning: Planning) -> None:
        if await planning.renew():
            await self._claim_all()

    async def _claim_all(self) -> None:
        """Claim as much as there is room for."""
        async with self._claiming:
            while (room := AT_ONCE - self._rows) and not self._closing:
                claimed = await self._claim(room)
                self._do_in_order(claimed)
                if len(claimed) < room:
                    return

    async def _claim(self, most: int) -> Sequence[Due]:
        now = self._context.clock.now()

        def work(tx: Tx) -> tuple[Sequence[Due], int]:
            claimed = tx.due.claim(now=now, until=now + LEASE, most=most, by=self._by)
            return claimed, tx.due.late(now=now)

        # A claim that a crash takes is made again, and only one of the two can close the row.
        claimed, self.late = await self._context.store.transact(work, durability=Durability.CRASH)
        return claimed

    def _do_in_order(self, claimed: Sequence[Due]) -> None:
        """Each job does its rows in the order in which they are due, and waits for no other."""
        by_job: dict[str, list[Due]] = defaultdict(list)
        for due in claimed:
            by_job[due.planned.job].append(due)
        until = self._context.clock.now() + LEASE
        self._rows += len(claimed)
        for name, rows in by_job.items():
            before = self._queues.get(name)
            self._queues[name] = self._start(self._do(rows, until=until, before=before))

    async def _do(
        self, rows: Sequence[Due], *, until: datetime, before: asyncio.Task[None] | None
    ) -> None:
        try:
            if before is not None:
                await asyncio.wait([before])
            for _, together in groupby(rows, key=lambda due: due.planned.at):
                await self._do_together(together, until=until)
        finally:
            self._rows -= len(rows)
        await self._claim_all()

    async def _do_together(self, rows: Iterable[Due], *, until: datetime) -> None:
        ends = await asyncio.gather(
            *(self._doing.do(due, until=until) for due in rows), return_exceptions=True
        )
        for error in filter(None, ends):
            log.error("what became of a row is not written down", exc_info=error)

    def _start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("due work broke off", exc_info=error)
