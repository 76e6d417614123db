"""Buttons are words that somebody could type; what answers them comes before the right eyes."""

import pytest

from tests.fakes.teams import Message
from tests.fakes.teams.cards import words
from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import House

LEFT = "of the error budget left"
WHY = "Arithmetic"


@pytest.fixture
async def answer(tenant: Tenant, house: House) -> Message:
    """The budget, where everybody sees it."""
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
    return await tenant.teams.message(tenant.bob, LEFT)


@pytest.fixture
async def guess(tenant: Tenant, house: House) -> Message:
    """What was meant by a typo, asked in the channel."""
    await tenant.teams.say(tenant.alice, tenant.channel, "bugdet iot-hub")
    return await tenant.teams.message(tenant.bob, "Did you mean")


async def test_the_answer_to_a_press_takes_the_cards_place_for_the_presser_alone(
    tenant: Tenant, answer: Message
) -> None:
    pressed = await tenant.teams.press(tenant.bob, answer, "Why?")

    assert pressed.status == 200
    assert WHY in answer.shown_to(tenant.bob)
    assert LEFT in answer.shown_to(tenant.alice)
    assert WHY not in answer.shown_to(tenant.alice)
    assert tenant.answers(tenant.alice) == [answer]


async def test_back_brings_the_first_answer_back(tenant: Tenant, answer: Message) -> None:
    await tenant.teams.press(tenant.bob, answer, "Why?")
    await tenant.teams.press(tenant.bob, answer, "Back")

    assert WHY not in answer.shown_to(tenant.bob)
    assert "Back" not in answer.shown_to(tenant.bob)
    assert LEFT in answer.shown_to(tenant.bob)


async def test_what_was_meant_by_a_typo_is_answered_before_everybody(
    tenant: Tenant, house: House, guess: Message
) -> None:
    pressed = await tenant.teams.press(tenant.alice, guess, "budget iot-hub")
    await house.settled()

    assert pressed.card is not None
    assert LEFT in words(pressed.card)
    assert LEFT in guess.shown_to(tenant.bob)
    assert tenant.answers(tenant.bob) == [guess]


async def test_a_guest_who_presses_there_is_refused_alone_and_changes_nothing(
    tenant: Tenant, house: House, guess: Message
) -> None:
    pressed = await tenant.teams.press(tenant.zoe, guess, "budget iot-hub")
    await house.settled()

    assert "I don't know you yet" in pressed.said
    assert "Did you mean" in guess.shown_to(tenant.bob)
    assert "Did you mean" in guess.shown_to(tenant.zoe)


async def test_a_private_guess_is_answered_in_its_own_place(tenant: Tenant, house: House) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "bugdet iot-hub", targeted=True)
    guess = await tenant.teams.message(tenant.alice, "Did you mean")

    await tenant.teams.press(tenant.alice, guess, "budget iot-hub")
    await house.settled()

    assert LEFT in guess.shown_to(tenant.alice)
    assert tenant.answers(tenant.alice) == [guess]
    assert tenant.answers(tenant.bob) == []


async def test_show_in_channel_shows_it_to_everyone(tenant: Tenant, house: House) -> None:
    said = await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub", targeted=True)
    private = await tenant.teams.message(tenant.alice, LEFT)

    pressed = await tenant.teams.press(tenant.alice, private, "Show in channel")

    assert pressed.said == "Shown to everyone here."
    shown = await tenant.teams.message(tenant.bob, LEFT)
    assert shown.root == said.message.id


async def test_nobody_comes_back_to_what_they_would_show_to_everyone_again(
    tenant: Tenant, house: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "share budget iot-hub")
    shown = await tenant.teams.message(tenant.bob, LEFT)

    await tenant.teams.press(tenant.bob, shown, "Why?")

    assert WHY in shown.shown_to(tenant.bob)
    assert "Back" not in shown.shown_to(tenant.bob)


async def test_a_press_that_comes_twice_is_carried_out_once(tenant: Tenant, house: House) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub", targeted=True)
    private = await tenant.teams.message(tenant.alice, LEFT)
    pressed = await tenant.teams.press(tenant.alice, private, "Show in channel")

    again = await tenant.teams.redeliver(pressed.delivery)
    await house.settled()

    assert again.status == 200
    assert "answered already" in again.json["value"]
    assert len(tenant.answers(tenant.bob)) == 1


async def test_in_ones_own_chat_the_card_is_replaced_too(tenant: Tenant, house: House) -> None:
    await tenant.teams.say(tenant.alice, tenant.own(tenant.alice), "budget iot-hub")
    answer = await tenant.teams.message(tenant.alice, LEFT)

    await tenant.teams.press(tenant.alice, answer, "Why?")

    assert WHY in answer.shown_to(tenant.alice)
    assert tenant.answers(tenant.alice) == [answer]


async def test_a_button_that_is_none_of_ours_is_told_so(
    tenant: Tenant, house: House, answer: Message
) -> None:
    pressed = await tenant.teams.press(tenant.bob, answer, "Why?")
    activity = pressed.delivery.activity

    for value in ({"action": {"type": "Action.Execute", "verb": "x", "data": {}}}, {}, 7, None):
        foreign = await tenant.teams.deliver({**activity, "id": "f:other", "value": value})
        assert (foreign.status, foreign.json["statusCode"]) == (200, 200)
        assert "ask again in words" in foreign.json["value"]
    unknown = await tenant.teams.deliver({**activity, "id": "f:2", "name": "config/fetch"})
    assert unknown.status == 501
    message = await tenant.teams.deliver(
        {**activity, "type": "message", "id": "f:3", "value": {"theirs": 1}}
    )
    await house.settled()
    assert message.status == 202
    assert tenant.answers(tenant.bob) == [answer]
