"""Decisions, on both engines: numbered, written as they stand, found by what is said of them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.decision import OPEN_STATES, UNDECIDED, Decision, DecisionState
from tests.storage.deciding import DECISION, DECISIONS, ON_A_STORE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.ports.store import Tx
    from storage.opening import AnyStore
    from tests.storage.conftest import Open

WORDS = ("Äpfel", "straße", "50%", "a_b", "axb", "wow!", "C:\\log", "'x'", "İ", "ΣΊΣΥΦΟΣ", "%", "_")
KEYS = st.sampled_from(["hub", "gateway"])
SAID = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
KEPT = st.builds(
    replace,
    st.just(DECISION),
    engagement=KEYS,
    service=KEYS,
    kind=KEYS,
    question=SAID,
    options=st.lists(SAID, max_size=2).map(tuple),
    state=st.sampled_from(DecisionState),
    outcome=st.none() | SAID,
    rationale=st.none() | SAID,
)


def _open(decision: Decision, tx: Tx) -> Decision:
    return tx.decisions.open(decision)


def _amend(decision: Decision, tx: Tx) -> None:
    tx.decisions.amend(decision)


async def _numbers(store: AnyStore, *words: str, most: int = 99) -> list[int]:
    found: Sequence[Decision] = await store.transact(
        lambda tx: tx.decisions.among(words=words, most=most)
    )
    return [decision.number for decision in found]


@ON_A_STORE
@given(first=DECISIONS, later=DECISIONS)
async def test_whatever_a_decision_says_comes_back_as_it_was(
    store: AnyStore, first: Decision, later: Decision
) -> None:
    await store.empty()
    written = await store.transact(partial(_open, first))
    assert written == replace(first, number=1)
    assert await store.transact(lambda tx: tx.decisions.find(1)) == written

    amended = replace(later, number=1)
    await store.transact(partial(_amend, amended))
    assert await store.transact(lambda tx: tx.decisions.find(1)) == amended
    assert await store.transact(lambda tx: tx.decisions.among(most=2)) == [amended]


@ON_A_STORE
@given(
    kept=st.lists(KEPT, max_size=6),
    engagement=st.none() | KEYS,
    service=st.none() | KEYS,
    kinds=st.none() | st.sets(KEYS),
    states=st.none() | st.sets(st.sampled_from(DecisionState)),
    words=st.lists(st.sampled_from(WORDS), max_size=2),
    most=st.integers(0, 4),
)
async def test_the_newest_that_fit_all_that_is_said_are_found(
    store: AnyStore,
    *,
    kept: list[Decision],
    engagement: str | None,
    service: str | None,
    kinds: Collection[str] | None,
    states: Collection[DecisionState] | None,
    words: list[str],
    most: int,
) -> None:
    def fits(decision: Decision) -> bool:
        texts = (decision.question, *decision.options, decision.outcome, decision.rationale)
        said = "\n".join(filter(None, texts)).casefold()
        return (
            engagement in {None, decision.engagement}
            and service in {None, decision.service}
            and (kinds is None or decision.kind in kinds)
            and (states is None or decision.state in states)
            and all(word.casefold() in said for word in words)
        )

    await store.empty()
    written = [await store.transact(partial(_open, decision)) for decision in kept]
    found = await store.transact(
        lambda tx: tx.decisions.among(
            engagement=engagement,
            service=service,
            kinds=kinds,
            states=states,
            words=words,
            most=most,
        )
    )
    assert found == list(filter(fits, reversed(written)))[:most]


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Freeze Übergrößen", "ÜBERGRÖSSEN"),
        ("FREEZE ÜBERGRÖSSEN", "übergrößen"),
        ("Жара в июле", "ИЮЛЕ"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
        (normalize("NFD", "Café später"), normalize("NFC", "SPÄTER")),
        ("at 99.9% of it", "99.9%"),
        ("raise max_pods", "MAX_PODS"),
        ("C:\\Logs", "c:\\logs"),
        ("Ship it!", "it!"),
        ("日本で凍結", "凍結"),
    ],
)
async def test_a_word_is_found_in_any_case_and_script(
    store: AnyStore, said: str, typed: str
) -> None:
    await store.transact(partial(_open, replace(DECISION, question=said)))
    assert await _numbers(store, typed) == [1]


@pytest.mark.parametrize("typed", ["99_9", "99%9", "maxipods", "_", "%", "!", "\\"])
async def test_a_sign_means_itself(store: AnyStore, typed: str) -> None:
    said = replace(DECISION, question="99.9 and Äpfel", options=("max pods",))
    await store.transact(partial(_open, said))
    assert await _numbers(store, typed) == []


async def test_every_word_is_looked_for_wherever_it_stands(store: AnyStore) -> None:
    said = replace(
        DECISION,
        question="Freeze it?",
        options=("until Friday", "never"),
        outcome="Frozen",
        rationale="The budget is gone",
        because="changed our minds",
    )
    await store.transact(partial(_open, said))
    assert await _numbers(store, "BUDGET", "friday", "freeze", "froz") == [1]
    assert await _numbers(store, "budget", "monday") == []
    assert await _numbers(store, "minds") == []


async def test_what_is_amended_is_found_by_what_it_says_now(store: AnyStore) -> None:
    opened = await store.transact(partial(_open, replace(DECISION, question="Now?")))
    await store.transact(partial(_amend, replace(opened, question="Later?", outcome="Märchen")))
    assert await _numbers(store, "MÄRCHEN", "later") == [1]
    assert await _numbers(store, "now") == []


async def test_of_states_none_is_none_and_not_any(store: AnyStore) -> None:
    for state in DecisionState:
        await store.transact(partial(_open, replace(DECISION, state=state)))

    async def count(states: Collection[DecisionState] | None) -> int:
        return len(await store.transact(lambda tx: tx.decisions.among(states=states, most=99)))

    assert await count(()) == 0
    assert await count(OPEN_STATES) == 2
    assert await count(UNDECIDED) == 3
    assert await count(None) == len(DecisionState)


async def test_two_stores_never_give_the_same_number(open_again: Open) -> None:
    stores = (open_again(), open_again())
    given = await asyncio.gather(
        *(each.transact(partial(_open, DECISION)) for _ in range(10) for each in stores)
    )
    assert sorted(decision.number for decision in given) == list(range(1, 21))
    assert await _numbers(stores[0], most=3) == [20, 19, 18]


async def test_what_was_never_opened_cannot_be_amended(store: AnyStore) -> None:
    with pytest.raises(AssertionError):
        await store.transact(partial(_amend, replace(DECISION, number=7)))
