"""In time and once: slow sources are announced, and what was taken on is finished."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import House, served
from tests.platforms.teams.notices import Dig

FOLLOWS = "the answer follows"
LEFT = "of the error budget left"


@pytest.fixture
async def hurried(tenant: Tenant, tmp_path: Path) -> AsyncIterator[House]:
    """A bot that gives a sign of life after 50 ms, before a source that hangs."""
    async with served(
        tenant.teams,
        tenant.entra,
        tmp_path,
        clock=tenant.clock,
        at_once=0.02,
        sign_of_life=0.05,
        patience=0.05,
    ) as house:
        house.door.clear()
        yield house


async def test_a_slow_mentions_answer_takes_the_place_of_its_announcement(
    tenant: Tenant, hurried: House
) -> None:
    said = await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
    assert said.status == 202

    announced = await tenant.teams.message(tenant.bob, FOLLOWS)
    hurried.door.set()
    answer = await tenant.teams.message(tenant.bob, LEFT)

    assert answer is announced
    assert len(tenant.answers(tenant.bob)) == 1


async def test_a_slow_private_answer_takes_the_place_of_its_private_announcement(
    tenant: Tenant, hurried: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub", targeted=True)
    announced = await tenant.teams.message(tenant.alice, FOLLOWS)
    hurried.door.set()
    answer = await tenant.teams.message(tenant.alice, LEFT)

    assert answer is announced
    assert answer.targeted_to is tenant.alice
    assert tenant.answers(tenant.bob) == []


async def test_when_the_announcement_was_deleted_the_answer_is_posted_anew(
    tenant: Tenant, hurried: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
    announced = await tenant.teams.message(tenant.bob, FOLLOWS)
    announced.deleted = True
    hurried.door.set()

    await tenant.teams.message(tenant.bob, LEFT)


async def test_a_slow_answer_in_ones_own_chat_is_announced_and_given_in_one_message(
    tenant: Tenant, hurried: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.own(tenant.alice), "budget iot-hub")
    announced = await tenant.teams.message(tenant.alice, FOLLOWS)
    hurried.door.set()

    assert await tenant.teams.message(tenant.alice, LEFT) is announced


async def test_what_is_for_the_asker_alone_leaves_no_announcement_behind(
    tenant: Tenant, tmp_path: Path
) -> None:
    dig = Dig(asyncio.Event())
    async with served(
        tenant.teams,
        tenant.entra,
        tmp_path,
        clock=tenant.clock,
        at_once=0.02,
        sign_of_life=0.05,
        also=(dig.command(private=True),),
    ) as house:
        await tenant.teams.say(tenant.alice, tenant.channel, "dig")
        await tenant.teams.message(tenant.bob, FOLLOWS)
        dig.done.set()
        found = await tenant.teams.message(tenant.alice, "Found it.")
        await house.settled()

    assert found.targeted_to is tenant.alice
    assert tenant.answers(tenant.bob) == []


async def test_what_is_shown_to_everyone_leaves_no_private_announcement_behind(
    tenant: Tenant, hurried: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "share budget iot-hub", targeted=True)
    await tenant.teams.message(tenant.alice, FOLLOWS)
    hurried.door.set()
    shown = await tenant.teams.message(tenant.bob, LEFT)
    await hurried.settled()

    assert tenant.answers(tenant.alice) == [shown]


async def test_a_sign_of_life_that_does_not_get_there_is_not_apologised_for(
    tenant: Tenant, hurried: House
) -> None:
    tenant.teams.fail_next(403, code="NotEnoughPermissions")
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
    await tenant.teams.wait_for(lambda: len(tenant.teams.calls) > 0)
    hurried.door.set()
    await hurried.settled()

    (answer,) = tenant.answers(tenant.alice)
    assert LEFT in answer.shown_to(tenant.bob)


async def test_where_nothing_private_can_be_said_that_is_said_once(
    tenant: Tenant, hurried: House
) -> None:
    tenant.teams.settings = replace(tenant.teams.settings, targeted_messages=False)
    tenant.own(tenant.alice).with_bot = False
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub", targeted=True)
    await tenant.teams.wait_for(lambda: "POST conversations" in tenant.calls())
    hurried.door.set()
    await hurried.settled()

    (pointer,) = tenant.answers(tenant.bob)
    assert "My answer is for whoever asked alone" in pointer.shown


async def test_a_slow_press_on_a_guess_answers_everybody_in_its_place(
    tenant: Tenant, hurried: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "bugdet iot-hub")
    guess = await tenant.teams.message(tenant.bob, "Did you mean")

    pressed = await tenant.teams.press(tenant.alice, guess, "budget iot-hub")
    assert FOLLOWS in pressed.said
    assert "Did you mean" in guess.shown
    hurried.door.set()
    await hurried.settled()

    assert LEFT in guess.shown_to(tenant.alice)
    assert LEFT in guess.shown_to(tenant.bob)
    assert tenant.answers(tenant.bob) == [guess]


async def test_a_message_that_comes_again_meanwhile_is_answered_once(
    tenant: Tenant, hurried: House
) -> None:
    said = await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
    assert said.delivery is not None
    await tenant.teams.redeliver(said.delivery)
    hurried.door.set()
    await hurried.settled()

    assert len(tenant.answers(tenant.bob)) == 1


async def test_whatever_was_taken_on_is_answered_before_the_bot_stops(
    tenant: Tenant, tmp_path: Path
) -> None:
    async with served(tenant.teams, tenant.entra, tmp_path, clock=tenant.clock) as house:
        house.door.clear()
        await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
        assert tenant.answers(tenant.bob) == []

    assert LEFT in tenant.answers(tenant.bob)[0].shown
