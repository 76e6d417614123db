"""However many press one card at the same time: one answer in its place, and none twice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.platforms.playground.caller import headlines
from tests.platforms.playground.town import town

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.platforms.playground.caller import Caller, Json
    from tests.platforms.playground.town import Town

ASKED, DONE = "Which one?", "Here it is after all"


@pytest.fixture
async def place() -> AsyncIterator[Town]:
    """Nothing is announced unless a test waits for it."""
    async with town(at_once=0.01, sign_of_life=0.75) as unhurried:
        yield unhurried


async def asked(person: Caller) -> Json:
    await person.say("/sre share question")
    (card,) = await person.sees()
    assert headlines([card]) == [ASKED]
    return card


async def pressing(person: Caller, card: Json, place: Town) -> asyncio.Task[Json]:
    """A press that has arrived, and whose answer waits for its turn."""
    press = asyncio.create_task(person.press(card, "slow turn"))
    await place.slow.waiting.get()
    return press


@pytest.mark.parametrize("first", [0, 1])
async def test_two_who_press_the_same_get_one_answer(
    alice: Caller, bob: Caller, place: Town, first: int
) -> None:
    card = await asked(alice)
    presses = [await pressing(each, card, place) for each in (alice, bob)]
    for turn in (first, 1 - first):
        place.slow.turns[turn].set()
        await presses[turn]

    (answer,) = await alice.sees()
    assert (answer["key"], answer["revision"]) == (card["key"], card["revision"] + 1)
    assert headlines([answer]) == [DONE]


@pytest.mark.parametrize("first", [0, 1])
async def test_two_slow_answers_to_the_same_are_announced_once_and_shown_once(
    alice: Caller, bob: Caller, place: Town, first: int
) -> None:
    card = await asked(alice)
    presses = [await pressing(each, card, place) for each in (alice, bob)]
    told = await asyncio.gather(*presses)
    assert [each["thread"] for each in told] == [None, None]
    for turn in (first, 1 - first):
        place.slow.turns[turn].set()
    await place.settled()

    (answer,) = await alice.sees()
    assert answer["revision"] == card["revision"] + 2
    assert headlines([answer]) == [DONE]


async def test_what_another_press_has_answered_is_not_announced_any_more(
    alice: Caller, bob: Caller, place: Town
) -> None:
    card = await asked(alice)
    answered, announced = [await pressing(each, card, place) for each in (alice, bob)]
    place.slow.turns[0].set()
    await answered
    await announced

    (answer,) = await alice.sees()
    assert headlines([answer]) == [DONE]


async def test_what_fails_after_another_press_was_answered_does_not_put_the_card_back(
    alice: Caller, bob: Caller, place: Town
) -> None:
    card = await asked(alice)
    await asyncio.gather(*[await pressing(each, card, place) for each in (alice, bob)])
    place.slow.failing.add(place.slow.turns[0])
    place.slow.turns[1].set()
    place.slow.turns[0].set()
    await place.settled()

    assert headlines(await bob.sees()) == [DONE]
    assert headlines(await alice.sees()) == [DONE, "Too late."]


async def test_what_is_announced_below_is_answered_below(
    alice: Caller, bob: Caller, place: Town
) -> None:
    card = await asked(alice)
    first = await pressing(alice, card, place)
    told = await asyncio.gather(first, bob.press(card, "slow"))
    assert [each["thread"] for each in told] == [None, card["key"]]
    place.slow.go.set()
    place.slow.turns[0].set()
    await place.settled()

    in_place, below = await bob.sees()
    assert (in_place["question"]["by"], below["question"]["by"]) == ("alice", "bob")
    assert headlines([in_place, below]) == [DONE, DONE]


async def test_of_two_who_press_different_buttons_one_is_answered_below(
    alice: Caller, bob: Caller, place: Town
) -> None:
    card = await asked(alice)
    press = await pressing(alice, card, place)
    await bob.press(card, "clock")
    place.slow.turns[0].set()
    told = await press

    in_place, below = await bob.sees()
    assert (in_place["key"], in_place["revision"]) == (card["key"], card["revision"] + 1)
    assert in_place["question"] == {"by": "bob", "words": "clock"}
    assert (headlines([below]), below["private"]) == ([DONE], False)
    assert told["thread"] == below["thread"] == card["key"]


async def test_what_fails_late_leaves_the_answer_to_another_where_it_is(
    alice: Caller, bob: Caller, place: Town
) -> None:
    card = await asked(alice)
    failing = asyncio.create_task(alice.press(card, "slow refuse"))
    await place.slow.begun.wait()
    await bob.press(card, "clock")
    place.slow.go.set()
    await failing

    (answer,) = await bob.sees()
    assert answer["revision"] == card["revision"] + 1
    assert headlines(await alice.sees())[1:] == ["Too late."]
