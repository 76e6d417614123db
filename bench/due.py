"""10,000 rows that are due at once, beside APScheduler's memory store with 10,000 weekly jobs."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from bot.due_work import AT_ONCE
from bot.model.due import Planned
from bot.ports.store import Durability
from storage.database import open_store

if TYPE_CHECKING:
    from storage.database import SqliteStore

MANY, ROUNDS = 10_000, 7
BERLIN = ZoneInfo("Europe/Berlin")
"""Turns begin by the clock on somebody's wall."""
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Found:
    """Seconds: APScheduler for all of its jobs, we for all claims, and our longest transaction."""

    scheduler: float
    claims: float
    longest: float


async def measure() -> Found:
    """Take turns; the best of each counts, for noise only ever adds."""
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    theirs, ours, longest = [], [], []
    gc.collect()
    gc.freeze()  # as ``serve`` does
    for _ in range(ROUNDS):
        theirs.append(await _scheduler())
        gc.collect()  # so that we do not tidy up after it
        with TemporaryDirectory() as folder, closing(open_store(Path(folder) / "due.db")) as store:
            took = await _claims(store)
        ours.append(sum(took))
        longest.append(max(took))
    return Found(min(theirs), min(ours), max(longest))


async def _scheduler() -> float:
    """From the moment when all are due until all have run."""
    left, done = MANY, asyncio.Event()

    async def job() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            done.set()

    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": 3600})
    scheduler.start(paused=True)
    for _ in range(MANY):
        weekly = CronTrigger(day_of_week="mon", hour=9, timezone=BERLIN)
        scheduler.add_job(job, weekly, next_run_time=datetime.now(UTC))
    began = time.perf_counter()
    scheduler.resume()
    await done.wait()
    took = time.perf_counter() - began
    scheduler.shutdown(wait=False)
    return took


async def _claims(store: SqliteStore) -> list[float]:
    """How long each transaction took, with the way to the store's thread and back."""
    rows = [Planned("bench", f"s{number}@{NOW.date()}", NOW) for number in range(MANY)]
    await store.transact(lambda tx: tx.due.plan(rows))
    took, left = [], MANY
    until = NOW + timedelta(minutes=2)
    while left:
        began = time.perf_counter()
        claimed = await store.transact(
            lambda tx: tx.due.claim(now=NOW, until=until, most=AT_ONCE, by="bench"),
            durability=Durability.CRASH,
        )
        took.append(time.perf_counter() - began)
        left -= len(claimed)
    return took
