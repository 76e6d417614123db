"""Budgets from imported days: what is there is added up, what is not is not made up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from adapters.budgets import table
from adapters.by_name import takes_imports
from adapters.outside import Outside
from bot.model.assessment import State, state_of
from bot.model.counts import NOTHING, Counts, total_of
from bot.model.slo import Slo
from tests.fakes.clock import NOON, FixedClock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.ports.budgets import BudgetSource
    from bot.ports.store import Store

DAY = timedelta(days=1)
SLO = Slo("hub", "availability", Decimal("0.999"), source="days")
TODAY = NOON.date()
MIDNIGHT = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)


@pytest.fixture
def source(store: Store) -> BudgetSource:
    return table.build("days", table.Settings(), Outside(store, FixedClock(), {}))


async def put(store: Store, *ages: int) -> None:
    """Import days, by their age: so many bad events of 1,000 as the day is old."""
    days: Iterable[tuple[date, Counts]] = [
        (TODAY - age * DAY, Counts(abs(age), 1_000)) for age in ages
    ]
    await store.transact(lambda tx: tx.budgets.put_days(SLO.key, days, at=NOON))


async def test_a_full_table_is_added_up_until_last_midnight(
    source: BudgetSource, store: Store
) -> None:
    await put(store, *range(1, 41))
    reading = await source.read(SLO, now=NOON)
    assert reading.at == reading.as_of == MIDNIGHT
    assert reading.window == Counts(sum(range(1, 29)), 28_000)
    assert reading.before == (Counts(sum(range(2, 30)), 28_000), Counts(sum(range(3, 31)), 28_000))
    assert reading.recent == {"1d": Counts(1, 1_000), "3d": Counts(1 + 2 + 3, 3_000)}
    assert reading.coverage == 1
    assert state_of(reading, NOON) is State.MEASURED


async def test_slices_are_days_that_tile_the_window(source: BudgetSource, store: Store) -> None:
    await put(store, 1, 5)
    slices = (await source.read(SLO, now=NOON)).slices
    assert [each.start for each in slices] == [MIDNIGHT - age * DAY for age in range(28, 0, -1)]
    assert all(each.length == DAY for each in slices)
    assert total_of(slices) == Counts(6, 2_000)


async def test_missing_days_lower_the_coverage_and_take_their_burn_window_along(
    source: BudgetSource, store: Store
) -> None:
    await put(store, 1, 3, 4, 5, 6, 7, 8)
    reading = await source.read(SLO, now=NOON)
    assert reading.coverage == Decimal(7) / 28
    assert set(reading.recent) == {"1d"}


async def test_everything_ends_where_the_newest_day_ends(
    source: BudgetSource, store: Store
) -> None:
    await put(store, 10, 11)
    reading = await source.read(SLO, now=NOON)
    assert reading.at == reading.as_of == MIDNIGHT - 9 * DAY
    assert reading.window == Counts(21, 2_000)
    assert state_of(reading, NOON) is State.STALE


async def test_a_day_late_is_not_stale_yet(source: BudgetSource, store: Store) -> None:
    await put(store, 2)
    assert state_of(await source.read(SLO, now=NOON), NOON) is State.MEASURED


async def test_days_after_now_are_not_there_yet(source: BudgetSource, store: Store) -> None:
    await put(store, -1, 0, 1)
    reading = await source.read(SLO, now=NOON)
    assert (reading.at, reading.window) == (MIDNIGHT, Counts(1, 1_000))


async def test_an_empty_table_has_seen_nothing(source: BudgetSource) -> None:
    reading = await source.read(SLO, now=NOON)
    assert (reading.at, reading.as_of, reading.window) == (NOON, None, NOTHING)
    assert reading.recent == {}
    assert reading.coverage == 0


async def test_a_check_says_what_was_imported(source: BudgetSource, store: Store) -> None:
    other = Slo("hub", "latency", Decimal("0.99"), source="days")
    await put(store, 1, 2, 3)
    assert await source.check((SLO, other)) == (
        "hub/availability: 3 days, from 2026-11-20 to 2026-11-22.",
        "hub/latency: no days yet, import some: rapport import budget FILE.csv.",
    )


def test_only_a_table_takes_what_is_imported() -> None:
    assert takes_imports("table")
    assert not takes_imports("prometheus")
    assert not takes_imports("example")
