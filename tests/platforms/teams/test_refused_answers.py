"""When Teams refuses a public answer, the asker learns it, and what to do."""

import pytest

from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import House

LEFT = "of the error budget left"


@pytest.fixture(autouse=True)
async def acquainted(tenant: Tenant, house: House) -> None:
    """Whatever is looked up at a first meeting is known: the next call is an answer."""
    for place in (tenant.channel, tenant.own(tenant.alice)):
        await tenant.teams.say(tenant.alice, place, "budget iot-hub")
        await house.settled()


async def test_a_refusal_is_told_to_the_asker_alone(tenant: Tenant, house: House) -> None:
    tenant.teams.fail_next(403, code="NotEnoughPermissions")
    said = await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
    await house.settled()

    apology = tenant.answers(tenant.alice, tenant.channel)[-1]
    assert "Teams does not take my answer there just now." in apology.shown
    assert (apology.targeted_to, apology.root) == (tenant.alice, said.message.id)
    assert len(tenant.answers(tenant.bob)) == 1


async def test_an_answer_that_may_have_got_lost_is_told_so(tenant: Tenant, house: House) -> None:
    tenant.teams.cut_next()
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
    await house.settled()

    apology = tenant.answers(tenant.alice, tenant.channel)[-1]
    assert "My answer may have got lost on its way to Teams." in apology.shown


async def test_in_ones_own_chat_it_is_said_there(tenant: Tenant, house: House) -> None:
    tenant.teams.cut_next()
    await tenant.teams.say(tenant.alice, tenant.own(tenant.alice), "budget iot-hub")
    await house.settled()

    assert "may have got lost" in tenant.answers(tenant.alice)[-1].shown
    assert not any(call.targeted for call in tenant.teams.calls)
    assert "POST conversations" not in tenant.calls()


async def test_where_we_are_no_more_nothing_is_said_and_nothing_breaks(
    tenant: Tenant, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    said = await tenant.teams.say(tenant.alice, tenant.channel, "help")
    await house.settled()
    assert said.delivery is not None
    tenant.channel.with_bot = False
    calls = len(tenant.teams.calls)

    await tenant.teams.deliver({**said.delivery.activity, "id": "2", "text": "<at>sre</at> budget"})
    await house.settled()

    assert len(tenant.teams.calls) == calls + 1
    assert [each.message for each in caplog.records if each.levelname == "ERROR"] == []


async def test_a_throttled_answer_comes_when_teams_takes_it(tenant: Tenant, house: House) -> None:
    tenant.teams.fail_next(429, retry_after=0)
    await tenant.teams.say(tenant.alice, tenant.group, "budget iot-hub")

    await tenant.teams.message(tenant.bob, LEFT, tenant.group)
