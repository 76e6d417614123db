"""The tick: every second APScheduler calls what finds out what is due, and decides nothing."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine

SECOND = timedelta(seconds=1)
LATE = timedelta(hours=2)
"""A tick that could not run in time still runs within this; the library's default is one second."""


@asynccontextmanager
async def ticking(
    work: Callable[[], Awaitable[object]], *, every: timedelta = SECOND
) -> AsyncIterator[None]:
    """Call ``work`` now and again every second, never twice at a time, while the block runs.

    What was begun is finished before the block ends.
    """
    busy = asyncio.Lock()

    async def run() -> None:
        async with busy:
            await work()

    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.add_job(
        run,
        IntervalTrigger(seconds=every.total_seconds(), timezone=UTC),
        next_run_time=datetime.now(UTC),
        misfire_grace_time=int(LATE.total_seconds()),
        coalesce=True,
        max_instances=1,
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.pause()
        async with busy:
            scheduler.shutdown(wait=False)  # it cancels what runs, whatever it is told


@asynccontextmanager
async def running(work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Have something run while the block runs; it is cancelled after that, and waited for."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
