"""Left is forgotten: a channel, or a team with all its channels; and found again when we return."""

from datetime import timedelta
from functools import partial

import pytest

from adapters.teams.places import KNOWN_FOR
from bot.ports.store import Tx
from tests.fakes.teams import Conversation
from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import CHANNEL, OTHER_CHANNEL, House

ELSEWHERE = "19:elsewhere@thread.tacv2"


@pytest.fixture
async def team(tenant: Tenant, house: House) -> Conversation:
    """Another channel of the first one's team; both were spoken in, as was one of another team."""
    everybody = tenant.channel.members
    second = tenant.teams.channel("second", everybody, team=tenant.channel.team)
    elsewhere = tenant.teams.channel("elsewhere", everybody, channel_id=ELSEWHERE)
    for each in (tenant.channel, second, elsewhere):
        await tenant.teams.say(tenant.alice, each, "help")
    await house.settled()
    return second


async def kept(house: House, *channels: str) -> list[bool]:
    return [await house.known(each) is not None for each in channels]


async def test_removed_from_a_team_we_forget_all_its_channels_and_no_others(
    tenant: Tenant, house: House, team: Conversation
) -> None:
    assert await kept(house, CHANNEL, team.id, ELSEWHERE) == [True, True, True]
    removed, _ = await tenant.teams.uninstall(tenant.alice, team)
    await house.settled()

    assert removed.activity["conversation"]["id"] == team.team
    assert await kept(house, CHANNEL, team.id, ELSEWHERE) == [False, False, True]


@pytest.mark.parametrize("event", ["teamDeleted", "teamHardDeleted"])
async def test_a_team_that_was_deleted_is_forgotten_with_its_channels(
    tenant: Tenant, house: House, team: Conversation, event: str
) -> None:
    (*_, said) = tenant.teams.deliveries
    general = {"id": team.team, "conversationType": "channel", "tenantId": team.tenant}
    await tenant.teams.deliver(
        {
            **said.activity,
            "type": "conversationUpdate",
            "id": "2",
            "conversation": general,
            "channelData": {**team.channel_data(), "eventType": event},
        }
    )
    await house.settled()

    assert await kept(house, CHANNEL, team.id, ELSEWHERE) == [False, False, True]


async def test_a_channel_that_goes_leaves_its_team_the_others(
    tenant: Tenant, house: House, team: Conversation
) -> None:
    said = tenant.teams.deliveries[0].activity
    data = {**tenant.channel.channel_data(), "eventType": "channelDeleted"}
    await tenant.teams.deliver(
        {**said, "type": "conversationUpdate", "id": "2", "entities": [], "channelData": data}
    )
    await house.settled()
    assert await kept(house, CHANNEL, team.id) == [False, True]

    await tenant.teams.uninstall(tenant.alice, team)
    await house.settled()
    assert not any(await kept(house, team.team, CHANNEL, team.id))


async def test_our_own_chat_is_forgotten_when_somebody_removes_us(
    tenant: Tenant, house: House
) -> None:
    own = tenant.own(tenant.alice)
    await tenant.teams.say(tenant.alice, own, "help")
    await house.settled()
    await tenant.teams.uninstall(tenant.alice, own)
    await house.settled()

    assert await house.known(own.id) is None


def _forget(tx: Tx, channel: str) -> None:
    tx.conversations.forget("teams", channel)


async def forgotten_elsewhere(house: House, *channels: str) -> None:
    """Another process, which posts, finds that we were removed."""
    for each in channels:
        await house.store.transact(partial(_forget, channel=each))


async def test_what_another_process_forgot_is_known_again_once_we_were_added_anew(
    tenant: Tenant, house: House, team: Conversation
) -> None:
    await forgotten_elsewhere(house, CHANNEL, team.id)
    await tenant.teams.install(tenant.alice, tenant.channel)
    await house.settled()
    await tenant.teams.say(tenant.alice, team, "help")
    await house.settled()

    assert await kept(house, CHANNEL, team.id) == [True, True]


async def test_what_another_process_forgot_is_known_again_within_an_hour(
    tenant: Tenant, house: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.other_channel, "help")
    await house.settled()
    await forgotten_elsewhere(house, OTHER_CHANNEL)
    tenant.clock.at += KNOWN_FOR + timedelta(seconds=1)
    await tenant.teams.say(tenant.alice, tenant.other_channel, "help")
    await house.settled()

    assert await kept(house, OTHER_CHANNEL) == [True]
