"""Mentions, and what is said under a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.platforms.playground.caller import headlines

if TYPE_CHECKING:
    from tests.platforms.playground.caller import Caller

BUDGET = "iot-hub: 10% of the error budget left, at risk"


async def test_a_mention_is_answered_in_its_thread_for_everybody(
    alice: Caller, bob: Caller
) -> None:
    await alice.say("@sre budget iot-hub")

    question, answer = await bob.sees()
    assert answer["card"]["headline"] == BUDGET
    assert answer["thread"] == question["key"]
    assert answer["private"] is False


async def test_a_mention_after_other_words_asks_what_follows_it(alice: Caller) -> None:
    await alice.say("Morning all. @SRE, budget iot-hub")

    assert headlines(await alice.sees())[-1] == BUDGET


async def test_an_address_is_not_a_mention(alice: Caller) -> None:
    await alice.say("write to team@sre.example.com")

    assert len(await alice.sees()) == 1


async def test_a_mention_in_a_thread_is_answered_in_that_thread(alice: Caller, bob: Caller) -> None:
    await alice.say("the dashboards look odd")
    (root,) = await alice.sees()

    await bob.say("@sre budget iot-hub", thread=root["key"])

    assert [each["thread"] for each in await alice.sees()] == [None, root["key"], root["key"]]


async def test_a_slash_command_in_a_thread_is_answered_there_to_the_asker(
    alice: Caller, bob: Caller
) -> None:
    await alice.say("the dashboards look odd")
    (root,) = await alice.sees()

    await bob.say("/sre budget iot-hub", thread=root["key"])

    assert len(await alice.sees()) == 1
    answer = (await bob.sees())[-1]
    assert (answer["thread"], answer["private"]) == (root["key"], True)


async def test_a_reply_to_a_reply_stands_in_the_same_thread(alice: Caller) -> None:
    await alice.say("one")
    (root,) = await alice.sees()
    await alice.say("two", thread=root["key"])
    reply = (await alice.sees())[-1]

    await alice.say("three", thread=reply["key"])

    assert (await alice.sees())[-1]["thread"] == root["key"]


async def test_a_button_on_a_public_card_is_answered_under_it(alice: Caller, bob: Caller) -> None:
    await alice.say("/sre share budget iot-hub")
    (shared,) = await bob.sees()

    await bob.press(shared, "why budget iot-hub")

    answer = (await alice.sees())[-1]
    assert answer["thread"] == shared["key"]
    assert answer["question"] == {"by": "bob", "words": "why budget iot-hub"}


async def test_nobody_replies_to_what_they_do_not_see(alice: Caller, bob: Caller) -> None:
    await alice.say("/sre budget iot-hub")
    (private,) = await alice.sees()

    assert (await bob.say("hm", thread=private["key"]))["status"] == 404
