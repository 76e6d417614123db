"""Due rows, on both engines: planned once, claimed by one, closed by whoever still holds them."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.model.due import Became, Planned
from bot.ports.store import Durability
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.model.due import Due
    from storage.opening import AnyStore
    from tests.storage.conftest import Open

MINUTE = timedelta(minutes=1)
HANDOFF = Planned("handoff", "hub@1", NOON)
LATER = Planned("handoff", "hub@2", NOON + MINUTE)


async def plan(store: AnyStore, *rows: Planned) -> int:
    return await store.transact(lambda tx: tx.due.plan(rows))


async def claim(
    store: AnyStore, *, by: str = "me", now: datetime = NOON, most: int = 10
) -> Sequence[Due]:
    return await store.transact(
        lambda tx: tx.due.claim(now=now, until=now + MINUTE, most=most, by=by),
        durability=Durability.CRASH,
    )


async def finish(store: AnyStore, due: Due, *, by: str = "me", at: datetime = NOON) -> bool:
    return await store.transact(lambda tx: tx.due.finish(due, by=by, at=at))


async def test_a_slot_is_planned_once_and_stays_as_it_is(store: AnyStore) -> None:
    assert await plan(store, HANDOFF, LATER) == 2
    moved = Planned(HANDOFF.job, HANDOFF.slot, NOON - MINUTE)
    assert await plan(store, moved) == 0
    assert await store.transact(lambda tx: tx.due.next(HANDOFF.job)) == HANDOFF


async def test_what_is_due_is_claimed_the_oldest_first_and_what_is_not_stays(
    store: AnyStore,
) -> None:
    early = Planned("forget", "all@1", NOON - MINUTE)
    await plan(store, LATER, HANDOFF, early)
    assert [due.planned for due in await claim(store)] == [early, HANDOFF]
    assert await claim(store) == []
    assert await store.transact(lambda tx: tx.due.late(now=NOON + MINUTE)) == 3


async def test_no_two_claim_the_same_row(open_again: Open) -> None:
    one, other = open_again(), open_again()
    await plan(one, *(Planned("many", f"all@{number}", NOON) for number in range(100)))

    slots: list[str] = []
    while len(slots) < 100:
        claims = await asyncio.gather(
            *(claim(each, by=f"{n}", most=7) for each in (one, other) for n in range(3))
        )
        slots += [due.planned.slot for claimed in claims for due in claimed]
    assert len(slots) == len(set(slots)) == 100


async def test_a_claim_that_lapses_is_anybodys_and_whoever_lost_it_cannot_close_it(
    store: AnyStore,
) -> None:
    await plan(store, HANDOFF)
    (mine,) = await claim(store)
    assert await claim(store, by="another", now=NOON + MINUTE - timedelta(seconds=1)) == []
    (theirs,) = await claim(store, by="another", now=NOON + MINUTE)

    assert (mine.attempt, theirs.attempt) == (1, 2)
    assert not await finish(store, mine)
    assert not await store.transact(
        lambda tx: tx.due.postpone(mine, by="me", until=NOON + 5 * MINUTE)
    )
    assert await finish(store, theirs, by="another")


async def test_a_claim_that_lapsed_and_that_nobody_wanted_may_still_be_closed(
    store: AnyStore,
) -> None:
    await plan(store, HANDOFF)
    (mine,) = await claim(store)
    assert await finish(store, mine, at=NOON + 10 * MINUTE)


async def test_the_same_one_claiming_again_has_lost_its_first_claim(store: AnyStore) -> None:
    await plan(store, HANDOFF)
    (first,) = await claim(store)
    (second,) = await claim(store, now=NOON + MINUTE)
    assert not await finish(store, first)
    assert await finish(store, second)
    assert not await finish(store, second)


async def test_what_is_given_back_is_claimed_again_later(store: AnyStore) -> None:
    await plan(store, HANDOFF)
    (mine,) = await claim(store)
    until = NOON + 5 * MINUTE
    assert await store.transact(lambda tx: tx.due.postpone(mine, by="me", until=until))
    assert await claim(store, now=until - timedelta(seconds=1)) == []
    assert [due.attempt for due in await claim(store, now=until)] == [2]


async def test_a_later_slot_of_the_same_series_supersedes_once_it_is_due(store: AnyStore) -> None:
    await plan(store, HANDOFF, LATER, Planned("handoff", "twins@1", NOON + MINUTE))

    async def superseded(planned: Planned, now: datetime) -> bool:
        return await store.transact(lambda tx: tx.due.superseded(planned, now=now))

    assert not await superseded(HANDOFF, NOON)
    assert await superseded(HANDOFF, NOON + MINUTE)
    assert not await superseded(LATER, NOON + MINUTE)
    for due in await claim(store, now=NOON + MINUTE):
        await finish(store, due)
    assert await superseded(HANDOFF, NOON + MINUTE)


async def test_what_is_closed_is_forgotten_and_what_is_open_never(store: AnyStore) -> None:
    await plan(store, HANDOFF, LATER)
    (mine,) = await claim(store)
    assert await store.transact(
        lambda tx: tx.due.finish(mine, by="me", at=NOON, became=Became.SKIPPED)
    )
    assert await store.transact(lambda tx: tx.due.forget_before(NOON)) == 0
    assert await plan(store, HANDOFF) == 0
    assert await store.transact(lambda tx: tx.due.forget_before(NOON + 9 * MINUTE)) == 1
    assert await plan(store, HANDOFF) == 1
    assert await plan(store, LATER) == 0


async def test_it_is_remembered_when_a_job_was_planned(store: AnyStore) -> None:
    assert await store.transact(lambda tx: tx.due.planned_at("handoff")) is None
    for at in (NOON, NOON + MINUTE):
        await store.transact(lambda tx, at=at: tx.due.note_planned("handoff", at=at))  # type: ignore[misc] # mypy cannot infer a lambda with a default
    assert await store.transact(lambda tx: tx.due.planned_at("handoff")) == NOON + MINUTE
