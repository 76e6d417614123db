"""The tick: work that is done now and again, such as forgetting old audit rows."""

from __future__ import annotations

import asyncio
import logging
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.scheduler import ticking
from bot.jobs.forget import forget
from storage.database import open_store
from tests.fakes.clock import NOON, FixedClock
from tests.storage.build import asked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from storage.database import SqliteStore

OFTEN = timedelta(milliseconds=20)
SOON = 2


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(open_store(tmp_path / "rapport.db")) as opened:
        yield opened


async def kept(store: SqliteStore, at: datetime) -> bool:
    return await store.transact(lambda tx: tx.audit.knows(str(at)))


async def test_rows_older_than_400_days_are_forgotten_at_each_tick(
    store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="bot.jobs.forget")
    clock, gone = FixedClock(NOON), asyncio.Queue[int]()
    old, edge = NOON - timedelta(days=400, seconds=1), NOON - timedelta(days=400)
    for at in (old, edge, NOON):
        await store.transact(lambda tx, at=at: tx.audit.record(asked(str(at), at=at)))  # type: ignore[misc] # mypy cannot infer a lambda with a default

    async def work() -> None:
        gone.put_nowait(await forget(store, clock))

    async with ticking(work, every=OFTEN), asyncio.timeout(SOON):
        assert await gone.get() == 1
        assert await gone.get() == 0
        assert await kept(store, edge)
        clock.move(timedelta(seconds=1))
        while await gone.get() == 0:
            pass

    assert [await kept(store, at) for at in (old, edge, NOON)] == [False, False, True]
    assert [each.message for each in caplog.records] == [
        "forgot 1 audit rows from before 2025-10-19"
    ] * 2


async def test_work_is_never_done_twice_at_a_time() -> None:
    running, seen = 0, asyncio.Queue[int]()

    async def work() -> None:
        nonlocal running
        running += 1
        seen.put_nowait(running)
        await asyncio.sleep(0.03)
        running -= 1

    async with ticking(work, every=OFTEN), asyncio.timeout(SOON):
        assert [await seen.get() for _ in range(3)] == [1, 1, 1]


async def test_what_was_begun_is_finished_and_nothing_is_begun_after_the_block(
    caplog: pytest.LogCaptureFixture,
) -> None:
    began, course = asyncio.Event(), []

    async def work() -> None:
        course.append("began")
        began.set()
        await asyncio.sleep(0.03)
        course.append("finished")

    async with ticking(work, every=OFTEN), asyncio.timeout(SOON):
        await began.wait()
    await asyncio.sleep(0.03)

    assert course == ["began", "finished"]
    assert [each.message for each in caplog.records if each.levelno >= logging.ERROR] == []


async def test_work_that_fails_is_logged_and_tried_again_at_the_next_tick(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tried = asyncio.Queue[None]()

    async def work() -> None:
        tried.put_nowait(None)
        raise LookupError("not today")

    async with ticking(work, every=OFTEN), asyncio.timeout(SOON):
        await tried.get()
        await tried.get()
    assert "not today" in caplog.text
