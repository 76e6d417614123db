"""Covers, on both engines: numbered, found by what they touch, decided once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from bot.model.cover import Cover, CoverState
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.ports.store import Tx
    from storage.opening import AnyStore
    from tests.storage.conftest import Open

HOUR = timedelta(hours=1)

PROPOSED = frozenset({CoverState.PROPOSED})
COVER = Cover(
    rotation="hub",
    person="erin",
    covering_for="frank",
    start=NOON,
    end=NOON + 6 * HOUR,
    proposed_by="frank",
    proposed_at=NOON - HOUR,
)


def _propose(cover: Cover, tx: Tx) -> Cover:
    return tx.covers.propose(cover)


def _decide(number: int, became: CoverState, tx: Tx) -> Cover | None:
    return tx.covers.decide(number, became, among=PROPOSED, by="erin", at=NOON)


async def _within(store: AnyStore, start: datetime, end: datetime) -> list[int]:
    found: Sequence[Cover] = await store.transact(
        lambda tx: tx.covers.within("hub", start=start, end=end)
    )
    return [cover.number for cover in found]


async def test_a_cover_gets_the_next_number_and_comes_back_as_it_was(store: AnyStore) -> None:
    first = await store.transact(partial(_propose, COVER))
    second = await store.transact(partial(_propose, replace(COVER, person="judy")))
    assert (first.number, second.number) == (1, 2)
    assert first == replace(COVER, number=1)
    assert await store.transact(lambda tx: tx.covers.find(1)) == first
    assert await store.transact(lambda tx: tx.covers.find(3)) is None


async def test_two_stores_never_give_the_same_number(open_again: Open) -> None:
    stores = (open_again(), open_again())
    given = await asyncio.gather(
        *(each.transact(partial(_propose, COVER)) for _ in range(25) for each in stores)
    )
    assert sorted(cover.number for cover in given) == list(range(1, 51))


@pytest.mark.parametrize(
    ("start", "end", "touches"),
    [
        (NOON - HOUR, NOON, False),
        (NOON - HOUR, NOON + HOUR, True),
        (NOON + HOUR, NOON + 2 * HOUR, True),
        (NOON + 5 * HOUR, NOON + 9 * HOUR, True),
        (NOON + 6 * HOUR, NOON + 9 * HOUR, False),
    ],
)
async def test_a_cover_is_found_by_the_time_that_it_touches(
    store: AnyStore, start: datetime, end: datetime, *, touches: bool
) -> None:
    await store.transact(partial(_propose, COVER))
    await store.transact(partial(_propose, replace(COVER, rotation="gateway")))
    assert await _within(store, start, end) == ([1] if touches else [])


async def test_a_cover_is_decided_once_whoever_comes_first(open_again: Open) -> None:
    stores = (open_again(), open_again())
    await stores[0].transact(partial(_propose, COVER))
    became = (CoverState.ACCEPTED, CoverState.DECLINED)
    decided = await asyncio.gather(
        *(
            store.transact(partial(_decide, 1, each))
            for store, each in zip(stores, became, strict=True)
        )
    )
    (taken,) = [cover for cover in decided if cover is not None]
    assert (taken.decided_by, taken.decided_at) == ("erin", NOON)
    assert await stores[0].transact(lambda tx: tx.covers.find(1)) == taken


async def test_what_is_over_or_decided_against_is_not_open(store: AnyStore) -> None:
    for cover in (COVER, COVER, replace(COVER, end=NOON + HOUR)):
        await store.transact(partial(_propose, cover))
    await store.transact(partial(_decide, 1, CoverState.DECLINED))
    found = await store.transact(lambda tx: tx.covers.open_after(NOON + HOUR))
    assert [cover.number for cover in found] == [2]
