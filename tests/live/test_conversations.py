"""From a question in Teams to a true answer, through Microsoft's own program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.real.agents_playground import BOB, CHANNEL, GENERAL, GROUP, PERSONAL, ZOE

if TYPE_CHECKING:
    from tests.real.agents_playground.town import Town

pytestmark = [pytest.mark.live, pytest.mark.asyncio(loop_scope="package")]

LEFT = "iot-hub: 33% of the error budget left, on watch"
WHY = "Arithmetic"
CARD = "application/vnd.microsoft.card.adaptive"
EVERYWHERE = pytest.mark.parametrize("place", [PERSONAL, GROUP, CHANNEL])


@EVERYWHERE
async def test_a_question_is_answered_where_it_was_asked_with_its_chart(
    place: str, town: Town
) -> None:
    where = await town.chat.says("budget iot-hub", place)

    answer = await town.chat.hears(LEFT, where)
    assert {chart["type"] for chart in answer.charts} >= {"Chart.Gauge", "Chart.Line"}
    assert "0.7× over 1 h" in answer.shown


async def test_the_numbers_are_those_that_prometheus_has_counted(town: Town) -> None:
    await town.chat.says("budget iot-hub")

    answer = await town.chat.hears(LEFT, PERSONAL)
    found = re.search(r"([\d,]+) of the ([\d,]+) bad requests that 28 days allow", answer.shown)
    assert found
    left, allowed = (int(number.replace(",", "")) for number in found.groups())
    assert left / allowed == pytest.approx(1 / 3, abs=0.005)


async def test_a_question_in_a_thread_is_answered_in_that_thread(town: Town) -> None:
    thread = await town.chat.says("help", CHANNEL)
    await town.chat.sees(thread)
    again = await town.chat.says("how much budget is left for iot-hub?", thread)

    assert again == thread
    assert (await town.chat.hears(LEFT, thread)).conversation == thread


async def test_in_a_bound_channel_no_service_has_to_be_named(town: Town) -> None:
    thread = await town.chat.says("budget", CHANNEL)

    assert "iot-hub" in (await town.chat.hears("device-twins", thread)).shown


async def test_what_is_typed_with_a_slash_is_understood(town: Town) -> None:
    await town.chat.says("/sre budget iot-hub")

    await town.chat.hears(LEFT, PERSONAL)


@EVERYWHERE
async def test_help_is_answered(place: str, town: Town) -> None:
    where = await town.chat.says("help", place)

    await town.chat.hears("What you can ask me", where)


@EVERYWHERE
async def test_a_button_shows_the_presser_another_card_and_the_way_back(
    place: str, town: Town
) -> None:
    where = await town.chat.says("budget iot-hub", place)
    answer = await town.chat.hears(LEFT, where)

    told = await town.chat.presses(answer, "Why?")
    assert told["type"] == CARD
    assert WHY in str(told["value"])
    assert answer.edits == 0

    answer.card = told["value"]
    back = await town.chat.presses(answer, "Back")
    assert LEFT in str(back["value"])


async def test_a_typo_is_answered_with_what_was_meant_and_pressing_it_answers_everybody(
    town: Town,
) -> None:
    thread = await town.chat.says("budgte iot-hbu", CHANNEL)
    asked = await town.chat.hears("budgte", thread)

    told = await town.chat.presses(asked, "budget iot-hub", by=BOB)
    assert LEFT in str(told["value"])
    answer = await town.chat.hears(LEFT, thread)
    assert (answer.id, answer.edits) == (asked.id, 1)


async def test_a_form_is_filled_in_on_its_card(town: Town) -> None:
    await town.chat.says("form why")
    form = await town.chat.sees(PERSONAL, lambda message: "Ask" in message.titles)

    filled = {"field.answer": "budget", "field.about": "iot-hub"}
    told = await town.chat.presses(form, "Ask", filled=filled)

    assert WHY in str(told["value"])
    answer = await town.chat.hears(WHY, PERSONAL)
    assert (answer.id, answer.edits) == (form.id, 1)


async def test_a_client_too_old_for_such_buttons_gets_its_answers_as_messages(town: Town) -> None:
    await town.chat.says("budget iot-hub")
    answer = await town.chat.hears(LEFT, PERSONAL)
    await town.chat.submits(answer, "Why?")
    await town.chat.hears(WHY, PERSONAL)

    await town.chat.says("form why")
    form = await town.chat.sees(PERSONAL, lambda message: "Ask" in message.titles)
    await town.chat.submits(
        form, "Ask", filled={"field.answer": "budget", "field.about": "iot-hub"}
    )
    await town.chat.hears(WHY, PERSONAL)


async def test_a_stranger_gets_no_budget(town: Town) -> None:
    thread = await town.chat.says("budget iot-hub", CHANNEL)
    answer = await town.chat.hears(LEFT, thread)

    told = await town.chat.presses(answer, "Why?", by=ZOE)

    assert WHY not in str(told)
    assert "app.yaml" in str(told)


async def test_a_channel_that_it_is_added_to_is_told_once_what_it_can_do(town: Town) -> None:
    await town.chat.installs(GENERAL)
    greeting = await town.chat.hears("budget", GENERAL)
    greeted = len(town.chat.messages)

    await town.chat.installs(GENERAL)
    await town.chat.says("help", greeting.conversation)
    await town.chat.hears("What you can ask me", greeting.conversation)
    assert len(town.chat.messages) == greeted + 1
