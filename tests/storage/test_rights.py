"""Decision rights, on both engines: numbered, one active and one proposed of each kind."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import psycopg
import pytest
from hypothesis import given

from bot.model.right import DecisionRight, Origin, RightState
from tests.fakes.clock import NOON
from tests.storage.deciding import ON_A_STORE, RIGHT, RIGHTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ports.store import Tx
    from storage.opening import AnyStore
    from tests.storage.conftest import Open

REFUSED = (sqlite3.IntegrityError, psycopg.errors.UniqueViolation)
OVER = sorted(set(RightState) - {RightState.ACTIVE, RightState.PROPOSED})


def _propose(right: DecisionRight, tx: Tx) -> DecisionRight:
    return tx.rights.propose(right)


def _amend(right: DecisionRight, tx: Tx) -> None:
    tx.rights.amend(right)


async def _current(store: AnyStore, engagement: str | None = None) -> list[int]:
    found: Sequence[DecisionRight] = await store.transact(lambda tx: tx.rights.current(engagement))
    return [right.number for right in found]


@pytest.fixture
async def active(store: AnyStore) -> DecisionRight:
    """One that was agreed on."""
    proposed = await store.transact(partial(_propose, RIGHT))
    agreed = replace(proposed, state=RightState.ACTIVE, effective=NOON, decided_by="dana")
    await store.transact(partial(_amend, agreed))
    return agreed


@ON_A_STORE
@given(first=RIGHTS, later=RIGHTS)
async def test_whatever_a_right_says_comes_back_as_it_was(
    store: AnyStore, first: DecisionRight, later: DecisionRight
) -> None:
    await store.empty()
    written = await store.transact(partial(_propose, first))
    assert written == replace(first, number=1, version=1)
    assert await store.transact(lambda tx: tx.rights.find(1)) == written

    amended = replace(later, number=1, version=1)
    await store.transact(partial(_amend, amended))
    assert await store.transact(lambda tx: tx.rights.find(1)) == amended
    assert await store.transact(lambda tx: tx.rights.find(2)) is None


async def test_versions_count_the_rights_of_a_kind_in_an_engagement(store: AnyStore) -> None:
    given = [
        await store.transact(partial(_propose, replace(each, state=RightState.DECLINED)))
        for each in (
            RIGHT,
            replace(RIGHT, kind="launch"),
            replace(RIGHT, engagement="gateway"),
            RIGHT,
            RIGHT,
            replace(RIGHT, kind="launch"),
        )
    ]
    assert [right.number for right in given] == [1, 2, 3, 4, 5, 6]
    assert [right.version for right in given] == [1, 1, 1, 2, 3, 2]


async def test_a_second_proposal_of_the_same_kind_is_refused_and_the_first_stands(
    store: AnyStore,
) -> None:
    first = await store.transact(partial(_propose, RIGHT))
    with pytest.raises(REFUSED):
        await store.transact(partial(_propose, replace(RIGHT, proposed_by="bob")))
    assert await store.transact(lambda tx: tx.rights.current()) == [first]


async def test_a_second_active_right_of_the_same_kind_is_refused(
    store: AnyStore, active: DecisionRight
) -> None:
    second = await store.transact(partial(_propose, RIGHT))
    with pytest.raises(REFUSED):
        await store.transact(partial(_amend, replace(second, state=RightState.ACTIVE)))
    assert await store.transact(lambda tx: tx.rights.current()) == [active, second]


async def test_one_takes_the_place_of_another_in_one_transaction(
    store: AnyStore, active: DecisionRight
) -> None:
    def accept(tx: Tx) -> None:
        tx.rights.amend(replace(active, state=RightState.SUPERSEDED))
        tx.rights.amend(replace(second, state=RightState.ACTIVE))

    second = await store.transact(partial(_propose, RIGHT))
    await store.transact(accept)
    assert await _current(store) == [second.number]
    assert second.version == 2


@pytest.mark.parametrize("state", OVER)
async def test_what_is_over_stands_in_nobodys_way(store: AnyStore, state: RightState) -> None:
    for _ in range(3):
        proposed = await store.transact(partial(_propose, RIGHT))
        await store.transact(partial(_amend, replace(proposed, state=state)))
    assert await _current(store) == []
    await store.transact(partial(_propose, RIGHT))
    assert await _current(store) == [4]


@pytest.mark.usefixtures("active")
async def test_other_kinds_and_other_engagements_have_their_own(store: AnyStore) -> None:
    for other in (replace(RIGHT, kind="launch"), replace(RIGHT, engagement="gateway"), RIGHT):
        await store.transact(partial(_propose, other))
    assert await _current(store) == [1, 2, 3, 4]
    assert await _current(store, "hub") == [1, 2, 4]
    assert await _current(store, "gateway") == [3]
    assert await _current(store, "nowhere") == []


async def test_what_the_file_proposed_at_one_instant_is_found_whatever_became_of_it(
    store: AnyStore,
) -> None:
    said = replace(RIGHT, origin=Origin.FILE)
    for each in (
        replace(said, state=RightState.DECLINED),
        replace(said, kind="launch"),
        replace(RIGHT, kind="slo-change"),  # in chat
        replace(said, kind="boundary", proposed_at=NOON + timedelta(milliseconds=1)),
        replace(said, engagement="gateway"),
    ):
        await store.transact(partial(_propose, each))
    just_after = NOON + timedelta(microseconds=900)  # the store keeps milliseconds
    found = await store.transact(lambda tx: tx.rights.of_file("hub", just_after))
    assert [right.number for right in found] == [1, 2]


async def test_of_two_who_propose_at_the_same_time_one_is_first(open_again: Open) -> None:
    stores = (open_again(), open_again())
    for number in range(10):
        right = replace(RIGHT, kind=f"kind {number}")
        given = await asyncio.gather(
            *(each.transact(partial(_propose, right)) for each in stores), return_exceptions=True
        )
        (taken,) = (each for each in given if isinstance(each, DecisionRight))
        (refused,) = (each for each in given if isinstance(each, BaseException))
        assert isinstance(refused, REFUSED)
        assert taken.number == number + 1


async def test_what_was_never_proposed_cannot_be_amended(store: AnyStore) -> None:
    with pytest.raises(AssertionError):
        await store.transact(partial(_amend, replace(RIGHT, number=7, version=1)))


async def test_the_last_fingerprint_of_each_kind_is_remembered(store: AnyStore) -> None:
    def note(tx: Tx) -> None:
        tx.rights.note_seed("hub", "launch", "a")
        tx.rights.note_seed("hub", "freeze", "b")
        tx.rights.note_seed("gateway", "freeze", "c")
        tx.rights.note_seed("hub", "freeze", "d")

    await store.transact(note)
    assert await store.transact(lambda tx: tx.rights.seeds("hub")) == {"launch": "a", "freeze": "d"}
    assert await store.transact(lambda tx: tx.rights.seeds("gateway")) == {"freeze": "c"}
    assert await store.transact(lambda tx: tx.rights.seeds("nowhere")) == {}
