"""What nobody asked, and Teams does not take: what is gone is forgotten, the rest tried again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import NotFound, SourceUnavailable
from bot.ports.chat import Lookup, Posted, Refused, Throttled, Unsure
from bot.reply import Card
from bot.request import Place
from tests.platforms.teams.posting import NOON, Office, opened

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
    posted = await office.chat.post(CARD, to=place, key="news")
    with pytest.raises(NotFound, match="message is gone") as error:
        await office.chat.update(Posted(posted.place, "7"), LATER)
    assert error.value.next_step == "Post it anew."


async def test_a_channel_that_is_gone_is_forgotten_and_said_kindly(
    office: Office, alice: Person, channel: Conversation
) -> None:
    await office.meet(channel, alice)
    channel.exists = False
    with pytest.raises(NotFound, match="any more") as error:
        await office.chat.post(CARD, to=Place("teams", channel.id), key="news")
    assert "app.yaml" in str(error.value.next_step)
    assert await office.remembers(channel) is None


async def test_a_bot_that_was_removed_from_a_team_says_how_to_let_it_in(
    office: Office, alice: Person, channel: Conversation
) -> None:
    await office.meet(channel, alice)
    channel.with_bot = False
    with pytest.raises(NotFound, match="I am not in") as error:
        await office.chat.post(CARD, to=Place("teams", channel.id), key="news")
    assert "Add me there again" in str(error.value.next_step)
    assert await office.remembers(channel) is None


async def test_a_thread_that_is_gone_leaves_its_channel_remembered(
    office: Office, alice: Person, channel: Conversation
) -> None:
    await office.meet(channel, alice)
    with pytest.raises(NotFound, match="thread is gone") as error:
        await office.chat.post(CARD, to=Place("teams", channel.id, "7"), key="news")
    assert error.value.next_step == "Post it to the channel."
    assert await office.remembers(channel) is not None


async def test_a_post_that_broke_off_is_not_sent_again(
    teams: FakeTeams, office: Office, alice: Person, channel: Conversation
) -> None:
    teams.cut_next(stored=True)
    with pytest.raises(Unsure, match="whether it arrived is unknown") as error:
        await office.chat.post(CARD, to=Place("teams", channel.id), key="news")
    assert error.value.next_step == "Look there before you try again."
    assert len(teams.seen_by(alice)) == 1


async def test_when_teams_asks_for_patience_nothing_is_sent_again_here(
    teams: FakeTeams, office: Office, channel: Conversation
) -> None:
    teams.fail_next(429, retry_after=6)
    with pytest.raises(Throttled, match="patience") as asked:
        await office.chat.post(CARD, to=Place("teams", channel.id), key="news")
    assert (asked.value.wait, asked.value.everywhere) == (timedelta(seconds=6), False)
    assert (office.pauses.taken, len(teams.calls)) == ([], 1)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_what_a_gateway_answers_leaves_it_unknown_whether_it_arrived(
    teams: FakeTeams, office: Office, channel: Conversation, status: int
) -> None:
    teams.fail_next(status, stored=True)
    with pytest.raises(Unsure):
        await office.chat.post(CARD, to=Place("teams", channel.id), key="news")
    assert len(teams.calls) == 1


async def test_a_conversation_in_which_two_wrote_at_once_has_not_taken_it(
    teams: FakeTeams, office: Office, channel: Conversation
) -> None:
    teams.fail_next(412)
    with pytest.raises(SourceUnavailable) as refused:
        await office.chat.post(CARD, to=Place("teams", channel.id), key="news")
    assert not isinstance(refused.value, Unsure | Refused)


async def test_teams_does_not_let_us_look_for_what_arrived(
    teams: FakeTeams, office: Office, alice: Person, channel: Conversation
) -> None:
    await office.meet(channel, alice)
    place = Place("teams", channel.id)
    await office.chat.post(CARD, to=place, key="news")
    assert await office.chat.find("news", to=place, since=NOON) is Lookup.UNKNOWABLE
    unmet = Place("teams", teams.channel("device-twins", [alice]).id)
    assert await office.chat.find("news", to=unmet, since=NOON) is Lookup.UNKNOWABLE


async def test_while_teams_does_not_answer_it_is_not_said_that_we_may_not_look(
    teams: FakeTeams, office: Office, channel: Conversation
) -> None:
    teams.fail_next(503)
    with pytest.raises(SourceUnavailable):
        await office.chat.find("news", to=Place("teams", channel.id), since=NOON)


async def test_what_a_tenant_forbids_is_its_administrators_to_allow(
    teams: FakeTeams, office: Office, alice: Person, channel: Conversation
) -> None:
    await office.meet(channel, alice)
    teams.fail_next(403, code="BotDisabledByAdmin")
    with pytest.raises(Refused, match="BotDisabledByAdmin"):
        await office.chat.post(CARD, to=Place("teams", channel.id), key="news")
    assert await office.remembers(channel) is not None


async def test_a_chat_that_nobody_began_is_not_guessed_at(teams: FakeTeams, office: Office) -> None:
    with pytest.raises(NotFound) as error:
        await office.chat.post(CARD, to=Place("teams", "a:1somebody", direct=True), key="news")
    assert "Say hello" in str(error.value.next_step)
    assert teams.calls == []
