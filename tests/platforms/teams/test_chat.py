"""What nobody asked: cards in channels, threads and chats, and changes to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import NotFound
from bot.reply import Card, Text
from bot.request import Place
from tests.fakes.teams import App, Conversation, FakeTeams, Person
from tests.platforms.teams.posting import NOWHERE, Office, opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

CARD = Card("49 % of iot-hub's budget is left", blocks=(Text("Two weeks to go."),))
LATER = Card("12 % of iot-hub's budget is left")


@pytest.fixture
async def office(teams: FakeTeams, tmp_path: Path) -> AsyncIterator[Office]:
    async with opened(teams, tmp_path) as office:
        yield office


def headlines(teams: FakeTeams, person: Person) -> list[str]:
    """What somebody's notifications say."""
    return [each.summary for each in teams.seen_by(person)]


async def test_a_card_for_a_channel_begins_a_thread_that_later_cards_join(
    teams: FakeTeams, office: Office, channel: Conversation
) -> None:
    posted = await office.chat.post(CARD, to=Place("teams", channel.id), key="news")
    assert posted.place == Place("teams", channel.id, posted.message)
    await office.chat.post(LATER, to=posted.place, key="news")
    thread = teams.thread(channel, posted.message)
    assert [each.summary for each in thread] == [CARD.headline, LATER.headline]
    assert "Two weeks to go." in thread[0].shown


async def test_a_card_for_a_groups_chat_needs_no_thread(
    teams: FakeTeams, office: Office, alice: Person
) -> None:
    group = teams.group("planning", [alice])
    posted = await office.chat.post(CARD, to=Place("teams", group.id), key="news")
    assert posted.place == Place("teams", group.id)
    assert headlines(teams, alice) == [CARD.headline]


async def test_a_posted_card_is_changed_before_everybody(
    teams: FakeTeams, office: Office, alice: Person, bob: Person, channel: Conversation
) -> None:
    posted = await office.chat.post(CARD, to=Place("teams", channel.id), key="news")
    await office.chat.update(posted, LATER)
    for person in (alice, bob):
        assert headlines(teams, person) == [LATER.headline]


async def test_a_channel_is_reached_where_it_was_met_also_after_a_restart(
    teams: FakeTeams, alice: Person, channel: Conversation, tmp_path: Path
) -> None:
    async with opened(teams, tmp_path, service_url=NOWHERE) as office:
        await office.meet(channel, alice)
    async with opened(teams, tmp_path, service_url=NOWHERE) as office:
        await office.chat.post(CARD, to=Place("teams", channel.id), key="news")
    assert headlines(teams, alice) == [CARD.headline]


async def test_in_development_only_what_was_met_is_reached(tmp_path: Path) -> None:
    async with FakeTeams(App(token="")) as teams:
        alice = teams.person("Alice")
        channel = teams.channel("iot-hub", [alice])
        async with opened(teams, tmp_path, development=True) as office:
            with pytest.raises(NotFound, match="Nobody has spoken to me"):
                await office.chat.post(CARD, to=Place("teams", channel.id), key="news")
            await office.meet(channel, alice)
            await office.chat.post(CARD, to=Place("teams", channel.id), key="news")
        assert headlines(teams, alice) == [CARD.headline]


async def test_what_another_bot_met_is_not_ours(tmp_path: Path) -> None:
    async with FakeTeams(App(app_id="another", token="")) as playground:
        somebody = playground.person("Somebody")
        channel = playground.channel("iot-hub", [somebody])
        async with opened(playground, tmp_path, development=True) as office:
            await office.meet(channel, somebody)
            await office.meet(playground.personal(somebody), somebody)

        async with FakeTeams() as teams:
            alice = teams.person("Alice")
            teams.channel("iot-hub", [alice], channel_id=channel.id)
            own = Place("teams", playground.personal(somebody).id, direct=True)
            async with opened(teams, tmp_path) as office:
                await office.chat.post(CARD, to=Place("teams", channel.id), key="news")
                with pytest.raises(NotFound, match="Nobody has spoken to me"):
                    await office.chat.post(CARD, to=own, key="news")
        assert headlines(teams, alice) == [CARD.headline]
        assert playground.calls == []


async def test_however_many_are_met_what_is_kept_in_mind_is_bounded(
    teams: FakeTeams, office: Office, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.teams.places._MOST", 2)
    met = [teams.channel(f"channel {number}", [alice]) for number in range(3)]
    for channel in met:
        await office.meet(channel, alice)
    office.store.broken = OSError("written")

    await office.meet(met[2], alice)
    with pytest.raises(OSError, match="written"):
        await office.meet(met[0], alice)


async def test_meeting_the_same_channel_again_writes_nothing(
    office: Office, alice: Person, channel: Conversation
) -> None:
    await office.meet(channel, alice)
    office.store.broken = AssertionError("nothing is to be written")
    await office.meet(channel, alice)


async def test_a_channel_that_was_forgotten_is_met_again(
    office: Office, alice: Person, channel: Conversation
) -> None:
    await office.meet(channel, alice)
    await office.places.forget(channel.id)
    await office.meet(channel, alice)
    assert await office.remembers(channel) is not None
