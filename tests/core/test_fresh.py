"""Values that stay fresh: fetched once however many ask."""

from __future__ import annotations

import asyncio
import gc
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.fresh import Fresh
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    import pytest

LASTS = timedelta(minutes=1)


class Well:
    """Counts how often it is drawn from; waits for ``open``, and may run dry."""

    def __init__(self) -> None:
        self.drawn = 0
        self.dry = False
        self.open = asyncio.Event()
        self.open.set()

    async def draw(self) -> int:
        self.drawn += 1
        drawn = self.drawn
        await self.open.wait()
        if self.dry:
            raise LookupError("dry")
        return drawn


async def test_fifty_who_ask_at_once_cause_one_fetch() -> None:
    fresh, well = Fresh[str, int](), Well()
    asking = (fresh.get("a", well.draw, now=NOON, lasts=LASTS) for _ in range(50))
    assert await asyncio.gather(*asking) == [1] * 50


async def test_a_value_lasts_and_then_is_fetched_anew() -> None:
    fresh, well = Fresh[str, int](), Well()
    moments = [timedelta(0), LASTS - timedelta(seconds=1), LASTS]
    got = [await fresh.get("a", well.draw, now=NOON + each, lasts=LASTS) for each in moments]
    assert got == [1, 1, 2]


async def test_each_key_has_its_own_value() -> None:
    fresh, well = Fresh[str, int](), Well()
    assert await fresh.get("a", well.draw, now=NOON, lasts=LASTS) == 1
    assert await fresh.get("b", well.draw, now=NOON, lasts=LASTS) == 2


async def test_a_failure_is_shared_by_those_who_wait_and_not_kept() -> None:
    fresh, well = Fresh[str, int](), Well()
    well.dry = True
    asking = (fresh.get("a", well.draw, now=NOON, lasts=LASTS) for _ in range(3))
    failures = await asyncio.gather(*asking, return_exceptions=True)
    assert [type(each) for each in failures] == [LookupError] * 3
    assert well.drawn == 1
    well.dry = False
    assert await fresh.get("a", well.draw, now=NOON, lasts=LASTS) == 2


async def test_a_clock_that_was_moved_back_fetches_anew() -> None:
    fresh, well = Fresh[str, int](), Well()
    await fresh.get("a", well.draw, now=NOON, lasts=LASTS)
    assert await fresh.get("a", well.draw, now=NOON - LASTS, lasts=LASTS) == 2


async def test_somebody_who_stops_waiting_does_not_stop_the_others() -> None:
    fresh, well = Fresh[str, int](), Well()
    well.open.clear()
    first = asyncio.ensure_future(fresh.get("a", well.draw, now=NOON, lasts=LASTS))
    second = asyncio.ensure_future(fresh.get("a", well.draw, now=NOON, lasts=LASTS))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    well.open.set()
    assert await second == 1


async def test_a_failure_that_nobody_waits_for_any_more_is_not_shouted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    fresh, well = Fresh[str, int](), Well()
    well.open.clear()
    well.dry = True
    only = asyncio.ensure_future(fresh.get("a", well.draw, now=NOON, lasts=LASTS))
    await asyncio.sleep(0)
    only.cancel()
    await asyncio.sleep(0)
    well.open.set()
    await asyncio.sleep(0.01)
    gc.collect()
    assert caplog.records == []


async def test_what_has_expired_is_let_go() -> None:
    fresh, well = Fresh[str, int](), Well()
    await fresh.get("a", well.draw, now=NOON, lasts=LASTS)
    await fresh.get("b", well.draw, now=NOON + LASTS, lasts=LASTS)
    assert list(fresh._kept) == ["b"]


async def test_a_fetch_for_another_time_is_not_joined() -> None:
    fresh, well = Fresh[str, int](), Well()
    well.open.clear()
    now = asyncio.ensure_future(fresh.get("a", well.draw, now=NOON, lasts=LASTS))
    await asyncio.sleep(0)
    week = timedelta(weeks=1)
    later = asyncio.ensure_future(fresh.get("a", well.draw, now=NOON + week, lasts=LASTS))
    await asyncio.sleep(0)
    well.open.set()
    assert (await now, await later) == (1, 2)
    assert await fresh.get("a", well.draw, now=NOON + week, lasts=LASTS) == 2
