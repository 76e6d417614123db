"""What nobody asked, to one person: by a chat we had, by their id, by what they asked before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import NotFound, SourceUnavailable
from bot.model.organisation import Person, Side
from bot.reply import Card
from bot.request import Place
from tests.platforms.teams.posting import Office, opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.fakes.teams import FakeTeams
    from tests.fakes.teams import Person as Account

CARD = Card("49 % of iot-hub's budget is left")
LATER = Card("12 % of iot-hub's budget is left")


@pytest.fixture
async def office(teams: FakeTeams, tmp_path: Path) -> AsyncIterator[Office]:
    async with opened(teams, tmp_path) as office:
        yield office


@pytest.fixture
def alice(teams: FakeTeams) -> Account:
    """In a team of ours."""
    alice = teams.person("Alice")
    teams.channel("iot-hub", [alice])
    return alice


def named(account: Account) -> Person:
    """Somebody as app.yaml names them by their id."""
    name = account.name
    return Person(name.lower(), name, Side.SRE, ids={"teams": str(account.aad)})


ERIN = Person("erin", "Erin", Side.PRODUCT, email="Erin@example.com")


async def test_somebody_who_spoke_to_us_is_reached_in_that_chat(
    teams: FakeTeams, office: Office, alice: Account
) -> None:
    chat = teams.personal(alice)
    await office.meet(chat, alice)
    posted = await office.chat.post(CARD, to=named(alice), key="news")
    assert posted.place == Place("teams", chat.id, direct=True)
    assert [each.summary for each in teams.seen_by(alice, chat)] == [CARD.headline]
    assert not any(call.path.endswith("/v3/conversations") for call in teams.calls)


async def test_somebody_who_never_spoke_is_reached_by_their_id_if_they_are_in_a_team_of_ours(
    teams: FakeTeams, office: Office, alice: Account
) -> None:
    posted = await office.chat.post(CARD, to=named(alice), key="news")
    chat = teams.personal(alice)
    assert [each.summary for each in teams.seen_by(alice, chat)] == [CARD.headline]
    assert await office.remembers(chat) is not None
    await office.chat.update(posted, LATER)
    assert [each.summary for each in teams.seen_by(alice, chat)] == [LATER.headline]


async def test_somebody_whom_we_may_not_write_to_is_asked_to_say_hello(
    teams: FakeTeams, office: Office
) -> None:
    stranger = teams.person("Zoe")
    with pytest.raises(NotFound, match="never met Zoe") as error:
        await office.chat.post(CARD, to=named(stranger), key="news")
    assert "say hello to me once" in str(error.value.next_step)


async def test_somebody_known_by_email_alone_is_found_once_they_asked_something(
    teams: FakeTeams, office: Office
) -> None:
    erin = teams.person("Erin")
    chat = teams.personal(erin)
    with pytest.raises(NotFound, match="never met Erin"):
        await office.chat.post(CARD, to=ERIN, key="news")
    await office.meet(chat, erin)
    await office.answered(chat, erin, as_="erin")
    await office.chat.post(CARD, to=ERIN, key="news")
    assert [each.summary for each in teams.seen_by(erin)] == [CARD.headline]


async def test_whoever_asked_in_a_channel_alone_is_written_to_in_a_chat_of_their_own(
    teams: FakeTeams, office: Office
) -> None:
    erin = teams.person("Erin")
    channel = teams.channel("device-twins", [erin])
    await office.meet(channel, erin)
    await office.answered(channel, erin, as_="erin")
    await office.chat.post(CARD, to=ERIN, key="news")
    assert [each.summary for each in teams.seen_by(erin, teams.personal(erin))] == [CARD.headline]


async def test_what_a_guest_asked_leads_nobody_to_them(teams: FakeTeams, office: Office) -> None:
    pretender = teams.person("Erin", role="guest")
    chat = teams.personal(pretender)
    await office.meet(chat, pretender)
    await office.answered(chat, pretender, as_=None)
    with pytest.raises(NotFound, match="never met Erin"):
        await office.chat.post(CARD, to=ERIN, key="news")


async def test_somebody_who_removed_us_is_forgotten_and_asked_to_add_us(
    teams: FakeTeams, office: Office
) -> None:
    erin = teams.person("Erin")
    chat = teams.personal(erin)
    await office.meet(chat, erin)
    await office.answered(chat, erin, as_="erin")
    chat.with_bot = False
    with pytest.raises(NotFound, match="Erin has removed me") as error:
        await office.chat.post(CARD, to=ERIN, key="news")
    assert "add me there again" in str(error.value.next_step)
    assert await office.remembers(chat) is None


async def test_a_teams_that_does_not_answer_is_no_reason_to_ask_for_a_hello(
    teams: FakeTeams, office: Office, alice: Account
) -> None:
    teams.fail_next(500)
    with pytest.raises(SourceUnavailable):
        await office.chat.post(CARD, to=named(alice), key="news")
