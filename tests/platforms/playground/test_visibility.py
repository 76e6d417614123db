"""Who sees what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.platforms.playground.caller import headlines

if TYPE_CHECKING:
    from tests.platforms.playground.caller import Caller

BUDGET = "iot-hub: 10% of the error budget left, at risk"


async def test_a_slash_command_is_answered_to_the_asker_alone(alice: Caller, bob: Caller) -> None:
    await alice.say("/sre budget iot-hub")

    (answer,) = await alice.sees()
    assert answer["card"]["headline"] == BUDGET
    assert answer["private"] is True
    assert answer["question"] == {"by": "alice", "words": "budget iot-hub"}
    assert await bob.sees() == []


async def test_a_shared_answer_is_seen_by_everybody_in_the_channel(
    alice: Caller, bob: Caller
) -> None:
    await alice.say("/sre budget iot-hub")
    (private,) = await alice.sees()

    await alice.press(private, "share budget iot-hub")

    (shared,) = await bob.sees()
    assert shared["card"]["headline"] == BUDGET
    assert (shared["private"], shared["thread"]) == (False, None)
    assert shared["question"]["by"] == "alice"


async def test_a_button_on_a_private_card_answers_privately(alice: Caller, bob: Caller) -> None:
    await alice.say("/sre budget iot-hub")
    (card,) = await alice.sees()

    await alice.press(card, "why budget iot-hub")

    assert (await alice.sees())[-1]["private"] is True
    assert await bob.sees() == []


async def test_nobody_presses_a_button_that_they_do_not_see(alice: Caller, bob: Caller) -> None:
    await alice.say("/sre budget iot-hub")
    (card,) = await alice.sees()

    answered = await bob.press(card, "why budget iot-hub")

    assert answered["status"] == 404
    assert len(await alice.sees()) == 1


async def test_a_card_only_says_what_is_written_on_its_buttons(alice: Caller) -> None:
    await alice.say("/sre budget iot-hub")
    (card,) = await alice.sees()

    assert (await alice.press(card, "decide iot-hub"))["status"] == 404


async def test_a_direct_message_needs_no_prefix_and_stays_between_the_two(
    alice: Caller, bob: Caller
) -> None:
    await alice.say("budget iot-hub", conversation="alice+rapport")

    assert headlines(await alice.sees("alice+rapport")) == ["budget iot-hub", BUDGET]
    names = {each["key"] for each in (await bob.state())["conversations"]}
    assert "alice+rapport" not in names
    assert (await bob.say("hello", conversation="alice+rapport"))["status"] == 404


async def test_people_talk_directly_and_nobody_else_reads_it(
    alice: Caller, bob: Caller, carol: Caller
) -> None:
    await alice.say("lunch?", conversation="alice+bob")

    assert headlines(await bob.sees("alice+bob")) == ["lunch?"]
    assert await carol.sees("alice+bob") == []


async def test_talk_among_people_is_not_answered(alice: Caller, bob: Caller) -> None:
    await alice.say("the budget of iot-hub looks low")

    assert headlines(await bob.sees()) == ["the budget of iot-hub looks low"]


async def test_somebody_elses_slash_command_is_refused_kindly(alice: Caller) -> None:
    answered = await alice.say("/remind me to breathe")

    assert answered["status"] == 422
    assert answered["message"] == "There is no /remind here."
    assert await alice.sees() == []


async def test_the_same_words_sent_twice_do_their_work_once(alice: Caller) -> None:
    await alice.say("/sre budget iot-hub", key="again")
    await alice.say("/sre budget iot-hub", key="again")
    await alice.say("hello", key="and again")
    await alice.say("hello", key="and again")

    assert headlines(await alice.sees()) == [BUDGET, "hello"]


async def test_an_unknown_verb_offers_the_closest_as_buttons(alice: Caller) -> None:
    await alice.say("/sre bugdet iot-hub")

    (answer,) = await alice.sees()
    assert answer["card"]["blocks"][-1]["buttons"][0]["says"] == "budget iot-hub"
