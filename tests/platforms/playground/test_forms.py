"""Forms, opened as dialogs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.platforms.playground.caller import Caller, headlines
from tests.platforms.playground.town import town

if TYPE_CHECKING:
    import aiohttp


async def test_a_form_is_opened_with_what_the_place_tells(alice: Caller) -> None:
    form = (await alice.say("/sre form decide"))["form"]

    (service,) = form["inputs"]
    assert (service["name"], service["value"], service["required"]) == ("service", "iot-hub", True)
    assert [each["value"] for each in service["choices"]] == ["iot-hub", "telemetry"]
    assert await alice.sees() == []


async def test_a_sent_form_is_answered_like_the_command_that_opened_it(
    alice: Caller, bob: Caller
) -> None:
    form = (await alice.say("/sre form decide"))["form"]

    await alice.submit(form, {"service": "telemetry"})

    (answer,) = await alice.sees()
    assert answer["card"]["headline"] == "Recorded for Telemetry."
    assert answer["question"]["words"] == "decide telemetry"
    assert await bob.sees() == []


async def test_a_form_opened_by_a_mention_is_answered_in_its_thread_to_whoever_filled_it_in(
    alice: Caller, bob: Caller
) -> None:
    form = (await alice.say("@sre form decide"))["form"]

    await alice.submit(form, {"service": "telemetry"})

    question, answer = await alice.sees()
    assert (answer["thread"], answer["private"]) == (question["key"], True)
    assert await bob.sees() == [question]


async def test_between_the_two_a_form_is_answered_as_anything_else(alice: Caller) -> None:
    direct = "alice+rapport"
    form = (await alice.say("form decide", conversation=direct))["form"]

    await alice.submit(form, {"service": "telemetry"})

    answer = (await alice.sees(direct))[-1]
    assert (headlines([answer]), answer["private"]) == (["Recorded for Telemetry."], False)


async def test_a_button_opens_a_form(alice: Caller) -> None:
    await alice.say("/sre budget iot-hub")
    (card,) = await alice.sees()

    assert (await alice.press(card, "form decide"))["form"]["title"] == "Decide"


async def test_a_form_is_sent_once_and_only_by_whom_it_was_opened_for(
    alice: Caller, bob: Caller
) -> None:
    form = (await alice.say("/sre form decide"))["form"]
    fields = {"service": "telemetry"}

    assert (await bob.submit(form, fields))["status"] == 404
    assert (await alice.submit(form, fields))["status"] == 200
    assert (await alice.submit(form, fields))["status"] == 404
    assert headlines(await alice.sees()) == ["Recorded for Telemetry."]


async def test_a_form_without_a_needed_word_is_there_again_with_the_way_to_say_it(
    alice: Caller,
) -> None:
    form = (await alice.say("/sre form decide"))["form"]
    assert form["problem"] == []

    again = (await alice.submit(form, {"service": " "}))["form"]

    assert "needs to know" in again["problem"][0]
    assert again["problem"][1].startswith("Type: decide SERVICE")
    assert await alice.sees() == []
    await alice.submit(again, {"service": "telemetry"})
    assert headlines(await alice.sees()) == ["Recorded for Telemetry."]


async def test_a_form_that_takes_a_moment_still_opens(http: aiohttp.ClientSession) -> None:
    async with town(at_once=0.001, sign_of_life=5) as running:
        asking = asyncio.create_task(Caller(http, running.url, "alice").say("/sre slow form"))
        await running.slow.begun.wait()
        await asyncio.sleep(0.01)
        running.slow.go.set()

        assert (await asking)["form"]["title"] == "Decide"
