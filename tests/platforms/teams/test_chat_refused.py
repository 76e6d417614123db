"""What nobody asked, and Teams does not take: what is gone is forgotten, the rest tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import NotFound, SourceUnavailable
from bot.ports.chat import Posted
from bot.reply import Card
from bot.request import Place
from tests.platforms.teams.posting import Office, opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.fakes.teams import Conversation, FakeTeams, Person

CARD = Card("49 % of iot-hub's budget is left")
LATER = Card("12 % of iot-hub's budget is left")


@pytest.fixture
def channel(teams: FakeTeams, alice: Person) -> Conversation:
    return teams.channel("iot-hub", [alice])


@pytest.fixture
async def office(teams: FakeTeams, tmp_path: Path) -> AsyncIterator[Office]:
    async with opened(teams, tmp_path) as office:
        yield office


async def test_a_card_that_is_gone_cannot_be_changed(office: Office, channel: Conversation) -> None:
    place = Place("teams", channel.id)
    posted = await office.chat.post(CARD, to=place)
    with pytest.raises(NotFound, match="message is gone") as error:
        await office.chat.update(Posted(posted.place, "7"), LATER)
    assert error.value.next_step == "Post it anew."


async def test_a_channel_that_is_gone_is_forgotten_and_said_kindly(
    office: Office, alice: Person, channel: Conversation
) -> None:
    await office.meet(channel, alice)
    channel.exists = False
    with pytest.raises(NotFound, match="any more") as error:
        await office.chat.post(CARD, to=Place("teams", channel.id))
    assert "app.yaml" in str(error.value.next_step)
    assert await office.remembers(channel) is None


async def test_a_bot_that_was_removed_from_a_team_says_how_to_let_it_in(
    office: Office, alice: Person, channel: Conversation
) -> None:
    await office.meet(channel, alice)
    channel.with_bot = False
    with pytest.raises(NotFound, match="I am not in") as error:
        await office.chat.post(CARD, to=Place("teams", channel.id))
    assert "Add me there again" in str(error.value.next_step)
    assert await office.remembers(channel) is None


async def test_a_thread_that_is_gone_leaves_its_channel_remembered(
    office: Office, alice: Person, channel: Conversation
) -> None:
    await office.meet(channel, alice)
    with pytest.raises(NotFound, match="thread is gone") as error:
        await office.chat.post(CARD, to=Place("teams", channel.id, "7"))
    assert error.value.next_step == "Post it to the channel."
    assert await office.remembers(channel) is not None


async def test_a_post_that_broke_off_is_not_sent_again(
    teams: FakeTeams, office: Office, alice: Person, channel: Conversation
) -> None:
    teams.cut_next(stored=True)
    with pytest.raises(SourceUnavailable, match="whether it arrived is unknown") as error:
        await office.chat.post(CARD, to=Place("teams", channel.id))
    assert error.value.next_step == "Look there before you try again."
    assert len(teams.seen_by(alice)) == 1


async def test_when_teams_asks_for_too_much_patience_one_may_try_again(
    teams: FakeTeams, office: Office, channel: Conversation
) -> None:
    teams.fail_next(429, retry_after=600)
    with pytest.raises(SourceUnavailable, match="patience"):
        await office.chat.post(CARD, to=Place("teams", channel.id))
    assert office.pauses.taken == []


async def test_what_a_tenant_forbids_is_its_administrators_to_allow(
    teams: FakeTeams, office: Office, alice: Person, channel: Conversation
) -> None:
    await office.meet(channel, alice)
    teams.fail_next(403, code="BotDisabledByAdmin")
    with pytest.raises(SourceUnavailable, match="BotDisabledByAdmin"):
        await office.chat.post(CARD, to=Place("teams", channel.id))
    assert await office.remembers(channel) is not None


async def test_a_chat_that_nobody_began_is_not_guessed_at(teams: FakeTeams, office: Office) -> None:
    with pytest.raises(NotFound) as error:
        await office.chat.post(CARD, to=Place("teams", "a:1somebody", direct=True))
    assert "Say hello" in str(error.value.next_step)
    assert teams.calls == []
