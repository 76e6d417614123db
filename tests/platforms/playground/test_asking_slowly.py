"""What answers a press slowly: one message that first says that it follows; whatever goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.playground.caller import headlines
from tests.platforms.playground.line import next_event, page
from tests.platforms.playground.town import town

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import ClientWebSocketResponse

    from tests.platforms.playground.caller import Caller, Json
    from tests.platforms.playground.town import Town

ASKED, FOLLOWS = "Which one?", "One moment: the source is slow, the answer follows here."
DONE = "Here it is after all"


@pytest.fixture
async def place() -> AsyncIterator[Town]:
    async with town(at_once=0.01, sign_of_life=0.02) as hasty:
        yield hasty


async def until(socket: ClientWebSocketResponse, headline: str) -> Json:
    """The first message of a card with this headline, once a page hears of it."""
    while True:
        event = await next_event(socket)
        if event["kind"] == "message" and headlines([event["message"]]) == [headline]:
            message: Json = event["message"]
            return message


async def test_a_card_gives_way_to_the_sign_of_life_and_that_to_the_answer(
    alice: Caller, bob: Caller, place: Town
) -> None:
    async with page(alice) as socket:
        await alice.say("@sre question")
        question = await until(socket, ASKED)
        await bob.press(question, "slow")
        announced = await until(socket, FOLLOWS)
        place.slow.go.set()
        answered = await until(socket, DONE)

    assert question["key"] == announced["key"] == answered["key"]
    assert headlines(await bob.sees()) == ["@sre question", DONE]


@pytest.mark.parametrize("text", ["@sre question", "/sre question"])
async def test_what_fails_after_the_sign_of_life_puts_the_card_back(
    alice: Caller, place: Town, text: str
) -> None:
    async with page(alice) as socket:
        await alice.say(text)
        question = await until(socket, ASKED)
        await alice.press(question, "slow refuse")
        await until(socket, FOLLOWS)
        place.slow.go.set()
        back = await until(socket, ASKED)
        told = await until(socket, "Too late.")
        await alice.press(back, "slow")
        await until(socket, DONE)

    assert (back["key"], back["question"]) == (question["key"], question["question"])
    assert told["private"]


async def test_a_form_that_comes_after_the_sign_of_life_is_said_in_words_beside_the_card(
    alice: Caller, place: Town
) -> None:
    async with page(alice) as socket:
        await alice.say("@sre question")
        question = await until(socket, ASKED)
        await alice.press(question, "slow form")
        await until(socket, FOLLOWS)
        place.slow.go.set()
        await until(socket, ASKED)
        said = await until(socket, "Say it in one line: decide SERVICE")

    assert (said["private"], said["thread"]) == (True, question["thread"])


async def test_while_the_answer_follows_there_is_nothing_to_press(
    alice: Caller, bob: Caller, place: Town
) -> None:
    async with page(alice) as socket:
        await alice.say("@sre question")
        question = await until(socket, ASKED)
        await alice.press(question, "slow refuse")
        await until(socket, FOLLOWS)
        late = await bob.press(question, "slow")
        place.slow.go.set()
        await until(socket, "Too late.")

    assert late["status"] == 404
    assert ASKED in headlines(await bob.sees())


async def test_an_answer_after_a_reset_is_dropped(alice: Caller, place: Town) -> None:
    async with page(alice) as socket:
        await alice.say("@sre question")
        await alice.press(await until(socket, ASKED), "slow")
        await until(socket, FOLLOWS)
        await alice.post("reset", {})
        place.slow.go.set()
        await alice.say("after")
        await until(socket, "after")

    assert headlines(await alice.sees()) == ["after"]
