"""Cards that wait for a press: nobody's answer is lost, however many press, and however slowly."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.teams import Message
from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import House, served
from tests.platforms.teams.notices import MISSING, QUESTION, Dig

HUB, TWINS = "iot-hub: 10%", "device-twins"
FOLLOWS = "the answer follows"


@pytest.fixture
def dig() -> Dig:
    return Dig(asyncio.Event())


@pytest.fixture
async def brisk(tenant: Tenant, dig: Dig, tmp_path: Path) -> AsyncIterator[House]:
    """A bot that waits for no answer longer than 50 ms."""
    also = (QUESTION, MISSING, dig.command())
    async with served(
        tenant.teams,
        tenant.entra,
        tmp_path,
        clock=tenant.clock,
        at_once=0.02,
        sign_of_life=0.05,
        patience=0.05,
        also=also,
    ) as house:
        yield house
        dig.done.set()


@pytest.fixture
async def question(tenant: Tenant, brisk: House) -> Message:
    """What everybody is asked."""
    await tenant.teams.say(tenant.alice, tenant.channel, "question")
    return await tenant.teams.message(tenant.bob, "Which one?")


async def test_who_presses_another_button_at_the_same_time_is_answered_below(
    tenant: Tenant, brisk: House, question: Message
) -> None:
    brisk.door.clear()
    await tenant.teams.press(tenant.alice, question, "Hub")
    await tenant.teams.press(tenant.bob, question, "Twins")
    brisk.door.set()
    await brisk.settled()

    first, second = tenant.answers(tenant.erin)
    assert first is question
    assert second.root == question.root
    assert sorted((HUB in first.shown, HUB in second.shown)) == [False, True]
    assert sorted((TWINS in first.shown, TWINS in second.shown)) == [False, True]


async def test_who_presses_what_was_answered_meanwhile_is_told_that_it_is_shown_below(
    tenant: Tenant, tmp_path: Path
) -> None:
    async with served(
        tenant.teams, tenant.entra, tmp_path, clock=tenant.clock, also=(QUESTION,)
    ) as house:
        await tenant.teams.say(tenant.alice, tenant.channel, "question")
        question = await tenant.teams.message(tenant.bob, "Which one?")
        before = question.card
        await tenant.teams.press(tenant.alice, question, "Hub")
        await house.settled()
        assert before is not None
        question.cards[tenant.bob] = before  # what a client shows that has not heard of the change

        pressed = await tenant.teams.press(tenant.bob, question, "Twins")

    assert pressed.said == "Shown to everyone here."
    assert HUB in question.shown
    assert TWINS in tenant.answers(tenant.erin)[-1].shown


async def test_the_same_button_pressed_by_two_is_answered_once(
    tenant: Tenant, brisk: House, question: Message
) -> None:
    brisk.door.clear()
    for person in (tenant.alice, tenant.bob):
        await tenant.teams.press(person, question, "Hub")
    brisk.door.set()
    await brisk.settled()

    assert tenant.answers(tenant.erin) == [question]
    assert HUB in question.shown


async def test_what_asks_again_in_a_cards_place_can_be_pressed_again(
    tenant: Tenant, brisk: House, question: Message
) -> None:
    await tenant.teams.press(tenant.alice, question, "Once more")
    await brisk.settled()
    await tenant.teams.press(tenant.bob, question, "Twins")
    await brisk.settled()

    assert TWINS in question.shown
    assert tenant.answers(tenant.erin) == [question]


@pytest.mark.parametrize("old", [False, True], ids=["press", "press-in-an-old-client"])
async def test_what_is_looked_for_in_vain_leaves_the_question_to_the_others(
    tenant: Tenant, brisk: House, question: Message, dig: Dig, old: bool
) -> None:
    dig.in_vain = True
    way = tenant.teams.submit if old else tenant.teams.press
    await way(tenant.bob, question, "Dig")
    if old:
        await tenant.teams.message(tenant.bob, FOLLOWS)
    dig.done.set()
    told = await tenant.teams.message(tenant.bob, "Nothing there.")
    await brisk.settled()

    assert told.targeted_to is tenant.bob
    assert tenant.answers(tenant.erin) == [question]
    await tenant.teams.press(tenant.alice, question, "Hub")
    await brisk.settled()
    assert HUB in question.shown


async def test_an_old_clients_slow_press_is_answered_in_the_cards_place_alone(
    tenant: Tenant, brisk: House, question: Message, dig: Dig
) -> None:
    await tenant.teams.submit(tenant.bob, question, "Dig")
    await tenant.teams.message(tenant.bob, FOLLOWS)
    dig.done.set()
    await tenant.teams.message(tenant.erin, "Found it.")
    await brisk.settled()

    assert "Found it." in question.shown
    assert tenant.answers(tenant.erin) == [question]


async def test_in_ones_own_chat_what_fails_stands_below_the_question(
    tenant: Tenant, brisk: House
) -> None:
    own = tenant.own(tenant.alice)
    await tenant.teams.say(tenant.alice, own, "question")
    question = await tenant.teams.message(tenant.alice, "Which one?")
    await tenant.teams.submit(tenant.alice, question, "Missing")
    await brisk.settled()

    assert "Which one?" in question.shown
    assert "nothing of that kind" in tenant.answers(tenant.alice)[-1].shown
