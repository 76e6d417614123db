"""What answers a press on a card that asks takes its place, before everybody who sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.playground.caller import headlines
from tests.platforms.playground.line import next_event, page

if TYPE_CHECKING:
    from tests.platforms.playground.caller import Caller, Json

ASKED, BUDGET = "Which one?", "iot-hub: 10% of the error budget left, at risk"
WHY = "Why “budget” said so"


async def asked(person: Caller, text: str = "@sre question") -> Json:
    """The card that waits for a press, once somebody's words brought it."""
    await person.say(text)
    return (await person.sees())[-1]


async def test_a_pressed_suggestion_gives_way_to_its_answer_on_every_page(
    alice: Caller, bob: Caller
) -> None:
    guess = await asked(alice, "@sre bugdet iot-hub")
    async with page(alice) as socket:
        await next_event(socket)
        told = await bob.press(guess, "budget iot-hub")
        answer = (await next_event(socket))["message"]

    assert (answer["key"], answer["revision"]) == (guess["key"], 1)
    assert answer["card"]["headline"] == BUDGET
    assert answer["question"] == {"by": "bob", "words": "budget iot-hub"}
    assert told["thread"] == guess["thread"]
    assert headlines(await alice.sees()) == ["@sre bugdet iot-hub", BUDGET]


async def test_a_card_in_the_channel_is_answered_there_and_opens_no_thread(
    alice: Caller, bob: Caller
) -> None:
    question = await asked(alice, "/sre share question")

    told = await bob.press(question, "budget iot-hub")

    assert told["thread"] is None
    assert headlines(await alice.sees()) == [BUDGET]


async def test_a_card_that_does_not_ask_stays_and_its_thread_is_told(
    alice: Caller, bob: Caller
) -> None:
    shared = await asked(alice, "/sre share budget iot-hub")

    told = await bob.press(shared, "why budget iot-hub")

    assert told["thread"] == shared["key"]
    assert headlines(await alice.sees()) == [BUDGET, WHY]


@pytest.mark.parametrize(
    ("says", "headline"), [("refuse", "Too late."), ("help", "What I can answer")]
)
async def test_what_fails_or_is_for_the_presser_alone_is_told_them_beside_the_card(
    alice: Caller, bob: Caller, says: str, headline: str
) -> None:
    question = await asked(alice, "/sre share question")

    told = await bob.press(question, says)

    assert told["thread"] == question["key"]
    assert headlines(await alice.sees()) == [ASKED]
    whispered = (await bob.sees())[-1]
    assert (whispered["card"]["headline"], whispered["private"]) == (headline, True)


async def test_a_private_card_gives_way_before_the_eyes_of_one(alice: Caller, bob: Caller) -> None:
    question = await asked(alice, "/sre question")

    await alice.press(question, "budget iot-hub")

    (answer,) = await alice.sees()
    assert (answer["key"], answer["private"]) == (question["key"], True)
    assert answer["card"]["headline"] == BUDGET
    assert await bob.sees() == []


async def test_what_fails_leaves_a_private_card_to_be_pressed_again(alice: Caller) -> None:
    question = await asked(alice, "/sre question")

    await alice.press(question, "refuse")

    assert headlines(await alice.sees()) == [ASKED, "Too late."]


async def test_an_answer_for_everybody_is_posted_and_the_private_card_is_gone(
    alice: Caller, bob: Caller
) -> None:
    question = await asked(alice, "/sre question")

    await alice.press(question, "share clock")

    (shared,) = await bob.sees()
    assert shared["card"]["headline"].startswith("It is")
    assert await alice.sees() == [shared]


async def test_between_the_two_the_answer_takes_the_place_whoever_it_is_for(alice: Caller) -> None:
    direct = "alice+rapport"
    await alice.say("question", conversation=direct)
    question = (await alice.sees(direct))[-1]

    await alice.press(question, "help")

    assert headlines(await alice.sees(direct)) == ["question", "What I can answer"]


async def test_a_form_leaves_the_card_and_is_answered_to_whoever_filled_it_in(
    alice: Caller, bob: Caller
) -> None:
    question = await asked(alice, "/sre share question")

    form = (await bob.press(question, "form decide"))["form"]
    await bob.submit(form, {"service": "telemetry"})

    assert await alice.sees() == [question]
    first, answer = await bob.sees()
    assert first == question
    assert (answer["thread"], answer["private"]) == (question["key"], True)
    assert answer["card"]["headline"] == "Recorded for Telemetry."


async def test_what_took_the_place_may_ask_again(alice: Caller, bob: Caller) -> None:
    question = await asked(alice, "/sre share question")

    await bob.press(question, "question")
    await alice.press(question, "budget iot-hub")

    (answer,) = await bob.sees()
    assert (answer["revision"], answer["card"]["headline"]) == (2, BUDGET)


async def test_a_button_that_was_replaced_is_gone(alice: Caller, bob: Caller) -> None:
    question = await asked(alice, "/sre share question")
    await bob.press(question, "budget iot-hub")

    late = await alice.press(question, "slow")

    assert late["status"] == 404
    assert headlines(await alice.sees()) == [BUDGET]


async def test_a_press_that_is_sent_twice_is_answered_once(alice: Caller, bob: Caller) -> None:
    question = await asked(alice, "/sre share question")
    body = {"message": question["key"], "says": "question"}

    for _ in range(2):
        await bob.post("press", body, key="the same")

    (answer,) = await alice.sees()
    assert answer["revision"] == 1
