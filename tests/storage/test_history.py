"""The history, on both engines: every step of a subject, in the order in which it was noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.clock import NOON
from tests.storage.deciding import ON_A_STORE, STEP, STEPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ports.store import Tx
    from bot.ports.store_decisions import Noted
    from storage.opening import AnyStore


def _note(steps: Sequence[Noted], tx: Tx) -> None:
    for step in steps:
        tx.history.note(step)


def _of(subject: str, tx: Tx) -> Sequence[Noted]:
    return tx.history.of(subject)


@ON_A_STORE
@given(steps=st.lists(STEPS, max_size=5))
async def test_the_steps_of_a_subject_come_back_as_they_were_noted(
    store: AnyStore, steps: list[Noted]
) -> None:
    await store.empty()
    await store.transact(partial(_note, steps))
    for subject in ("right 1", "right 11", "decision 1"):
        noted = [step for step in steps if step.subject == subject]
        assert await store.transact(partial(_of, subject)) == noted


async def test_steps_stand_in_the_order_in_which_they_were_noted_whatever_the_clock_said(
    store: AnyStore,
) -> None:
    instants = (NOON, NOON, NOON - timedelta(hours=1))
    steps = [replace(STEP, what=str(number), at=at) for number, at in enumerate(instants)]
    for step in steps:
        await store.transact(partial(_note, [step]))
    assert await store.transact(partial(_of, STEP.subject)) == steps


async def test_a_step_is_undone_with_what_it_tells_of(store: AnyStore) -> None:
    def work(tx: Tx) -> None:
        tx.history.note(STEP)
        raise LookupError("changed my mind")

    with pytest.raises(LookupError):
        await store.transact(work)
    assert await store.transact(partial(_of, STEP.subject)) == []
