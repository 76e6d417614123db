"""What the fake connector refuses, which real ones do too, and how it fails when told to."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.fakes.teams import Conversation, FakeTeams, Person, Settings
from tests.fakes.teams.cards import ADAPTIVE
from tests.fakes.teams.errors import Payload

TEXT: Payload = {"type": "TextBlock", "text": "49 %"}
CARD: Payload = {"type": "AdaptiveCard", "version": "1.5", "body": [TEXT]}


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    async with FakeTeams() as teams:
        yield teams


@pytest.fixture
def alice(teams: FakeTeams) -> Person:
    return teams.person("Alice")


@pytest.fixture
def chat(teams: FakeTeams, alice: Person) -> Conversation:
    return teams.personal(alice)


@pytest.fixture
def channel(teams: FakeTeams, alice: Person) -> Conversation:
    return teams.channel("iot-hub", [alice])


async def call(
    teams: FakeTeams,
    method: str,
    path: str,
    body: object = None,
    *,
    token: str | None = None,
    targeted: bool = False,
) -> tuple[int, Any]:
    """The status of a call, and what was answered."""
    async with teams.http.request(
        method,
        f"{teams.service_url}v3/conversations{path}",
        json=body,
        params={"isTargetedActivity": "true"} if targeted else {},
        headers={"Authorization": f"Bearer {token or teams.app.token}"},
    ) as response:
        return response.status, await response.json() if response.content_length else None


def message(teams: FakeTeams, card: Payload = CARD, **more: object) -> Payload:
    return {
        "type": "message",
        "from": {"id": teams.app.bot_id},
        "attachments": [{"contentType": ADAPTIVE, "content": card}],
        **more,
    }


async def post(
    teams: FakeTeams, conversation: Conversation, body: object, *, targeted: bool = False
) -> tuple[int, Any]:
    return await call(teams, "POST", f"/{conversation.id}/activities", body, targeted=targeted)


async def test_what_is_well_formed_is_taken(teams: FakeTeams, chat: Conversation) -> None:
    status, told = await post(teams, chat, message(teams))
    assert (status, [each.id for each in teams.world.messages]) == (201, [told["id"]])


async def test_a_foreign_token_is_refused(teams: FakeTeams, chat: Conversation) -> None:
    path = f"/{chat.id}/activities"
    status, told = await call(teams, "POST", path, message(teams), token="forged")
    assert (status, told["error"]["code"]) == (401, "Unauthorized")
    assert teams.world.messages == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"from": {}},
        {"from": {"id": "28:another-bot"}},
        {"type": "poem"},
        {"conversation": {"id": "a:elsewhere"}},
        {"attachments": []},
        {"attachments": [{"contentType": "image/png", "contentUrl": "https://example.com"}]},
    ],
)
async def test_a_malformed_message_is_refused(
    teams: FakeTeams, chat: Conversation, wrong: Payload
) -> None:
    status, _told = await post(teams, chat, {**message(teams), **wrong})
    assert status == 400
    assert teams.world.messages == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "HeroCard"},
        {"version": "1.6"},
        {"version": "newest"},
        {"body": "49 %"},
        {"body": [{"type": "Marquee"}]},
        {"body": [{"type": "Container", "items": [{"type": "Marquee"}]}]},
        {"body": [{"type": "ColumnSet", "columns": [{"items": [{"type": "Marquee"}]}]}]},
        {"body": [{"type": "Input.Text"}]},
        {"body": [{"type": "Input.Text", "id": "a"}, {"type": "Input.Text", "id": "a"}]},
        {"actions": [{"type": "Action.Execute", "title": "Why?"}]},
    ],
)
async def test_a_card_that_teams_cannot_draw_is_refused(
    teams: FakeTeams, chat: Conversation, wrong: Payload
) -> None:
    status, _told = await post(teams, chat, message(teams, {**CARD, **wrong}))
    assert status == 400


async def test_a_message_larger_than_100_kb_is_refused(
    teams: FakeTeams, chat: Conversation
) -> None:
    status, told = await post(teams, chat, message(teams, text="9" * 102_400))
    assert (status, told["error"]["code"]) == (413, "MessageSizeTooBig")


async def test_unknown_conversations_messages_and_members_are_not_found(
    teams: FakeTeams, chat: Conversation
) -> None:
    told = [
        await call(teams, "POST", "/a:elsewhere/activities", message(teams)),
        await call(teams, "POST", f"/{chat.id};messageid=7/activities", message(teams)),
        await call(teams, "PUT", f"/{chat.id}/activities/7", message(teams)),
        await call(teams, "DELETE", f"/{chat.id}/activities/7"),
        await call(teams, "GET", f"/{chat.id}/members/29:1zoe"),
    ]
    assert [(status, answer["error"]["code"]) for status, answer in told] == [
        (404, "ConversationNotFound"),
        (404, "ConversationNotFound"),
        (404, "ActivityNotFoundInConversation"),
        (404, "ActivityNotFoundInConversation"),
        (404, "MemberNotFoundInConversation"),
    ]


async def test_targeted_messages_keep_their_rules(
    teams: FakeTeams, alice: Person, chat: Conversation, channel: Conversation
) -> None:
    to_alice = message(teams, recipient={"id": alice.id})
    nobody, _told = await post(teams, channel, message(teams), targeted=True)
    alone, _told = await post(teams, chat, to_alice, targeted=True)
    sent, told = await post(teams, channel, to_alice, targeted=True)
    path = f"/{channel.id}/activities/{told['id']}"
    again, _told = await call(teams, "PUT", path, to_alice, targeted=True)
    public, _told = await call(teams, "PUT", path, message(teams))
    right, _told = await call(teams, "PUT", path, message(teams), targeted=True)
    assert (nobody, alone, sent, again, public, right) == (400, 400, 201, 400, 404, 200)


async def test_a_tenant_may_have_no_targeted_messages() -> None:
    async with FakeTeams(settings=Settings(targeted_messages=False)) as teams:
        alice = teams.person("Alice")
        channel = teams.channel("iot-hub", [alice])
        status, _told = await post(
            teams, channel, message(teams, recipient={"id": alice.id}), targeted=True
        )
        assert status == 403


async def test_a_bot_does_not_change_what_people_said(
    teams: FakeTeams, alice: Person, chat: Conversation
) -> None:
    said = await teams.say(alice, chat, "budget")
    status, _told = await call(
        teams, "PUT", f"/{chat.id}/activities/{said.message.id}", message(teams)
    )
    assert status == 403
    assert said.message.text == "budget"


async def test_a_chat_is_opened_with_whom_the_bot_may_reach_alone(
    teams: FakeTeams, alice: Person, channel: Conversation
) -> None:
    stranger = teams.person("Zoe")

    async def opening(person: Person, tenant: str) -> tuple[int, Any]:
        wish = {
            "bot": {"id": teams.app.bot_id},
            "members": [{"id": person.aad}],
            "tenantId": tenant,
        }
        return await call(teams, "POST", "", wish)

    status, told = await opening(alice, alice.tenant)
    assert (status, told["id"]) == (201, teams.personal(alice).id)
    assert (await opening(alice, "another"))[0] == 403
    status, told = await opening(stranger, stranger.tenant)
    assert (status, told["error"]["message"]) == (
        403,
        "Bot is not installed in user's personal scope",
    )


async def test_calls_fail_when_told_to_and_are_carried_out_all_the_same_when_told_so(
    teams: FakeTeams, alice: Person, chat: Conversation
) -> None:
    teams.fail_next(429, retry_after=2)
    assert (await post(teams, chat, message(teams)))[0] == 429
    teams.fail_next(502, stored=True)
    assert (await post(teams, chat, message(teams)))[0] == 502
    teams.cut_next(stored=True)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await post(teams, chat, message(teams))
    assert len(teams.seen_by(alice)) == 2
    assert [each.status for each in teams.calls] == [429, 502, None]


async def test_seven_messages_a_second_are_enough() -> None:
    now = 0.0
    async with FakeTeams(settings=Settings(messages_per_second=7), now=lambda: now) as teams:
        chat = teams.personal(teams.person("Alice"))
        statuses = [(await post(teams, chat, message(teams)))[0] for _number in range(8)]
        now = 1.0
        statuses.append((await post(teams, chat, message(teams)))[0])
    assert statuses == [201] * 7 + [429, 201]
