"""The tick: work that is done now and again, never twice at a time."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.scheduler import running, ticking

if TYPE_CHECKING:
    import pytest

OFTEN = timedelta(milliseconds=20)
SOON = 2


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


async def test_what_runs_beside_is_cancelled_and_may_finish_before_the_block_ends() -> None:
    began, course = asyncio.Event(), []

    async def work() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            course.append("finished")

    async with running(work()), asyncio.timeout(SOON):
        await began.wait()
    assert course == ["finished"]
