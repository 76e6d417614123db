"""What Microsoft's own program really sends, brought to our door as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from tests.fakes.teams.cards import check, words
from tests.platforms.contract.house import house
from tests.platforms.teams.recordings import Line, Where, line, recorded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.platforms.contract.face import Face
    from tests.platforms.teams.recordings import Payload, Posted

LEFT = "iot-hub: 10% of the error budget left, at risk"
WHY = "Arithmetic"
CARD = "application/vnd.microsoft.card.adaptive"
SPOKEN = ("message_personal", "message_group", "message_channel", "message_thread")
PRESSED = ("press_personal", "press_group", "press_thread")
NEWS = ("person_joined", "channel_renamed", "uninstalled_personal", "uninstalled_team")


@pytest.fixture
async def teams(tmp_path: Path) -> AsyncIterator[Line]:
    async with (
        house(tmp_path, "teams", cast("Face", Where())) as built,
        line(built) as opened,
    ):
        yield opened


def shown(posted: Posted) -> str:
    (attachment,) = posted.body["attachments"]
    assert attachment["contentType"] == CARD
    return words(check(attachment["content"]))


@pytest.mark.parametrize("name", SPOKEN)
async def test_what_is_said_is_answered_where_it_was_said(name: str, teams: Line) -> None:
    said = recorded(name)
    status, _ = await teams.brings(said)

    assert status in {200, 202}
    (answer,) = teams.posted
    assert answer.conversation == said["conversation"]["id"]
    assert LEFT in shown(answer)
    assert (answer.method, answer.authorization) == ("POST", None)


async def test_a_mention_needs_no_space_after_it(teams: Line) -> None:
    said = recorded("message_group")
    assert said["text"] == "<at>sre</at>budget iot-hub"
    await teams.brings(said)

    assert teams.house.asked[-1].text == "budget iot-hub"


@pytest.mark.parametrize("name", PRESSED)
async def test_a_press_is_answered_with_a_card_within_its_request(name: str, teams: Line) -> None:
    status, told = await teams.brings(recorded(name))

    assert (status, told["statusCode"], told["type"]) == (200, 200, CARD)
    assert WHY in words(check(told["value"]))
    assert teams.posted == []


async def test_a_form_is_answered_with_a_card_within_its_request(teams: Line) -> None:
    sent = recorded("form_personal")
    sent["value"]["action"]["data"]["field.answer"] = "budget"
    _, told = await teams.brings(sent)

    assert WHY in words(check(told["value"]))


@pytest.mark.parametrize("name", ["submit_personal", "submit_thread"])
async def test_a_press_in_an_old_client_is_answered_with_a_message(name: str, teams: Line) -> None:
    pressed = recorded(name)
    await teams.brings(pressed)

    (answer,) = teams.posted
    assert WHY in shown(answer)
    assert answer.conversation == pressed["conversation"]["id"]


async def test_a_form_sent_by_an_old_client_is_answered_with_a_message(teams: Line) -> None:
    sent = recorded("submitted_form_personal")
    sent["value"]["field.answer"] = "budget"
    await teams.brings(sent)

    assert WHY in shown(teams.posted[-1])


@pytest.mark.parametrize("kind", ["personal", "channel"])
async def test_one_installation_is_greeted_once(kind: str, teams: Line) -> None:
    await teams.brings(recorded(f"installed_{kind}"))
    await teams.brings(recorded(f"bot_added_{kind}"))

    greetings = [shown(each) for each in teams.posted]
    assert len(greetings) == 1
    assert "budget" in greetings[0]


@pytest.mark.parametrize("name", NEWS)
async def test_other_news_of_a_conversation_is_taken_without_a_word(name: str, teams: Line) -> None:
    status, _ = await teams.brings(recorded(name))

    assert status in {200, 202}
    assert teams.posted == []


@pytest.mark.parametrize("name", ["message_personal", "press_group"])
async def test_another_tenants_people_are_turned_away(name: str, teams: Line) -> None:
    foreign = "99999999-2222-3333-4444-555555555555"
    sent = recorded(name)
    sent["conversation"]["tenantId"] = foreign
    sent["channelData"]["tenant"]["id"] = foreign
    status, _ = await teams.brings(sent)

    assert status == 403
    assert teams.posted == []


async def test_what_comes_twice_is_answered_once(teams: Line) -> None:
    said: Payload = recorded("message_channel")
    await teams.brings(said)
    await teams.brings(said)

    assert len(teams.posted) == 1
