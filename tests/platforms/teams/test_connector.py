"""What the connector can do in Teams, over real HTTP."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from botbuilder.schema import ChannelAccount, ConversationParameters

from adapters.teams.connector import ConnectorFailure
from tests.fakes.teams import App, Conversation, FakeTeams, Person, Settings
from tests.platforms.teams.wiring import Wire, message, wired


async def test_a_message_to_a_channel_starts_a_thread_and_one_to_a_thread_stays_in_it(
    teams: FakeTeams, wire: Wire, alice: Person, channel: Conversation
) -> None:
    root = await wire.conversations.send_to_conversation(channel.id, message(teams, "49 %"))
    thread = f"{channel.id};messageid={root.id}"
    await wire.conversations.send_to_conversation(thread, message(teams, "48 %"))
    assert [each.shown for each in teams.thread(channel, root.id)] == ["49 %", "48 %"]
    assert [each.summary for each in teams.seen_by(alice)] == ["49 %", "48 %"]


async def test_an_answer_to_a_message_stands_in_its_thread(
    teams: FakeTeams, wire: Wire, channel: Conversation
) -> None:
    root = await wire.conversations.send_to_conversation(channel.id, message(teams, "49 %"))
    await wire.conversations.reply_to_activity(channel.id, root.id, message(teams, "48 %"))
    assert [each.shown for each in teams.thread(channel, root.id)] == ["49 %", "48 %"]


async def test_a_message_is_changed_and_taken_back(
    teams: FakeTeams, wire: Wire, alice: Person, channel: Conversation
) -> None:
    sent = await wire.conversations.send_to_conversation(channel.id, message(teams, "49 %"))
    await wire.conversations.update_activity(channel.id, sent.id, message(teams, "48 %"))
    assert [each.shown for each in teams.seen_by(alice)] == ["48 %"]
    await wire.conversations.delete_activity(channel.id, sent.id)
    assert teams.seen_by(alice) == []


async def test_a_targeted_message_is_seen_changed_and_taken_back_for_one_person_alone(
    teams: FakeTeams, wire: Wire, alice: Person, bob: Person, channel: Conversation
) -> None:
    whispered, changed = (message(teams, text, to=alice.id) for text in ("49 %", "48 %"))
    sent = await wire.targeted.send_to_conversation(channel.id, whispered)
    await wire.targeted.update_activity(channel.id, sent.id, changed)
    assert [each.shown for each in teams.seen_by(alice)] == ["48 %"]
    assert teams.seen_by(bob) == []
    await wire.targeted.delete_activity(channel.id, sent.id)
    assert teams.seen_by(alice) == []


async def test_a_chat_with_somebody_is_opened_by_their_id_in_the_tenant(
    teams: FakeTeams, wire: Wire, alice: Person, channel: Conversation
) -> None:
    opened = await wire.conversations.create_conversation(
        ConversationParameters(
            bot=ChannelAccount(id=teams.app.bot_id),
            members=[ChannelAccount(id=alice.aad)],
            tenant_id=alice.tenant,
        )
    )
    await wire.conversations.send_to_conversation(opened.id, message(teams, "49 %"))
    assert [each.shown for each in teams.seen_by(alice, teams.personal(alice))] == ["49 %"]


async def test_a_thread_is_opened_with_its_first_message(
    teams: FakeTeams, wire: Wire, channel: Conversation
) -> None:
    opened = await wire.conversations.create_conversation(
        ConversationParameters(
            is_group=True,
            bot=ChannelAccount(id=teams.app.bot_id),
            channel_data={"channel": {"id": channel.id}},
            activity=message(teams, "49 %"),
        )
    )
    assert opened.id == f"{channel.id};messageid={opened.activity_id}"
    assert [each.shown for each in teams.thread(channel, opened.activity_id)] == ["49 %"]


async def test_the_roster_tells_who_somebody_is(
    teams: FakeTeams, wire: Wire, alice: Person, channel: Conversation
) -> None:
    member = await wire.conversations.get_conversation_member(channel.id, str(alice.aad))
    assert (member.id, member.email) == (alice.id, "alice@example.com")
    assert (member.tenant_id, member.user_role) == (alice.tenant, "user")


async def test_ids_with_signs_of_their_own_are_quoted_in_addresses(
    teams: FakeTeams, wire: Wire, channel: Conversation
) -> None:
    root = await wire.conversations.send_to_conversation(channel.id, message(teams, "49 %"))
    thread = f"{channel.id};messageid={root.id}"
    await wire.conversations.send_to_conversation(thread, message(teams, "48 %"))
    assert f"/{quote(thread, safe='')}/" in teams.calls[1].path


async def test_in_development_nobody_is_shown_a_token() -> None:
    async with FakeTeams(App(token="")) as teams, wired(teams) as wire:
        chat = teams.personal(teams.person("Alice"))
        await wire.conversations.send_to_conversation(chat.id, message(teams, "49 %"))
        assert teams.calls[0].authorization is None


async def test_a_token_that_teams_does_not_know_is_refused(teams: FakeTeams) -> None:
    async with FakeTeams(App(token="another")) as other, wired(teams) as wire:
        chat = other.personal(other.person("Alice"))
        elsewhere = (await wire.connectors.create(other.service_url)).conversations
        with pytest.raises(ConnectorFailure) as failure:
            await elsewhere.send_to_conversation(chat.id, message(other, "49 %"))
    assert (failure.value.status, failure.value.refused, failure.value.gone) == (401, True, False)


async def test_a_message_that_is_too_large_is_refused(
    teams: FakeTeams, wire: Wire, alice: Person, channel: Conversation
) -> None:
    with pytest.raises(ConnectorFailure) as failure:
        await wire.conversations.send_to_conversation(channel.id, message(teams, "9" * 102_400))
    assert (failure.value.status, failure.value.code) == (413, "MessageSizeTooBig")
    assert failure.value.refused
    assert not failure.value.ambiguous
    assert teams.seen_by(alice) == []


async def test_targeted_messages_may_be_off_in_a_tenant() -> None:
    async with FakeTeams(settings=Settings(targeted_messages=False)) as teams, wired(teams) as wire:
        alice = teams.person("Alice")
        channel = teams.channel("iot-hub", [alice])
        whispered = message(teams, "49 %", to=alice.id)
        with pytest.raises(ConnectorFailure) as failure:
            await wire.targeted.send_to_conversation(channel.id, whispered)
        assert (failure.value.status, failure.value.refused) == (403, True)
        assert not failure.value.gone
        assert teams.seen_by(alice) == []


async def test_a_targeted_message_to_somebody_elsewhere_is_refused(
    teams: FakeTeams, wire: Wire, channel: Conversation
) -> None:
    whispered = message(teams, "49 %", to=teams.person("Zoe").id)
    with pytest.raises(ConnectorFailure) as failure:
        await wire.targeted.send_to_conversation(channel.id, whispered)
    assert (failure.value.status, failure.value.refused) == (400, True)
