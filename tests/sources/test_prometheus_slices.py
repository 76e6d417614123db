"""The slices of a reading tile its window, at whatever second one asks."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.counts import total_of as sum_of
from tests.real.prometheus import NOW
from tests.sources.build import WINDOW, objective

if TYPE_CHECKING:
    from bot.ports.budgets import BudgetSource

HOUR = timedelta(hours=1)


@given(seconds=st.integers(min_value=0, max_value=2 * 86_400))
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # the source keeps nothing
)
async def test_slices_tile_the_window(source: BudgetSource, seconds: int) -> None:
    now = NOW - timedelta(seconds=seconds)
    reading = await source.read(objective("calm"), now=now)
    slices = reading.slices
    assert (slices[0].start, slices[-1].end) == (now - WINDOW, now)
    assert all(earlier.end == later.start for earlier, later in pairwise(slices))
    assert all(timedelta(0) < each.length <= HOUR for each in slices)
    assert all(each.start.minute == each.start.second == 0 for each in slices[1:])
    counted = sum_of(slices)
    assert abs(counted.total - reading.window.total) <= 0.0001 * reading.window.total
    assert abs(counted.bad - reading.window.bad) <= 5
