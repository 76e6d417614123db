"""Clients that cannot replace a card send a message with a value: a press all the same."""

import pytest

from tests.fakes.teams import Message
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


async def test_an_old_clients_press_is_answered_in_a_message_of_its_own(
    tenant: Tenant, house: House, answer: Message
) -> None:
    delivery = await tenant.teams.submit(tenant.bob, answer, "Why?")

    assert delivery.status == 202
    why = await tenant.teams.message(tenant.bob, WHY)
    assert (why.targeted_to, why.root) == (tenant.bob, answer.root)
    assert "Back" not in why.shown


async def test_an_old_clients_press_on_a_guess_answers_everybody(
    tenant: Tenant, house: House, guess: Message
) -> None:
    await tenant.teams.submit(tenant.alice, guess, "budget iot-hub")
    await house.settled()

    assert LEFT in guess.shown_to(tenant.bob)
    assert tenant.answers(tenant.bob) == [guess]


async def test_an_old_clients_press_by_a_guest_leaves_the_guess_as_it_is(
    tenant: Tenant, house: House, guess: Message
) -> None:
    await tenant.teams.submit(tenant.zoe, guess, "budget iot-hub")

    refused = await tenant.teams.message(tenant.zoe, "I don't know you yet")
    assert refused.targeted_to is tenant.zoe
    assert tenant.answers(tenant.bob) == [guess]
    assert "Did you mean" in guess.shown
