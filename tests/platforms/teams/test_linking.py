"""Where a message can be read, out of what Teams tells with it.

https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from adapters.teams.inbound import from_press
from bot.reply import Card
from bot.request import Place
from tests.platforms.teams.posting import opened
from tests.platforms.teams.said import BOB, GROUP, ME, OURS, THREAD, activity, heard, mention

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.teams import Conversation, FakeTeams

CARD = Card("News.")
IN_A_CHAT = "context=%7B%22contextType%22%3A%22chat%22%7D"
HUB = "https://teams.microsoft.com/l/message/19:hub@thread.tacv2"
TOP = {**THREAD, "id": "19:hub@thread.tacv2"}
SAID = {"text": "<at>sre</at> budget", "entities": [mention(ME)]}


@pytest.mark.parametrize(
    ("where", "address"),
    [
        (THREAD, f"{HUB}/42?tenantId={OURS}&parentMessageId=17"),
        (TOP, f"{HUB}/42?tenantId={OURS}&parentMessageId=42"),
        (GROUP, f"https://teams.microsoft.com/l/message/19:hub@thread.v2/42?{IN_A_CHAT}"),
    ],
    ids=["in a thread", "at the top", "in a group's chat"],
)
def test_what_is_said_can_be_read_where_it_was_said(where: Any, address: str) -> None:  # noqa: ANN401 - a part of an activity
    assert heard(conversation=where, **SAID).request.link == address


def test_the_team_is_named_where_teams_names_it() -> None:
    team = {"team": {"id": "19:general@thread.tacv2", "aadGroupId": "group-1"}}
    link = heard(conversation=THREAD, channelData=team, **SAID).request.link
    assert link == f"{HUB}/42?tenantId={OURS}&groupId=group-1&parentMessageId=17"


def test_ones_own_chat_is_called_as_peoples_clients_call_it() -> None:
    theirs = "19:aad-alice_me@unq.gbl.spaces"
    assert heard().request.link == f"https://teams.microsoft.com/l/message/{theirs}/42?{IN_A_CHAT}"


def test_a_chat_with_somebody_whom_this_bot_alone_knows_has_no_address() -> None:
    assert heard(**{"from": BOB}).request.link is None


def test_what_a_slash_command_says_has_no_address() -> None:
    targeted = heard(conversation=THREAD, recipient={**ME, "isTargeted": True})
    assert targeted.request.link is None


@pytest.mark.parametrize("data", [{"say": "budget"}, {"form": "why", "field.answer": "budget"}])
def test_what_is_pressed_bears_the_address_of_its_message(data: dict[str, Any]) -> None:
    pressed = activity(type="invoke", conversation=THREAD, text=None, replyToId="23")
    found = from_press(pressed, data)
    assert found is not None
    assert found.request.link == f"{HUB}/23?tenantId={OURS}&parentMessageId=17"


def test_what_one_alone_sees_has_no_address() -> None:
    pressed = activity(type="invoke", conversation=THREAD, text=None, replyToId="23")
    found = from_press(pressed, {"say": "budget", "alone": True})
    assert found is not None
    assert found.request.link is None


async def test_what_is_posted_unasked_has_an_address(
    teams: FakeTeams, channel: Conversation, tmp_path: Path
) -> None:
    async with opened(teams, tmp_path) as office:
        root = await office.chat.post(CARD, to=Place("teams", channel.id), key="news")
        reply = await office.chat.post(CARD, to=root.place, key="more")

    folder, tenant = f"https://teams.microsoft.com/l/message/{channel.id}", teams.app.tenant
    parent = f"?tenantId={tenant}&parentMessageId={root.message}"
    assert root.link == f"{folder}/{root.message}{parent}"
    assert reply.link == f"{folder}/{reply.message}{parent}"
