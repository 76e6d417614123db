"""Doing: runs one row that is due, and closes it together with what it caused, or not at all."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.backing_off import doubling
from bot.errors import BotError
from bot.model.due import Became

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.job import Job, JobContext
    from bot.model.due import Due
    from bot.ports.store import Tx

LEASE = timedelta(minutes=2)
"""How long a claim holds. After a crash another process takes over what is left by then."""
PATIENCE = timedelta(seconds=30)
"""How long a job may take over one slot."""
ATTEMPTS = 10
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(minutes=10)

pause_after = partial(doubling, first=FIRST_PAUSE, longest=LONGEST_PAUSE)

log = logging.getLogger(__name__)


class LostClaim(Exception):  # noqa: N818 - it reads as what it says
    """Somebody else has taken the row over."""


@dataclass(frozen=True, slots=True)
class Doing:
    """Does rows that are claimed.

    Attributes:
        context: What jobs may ask.
        jobs: By name.
        by: Whose claims they are.
        written: Told whenever something was committed.
    """

    context: JobContext
    jobs: Mapping[str, Job]
    by: str
    written: Callable[[], None]

    async def do(self, due: Due, *, until: datetime) -> None:
        """Do one, whatever may happen; it must be begun before its claim lapses."""
        if self.context.clock.now() >= until - PATIENCE:
            return
        try:
            async with asyncio.timeout(PATIENCE.total_seconds()):
                await self._do(due)
        except LostClaim:
            log.warning("%s was taken over by another process", _named(due))
        except BotError as error:
            await self._failed(due, error, why=error.message)
        except TimeoutError as error:
            await self._failed(due, error, why="it took too long")
        except Exception as error:  # noqa: BLE001 - one job that breaks must not break the others
            await self._failed(due, error, why=None)

    async def _do(self, due: Due) -> None:
        job = self.jobs.get(due.planned.job)
        if job is None:
            raise LookupError(f"there is no job {due.planned.job}")
        if why := await self._too_late(due, job):
            # What nobody would have seen, nobody misses.
            level = logging.WARNING if job.seen else logging.INFO
            log.log(level, "skipped %s: %s", _named(due), why)
            await self._close(due, Became.SKIPPED)
            return
        effect = await job.run(self.context, due)
        now = self.context.clock.now()

        def work(tx: Tx) -> None:
            if not tx.due.finish(due, by=self.by, at=now):
                raise LostClaim
            if effect is not None:
                effect(tx)

        await self.context.store.transact(work)
        if effect is not None:
            self.written()

    async def _too_late(self, due: Due, job: Job) -> str | None:
        now = self.context.clock.now()
        if now - due.planned.at > job.grace:
            return f"it was due {now - due.planned.at} ago"
        if job.newest_only and await self.context.store.transact(
            lambda tx: tx.due.superseded(due.planned, now=now)
        ):
            return "a later one is due already"
        return None

    async def _failed(self, due: Due, error: Exception, *, why: str | None) -> None:
        """Try again later, or never: then it is closed, and the log says so."""
        reference = secrets.token_hex(4)
        last = due.attempt >= ATTEMPTS
        log.log(
            logging.ERROR if last or why is None else logging.WARNING,
            "fault %s: %s, %s: %s",
            reference,
            _named(due),
            "given up" if last else "to be tried again",
            why or "it broke",
            exc_info=None if why else error,
            extra={"reference": reference},
        )
        if last:
            await self._close(due, Became.FAILED)
            return
        until = self.context.clock.now() + pause_after(due.attempt)
        await self.context.store.transact(lambda tx: tx.due.postpone(due, by=self.by, until=until))

    async def _close(self, due: Due, became: Became) -> None:
        now = self.context.clock.now()
        await self.context.store.transact(
            lambda tx: tx.due.finish(due, by=self.by, at=now, became=became)
        )


def _named(due: Due) -> str:
    return f"{due.planned.job} {due.planned.slot}"
