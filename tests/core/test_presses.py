"""A button is typed text; what fails when it is pressed concerns nobody but who pressed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.request import Actor, Audience
from tests.door import Door, buttons

GUEST = Actor("slack", "T0OURS", "U0NOBODY")


@pytest.mark.parametrize("how", list(Audience))
async def test_a_press_is_answered_to_those_who_see_the_card(how: Audience, ask: Door) -> None:
    request = replace(ask.request("budget iot-hub", how=how), pressed=True)
    answer = await ask.maybe(request)
    assert answer is not None
    assert answer.audience is how


async def test_a_press_that_is_refused_is_told_to_who_pressed_alone(ask: Door) -> None:
    request = replace(ask.request("budget", how=Audience.PLACE, actor=GUEST), pressed=True)
    answer = await ask.maybe(request)
    assert answer is not None
    assert answer.audience is Audience.ASKER
    assert answer.card.headline.startswith("I don't know you yet")


async def test_a_press_that_breaks_something_is_told_to_who_pressed_alone(ask: Door) -> None:
    ask.breakable.broken = RuntimeError("the disk is full")
    request = replace(ask.request("budget", how=Audience.PLACE), pressed=True)
    answer = await ask.maybe(request)
    assert answer is not None
    assert answer.audience is Audience.ASKER


async def test_suggestions_wait_for_a_press_and_answers_do_not(ask: Door) -> None:
    assert (await ask("budgte iot-hub")).card.asks
    assert not (await ask("budget iot-hub")).card.asks
    assert not (await ask("budget iot-hub", actor=GUEST)).card.asks


async def test_a_reading_says_how_to_get_it_again(ask: Door) -> None:
    assert (await ask("how much budget is left?")).card.again == "budget"
    assert (await ask("budget iot-hub", fields={"service": "iot-hub"})).card.again is not None
    assert (await ask("budgte iot-hub")).card.again == "budgte iot-hub"
    assert (await ask("budget iot-hub", actor=GUEST)).card.again is None


async def test_what_does_more_than_show_is_not_to_be_said_again(ask: Door) -> None:
    assert (await ask("share budget iot-hub")).card.again is None
    assert (await ask("share budgte")).card.again is None


async def test_a_suggested_form_says_beforehand_that_it_is_one(ask: Door) -> None:
    (suggested,) = buttons((await ask("shrae")).card)
    assert (suggested.says, suggested.opens_form) == ("form share", True)
    assert not any(each.opens_form for each in buttons((await ask("budgte iot-hub")).card))


async def test_a_button_says_beforehand_that_a_form_answers_it(ask: Door) -> None:
    (fill_in,) = buttons((await ask("why")).card)
    assert fill_in.opens_form
    assert (await ask(fill_in.says)).form is not None
    answered = (await ask("budget iot-hub")).card
    assert not any(button.opens_form for button in buttons(answered))
