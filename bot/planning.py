"""Planning: writes a job's coming slots down, and after an outage those that were missed."""

from __future__ import annotations

import asyncio
import logging
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import BotError

if TYPE_CHECKING:
    from datetime import datetime

    from bot.job import Job, JobContext
    from bot.ports.store import Tx

LOOKS_BACK = timedelta(days=30)
"""After a longer outage, what lies further back is not even found to be missed."""
PATIENCE = timedelta(seconds=30)

log = logging.getLogger(__name__)


class Planning:
    """Keeps one job's rows ahead of the clock."""

    def __init__(self, job: Job, context: JobContext) -> None:
        self._job = job
        self._context = context
        self._tried: datetime | None = None
        self._done: datetime | None = None
        self._under_way = False

    def is_wanted(self) -> bool:
        """Whether it is time to plan again."""
        if self._under_way:
            return False
        now = self._context.clock.now()
        return self._tried is None or not self._tried <= now < self._tried + self._job.every

    async def renew(self) -> bool:
        """Plan from when it was last done, so that nothing falls between; False if that failed."""
        self._under_way = True
        self._tried = now = self._context.clock.now()
        try:
            async with asyncio.timeout(PATIENCE.total_seconds()):
                await self._plan(now)
        except BotError as error:
            log.warning("cannot plan %s: %s", self._job.name, error.message)
        except Exception:
            reference = secrets.token_hex(4)
            log.exception(
                "fault %s: cannot plan %s",
                reference,
                self._job.name,
                extra={"reference": reference},
            )
        else:
            return True
        finally:
            self._under_way = False
        return False

    async def _plan(self, now: datetime) -> None:
        job, store = self._job, self._context.store
        done = self._done or await store.transact(lambda tx: tx.due.planned_at(job.name))
        start = now if done is None else max(min(done, now), now - LOOKS_BACK)
        rows = tuple(await job.plan(self._context, start, now + job.horizon))

        def work(tx: Tx) -> None:
            tx.due.plan(rows)
            tx.due.note_planned(job.name, at=now)

        await store.transact(work)
        self._done = now
