"""Imported counts and last good readings come back as they went in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.burn import WINDOWS
from bot.model.counts import Counts, Slice
from bot.ports.budgets import BudgetReading, Provenance
from storage.readings import from_json, to_json
from tests.fakes.budgets import reading
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from storage.opening import AnyStore

HUB = "iot-hub/availability"
DAY = timedelta(days=1)
MONDAY = date(2026, 11, 23)


def _instants() -> st.SearchStrategy[datetime]:
    return st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


def _counts() -> st.SearchStrategy[Counts]:
    return st.tuples(st.integers(0, 10**15), st.integers(0, 10**15)).map(
        lambda pair: Counts(min(pair), max(pair))
    )


def _slices() -> st.SearchStrategy[tuple[Slice, ...]]:
    one = st.builds(
        lambda start, length, counts: Slice(start, start + length, counts),
        _instants(),
        st.timedeltas(timedelta(microseconds=1), 400 * DAY),
        _counts(),
    )
    return st.lists(one, max_size=3).map(tuple)


READINGS = st.builds(
    BudgetReading,
    at=_instants(),
    window=_counts(),
    before=st.tuples(_counts(), _counts()),
    recent=st.dictionaries(st.sampled_from(sorted(WINDOWS)), _counts()),
    slices=_slices(),
    as_of=st.none() | _instants(),
    interval=st.integers(1, 10**6).map(lambda seconds: timedelta(seconds=seconds)),
    coverage=st.none() | st.decimals(0, 1, places=6),
    provenance=st.builds(
        Provenance,
        st.text(),
        st.text(),
        st.lists(st.text(), max_size=2).map(tuple),
        st.none() | st.text(),
    ),
)


@given(READINGS)
def test_a_reading_that_is_written_down_reads_the_same(found: BudgetReading) -> None:
    assert from_json(to_json(found)) == found


async def test_the_last_good_reading_is_the_one_kept_last(store: AnyStore) -> None:
    older, newer = reading(NOON - DAY, bad=5), reading(NOON, bad=6)
    for each in (older, newer):
        await store.transact(lambda tx, each=each: tx.budgets.keep(HUB, each))  # type: ignore[misc] # mypy cannot infer a lambda with a default
    assert await store.transact(lambda tx: tx.budgets.last_good(HUB)) == newer


async def test_each_objective_has_its_own_last_reading(store: AnyStore) -> None:
    await store.transact(lambda tx: tx.budgets.keep(HUB, reading(NOON)))
    assert await store.transact(lambda tx: tx.budgets.last_good("iot-hub/latency")) is None


async def _days(store: AnyStore, start: date, end: date) -> Mapping[date, Counts]:
    return await store.transact(lambda tx: tx.budgets.days(HUB, start=start, end=end))


async def test_imported_days_are_read_with_both_ends(store: AnyStore) -> None:
    days = [(MONDAY + DAY * offset, Counts(offset, 100)) for offset in range(5)]
    await store.transact(lambda tx: tx.budgets.put_days(HUB, days, at=NOON))
    found = await _days(store, MONDAY + DAY, MONDAY + 3 * DAY)
    assert dict(found) == dict(days[1:4])


async def test_a_day_that_is_imported_again_is_replaced(store: AnyStore) -> None:
    for bad in (1, 2):
        days = [(MONDAY, Counts(bad, 100))]
        await store.transact(lambda tx, days=days: tx.budgets.put_days(HUB, days, at=NOON))  # type: ignore[misc] # as above
    assert await _days(store, MONDAY, MONDAY) == {MONDAY: Counts(2, 100)}


async def test_an_import_that_breaks_half_way_imports_nothing(store: AnyStore) -> None:
    def days() -> Iterator[tuple[date, Counts]]:
        yield MONDAY, Counts(1, 100)
        raise ValueError("line 2 is no date")

    with pytest.raises(ValueError, match="line 2"):
        await store.transact(lambda tx: tx.budgets.put_days(HUB, days(), at=NOON))
    assert await _days(store, MONDAY, MONDAY) == {}


async def test_days_of_other_objectives_are_left_alone(store: AnyStore) -> None:
    other = replace(reading(NOON), window=Counts(0, 1)).window
    await store.transact(lambda tx: tx.budgets.put_days("x/y", [(MONDAY, other)], at=NOON))
    assert await _days(store, MONDAY, MONDAY) == {}
