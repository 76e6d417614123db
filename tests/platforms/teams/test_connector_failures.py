"""When a call breaks off, or Teams has shown us the door; over real HTTP."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import aiohttp
import pytest

from adapters.teams.calling import Caller
from adapters.teams.connector import Connector, ConnectorFailure
from adapters.teams.retrying import Retrying
from tests.fakes.teams import Conversation, FakeTeams, Person
from tests.platforms.teams.wiring import Pauses, Wire, failing, message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def hasty(teams: FakeTeams) -> AsyncIterator[Connector]:
    """A connector that waits a fifth of a second for everything."""

    async def token() -> str:
        return teams.app.token

    async with aiohttp.ClientSession() as session:
        retrying = Retrying(Pauses(), lambda: 1.0, patience=0.2)
        yield Connector(Caller(session, token, retrying), teams.service_url)


async def test_a_post_whose_connection_broke_is_not_sent_twice(
    teams: FakeTeams, wire: Wire, alice: Person, chat: Conversation
) -> None:
    teams.cut_next(stored=True)
    failure = await failing(wire, teams, chat)
    assert failure.ambiguous
    assert failure.status is None
    assert not failure.refused
    assert [each.shown for each in teams.seen_by(alice)] == ["49 %"]


async def test_a_post_that_was_never_answered_is_not_sent_twice(
    teams: FakeTeams, hasty: Connector, alice: Person, chat: Conversation
) -> None:
    teams.hang_next(stored=True)
    with pytest.raises(ConnectorFailure) as failure:
        await hasty.conversations.send_to_conversation(chat.id, message(teams, "49 %"))
    assert failure.value.ambiguous
    assert [each.shown for each in teams.seen_by(alice)] == ["49 %"]


async def test_a_gateway_that_gave_up_on_a_post_leaves_open_whether_it_arrived(
    teams: FakeTeams, wire: Wire, chat: Conversation
) -> None:
    teams.fail_next(504, times=9)
    assert (await failing(wire, teams, chat)).ambiguous


async def test_a_change_whose_connection_broke_is_made_again(
    teams: FakeTeams, wire: Wire, alice: Person, chat: Conversation
) -> None:
    sent = await wire.conversations.send_to_conversation(chat.id, message(teams, "49 %"))
    for _twice in range(2):  # aiohttp asks again once of its own accord
        teams.cut_next(stored=True)
    await wire.conversations.update_activity(chat.id, sent.id, message(teams, "48 %"))
    assert [each.shown for each in teams.seen_by(alice)] == ["48 %"]


async def test_looking_somebody_up_survives_a_broken_connection(
    teams: FakeTeams, wire: Wire, alice: Person, chat: Conversation
) -> None:
    for _twice in range(2):
        teams.cut_next()
    member = await wire.conversations.get_conversation_member(chat.id, alice.id)
    assert member.email == "alice@example.com"


async def test_a_teams_that_cannot_be_reached_has_taken_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    async def token() -> str:
        return "token"

    pauses = Pauses()
    async with aiohttp.ClientSession() as session, FakeTeams() as teams:
        caller = Caller(session, token, Retrying(pauses, lambda: 1.0))
        connector = Connector(caller, f"http://127.0.0.1:{port}/teams/")
        with pytest.raises(ConnectorFailure) as failure:
            await connector.conversations.send_to_conversation("a:1", message(teams, "49 %"))
    assert not failure.value.ambiguous
    assert pauses.taken[:3] == [0.5, 1.0, 2.0]


async def test_a_conversation_that_is_gone_says_so(
    teams: FakeTeams, wire: Wire, chat: Conversation
) -> None:
    chat.exists = False
    failure = await failing(wire, teams, chat)
    assert (failure.status, failure.code) == (404, "ConversationNotFound")
    assert failure.gone


async def test_a_bot_that_was_removed_from_a_team_is_told_so(
    teams: FakeTeams, wire: Wire, alice: Person
) -> None:
    channel = teams.channel("iot-hub", [alice], with_bot=False)
    failure = await failing(wire, teams, channel)
    assert (failure.status, failure.code) == (403, "BotNotInConversationRoster")
    assert failure.gone
    assert failure.refused


async def test_a_message_that_is_missing_does_not_mean_that_its_conversation_is(
    teams: FakeTeams, wire: Wire, chat: Conversation
) -> None:
    with pytest.raises(ConnectorFailure) as failure:
        await wire.conversations.update_activity(chat.id, "1", message(teams, "49 %"))
    assert failure.value.status == 404
    assert failure.value.refused
    assert not failure.value.gone


async def test_calls_at_the_same_time_do_not_wait_for_each_other(
    teams: FakeTeams, wire: Wire, alice: Person, chat: Conversation
) -> None:
    teams.hang_next()
    silent = asyncio.ensure_future(
        wire.conversations.send_to_conversation(chat.id, message(teams, "49 %"))
    )
    await teams.wait_for(lambda: teams.calls)
    await wire.conversations.send_to_conversation(chat.id, message(teams, "48 %"))
    assert [each.shown for each in teams.seen_by(alice)] == ["48 %"]
    silent.cancel()
    await asyncio.gather(silent, return_exceptions=True)
