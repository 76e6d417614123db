"""When Teams asks for patience: what is tried again, after how long, and when that ends."""

from __future__ import annotations

import aiohttp
import pytest

from adapters.teams.calling import Caller
from adapters.teams.connector import Connector, ConnectorFailure
from adapters.teams.retrying import Retrying
from tests.fakes.teams import Conversation, FakeTeams, Person, Settings
from tests.platforms.teams.wiring import Pauses, Wire, failing, message, wired


@pytest.mark.parametrize("status", [412, 429, 502, 504])
async def test_what_teams_asks_to_try_again_is_tried_again_after_growing_pauses(
    teams: FakeTeams, wire: Wire, alice: Person, chat: Conversation, status: int
) -> None:
    teams.fail_next(status, times=3)
    await wire.conversations.send_to_conversation(chat.id, message(teams, "49 %"))
    assert [each.shown for each in teams.seen_by(alice)] == ["49 %"]
    assert wire.pauses.taken == [0.5, 1.0, 2.0]


@pytest.mark.parametrize("status", [412, 429, 502, 504])
async def test_patience_ends(
    teams: FakeTeams, wire: Wire, alice: Person, chat: Conversation, status: int
) -> None:
    teams.fail_next(status, times=9)
    failure = await failing(wire, teams, chat)
    assert failure.status == status
    assert not failure.refused
    assert sum(wire.pauses.taken) < 10
    assert teams.seen_by(alice) == []


async def test_teams_says_how_long_to_wait(
    teams: FakeTeams, wire: Wire, alice: Person, chat: Conversation
) -> None:
    teams.fail_next(429, retry_after=7)
    await wire.conversations.send_to_conversation(chat.id, message(teams, "49 %"))
    assert wire.pauses.taken == [7.0]
    assert [each.shown for each in teams.seen_by(alice)] == ["49 %"]


async def test_longer_than_patience_is_not_waited(
    teams: FakeTeams, wire: Wire, chat: Conversation
) -> None:
    teams.fail_next(429, retry_after=60)
    failure = await failing(wire, teams, chat)
    assert (failure.status, failure.code, failure.ambiguous) == (429, "Throttled", False)
    assert wire.pauses.taken == []
    assert len(teams.calls) == 1


async def test_two_bots_do_not_come_back_at_the_same_moment(
    teams: FakeTeams, chat: Conversation
) -> None:
    pauses = Pauses()
    numbers = iter([0.0, 0.5, 1.0])

    async def token() -> str:
        return teams.app.token

    teams.fail_next(502, times=3)
    async with aiohttp.ClientSession() as session:
        caller = Caller(session, token, Retrying(pauses, lambda: next(numbers)))
        connector = Connector(caller, teams.service_url)
        await connector.conversations.send_to_conversation(chat.id, message(teams, "49 %"))
    assert pauses.taken == [0.25, 0.75, 2.0]


async def test_too_many_messages_a_second_are_slowed_down() -> None:
    now = 0.0
    settings = Settings(messages_per_second=7)
    async with FakeTeams(settings=settings, now=lambda: now) as teams, wired(teams) as wire:
        alice = teams.person("Alice")
        chat = teams.personal(alice)
        for number in range(7):
            await wire.conversations.send_to_conversation(chat.id, message(teams, str(number)))
        failure = await failing(wire, teams, chat)
        assert failure.status == 429
        now = 1.0
        await wire.conversations.send_to_conversation(chat.id, message(teams, "8"))
        assert len(teams.seen_by(alice)) == 8


async def test_waiting_for_an_answer_uses_patience_up(teams: FakeTeams, chat: Conversation) -> None:
    pauses = Pauses()

    async def token() -> str:
        return teams.app.token

    teams.hang_next()
    async with aiohttp.ClientSession() as session:
        caller = Caller(session, token, Retrying(pauses, lambda: 0.0, patience=0.3))
        conversations = Connector(caller, teams.service_url).conversations
        with pytest.raises(ConnectorFailure):
            await conversations.get_conversation_member(chat.id, "29:1alice")
    assert (pauses.taken, len(teams.calls)) == ([], 1)
