"""Pressed twice in haste: what is for everyone is posted once, and each presser has an answer."""

import asyncio
from datetime import timedelta

import pytest

from adapters.teams.haste import WITHIN
from tests.fakes.teams import Message
from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import House

LEFT = "of the error budget left"
SHOW = "Show in channel"
SHOWN = "Shown to everyone here."


@pytest.fixture
async def private(tenant: Tenant, house: House) -> Message:
    """The budget, before Alice alone."""
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub", targeted=True)
    return await tenant.teams.message(tenant.alice, LEFT)


async def test_shown_twice_in_haste_it_is_posted_once(
    tenant: Tenant, house: House, private: Message
) -> None:
    pressed = await asyncio.gather(
        *(tenant.teams.press(tenant.alice, private, SHOW) for _ in range(2))
    )
    await house.settled()

    assert [each.said for each in pressed] == [SHOWN, SHOWN]
    assert len(tenant.answers(tenant.bob)) == 1


async def test_shown_again_later_it_is_posted_again(
    tenant: Tenant, house: House, private: Message
) -> None:
    for _ in range(2):
        await tenant.teams.press(tenant.alice, private, SHOW)
        await house.settled()
        tenant.clock.at += WITHIN + timedelta(seconds=1)

    assert len(tenant.answers(tenant.bob)) == 2


async def test_two_who_show_the_same_of_one_card_post_it_once(tenant: Tenant, house: House) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
    card = await tenant.teams.message(tenant.bob, LEFT)
    for person in (tenant.alice, tenant.bob):
        await tenant.teams.press(person, card, "Why?")
    pressed = [
        await tenant.teams.press(person, card, SHOW) for person in (tenant.alice, tenant.bob)
    ]
    await house.settled()

    assert [each.said for each in pressed] == [SHOWN, SHOWN]
    assert len(tenant.answers(tenant.erin)) == 2  # the budget, and why


async def test_what_teams_did_not_take_can_be_shown_at_once(
    tenant: Tenant, house: House, private: Message
) -> None:
    tenant.teams.fail_next(403)
    for _ in range(2):
        await tenant.teams.press(tenant.alice, private, SHOW)
        await house.settled()

    assert len(tenant.answers(tenant.bob)) == 1
