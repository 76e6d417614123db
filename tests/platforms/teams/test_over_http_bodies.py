"""What a genuine sender brings is one activity in JSON, read strictly."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from botbuilder.schema import Activity

from tests.platforms.teams.door import SERVICE_URL, Door, door, message
from tests.platforms.teams.recordings import RECORDED, recorded

PARTS = (
    "type",
    "id",
    "service_url",
    "channel_id",
    "from_property",
    "recipient",
    "conversation",
    "name",
    "action",
    "text",
    "text_format",
    "locale",
    "reply_to_id",
    "value",
    "entities",
    "members_added",
    "members_removed",
    "channel_data",
)
EVERYTHING = sorted(path.stem for path in RECORDED.glob("*.json"))


@pytest.fixture
async def teams() -> AsyncIterator[Door]:
    async with door() as teams:
        yield teams


@pytest.mark.parametrize("name", EVERYTHING)
async def test_whatever_teams_sends_is_read_as_botbuilder_reads_it(teams: Door, name: str) -> None:
    body = recorded(name, serviceUrl=SERVICE_URL)
    await teams.send(body, authorization=teams.genuine())

    ours, theirs = teams.listener.heard[0], Activity().deserialize(body)

    assert {part: getattr(ours, part) for part in PARTS} == {
        part: getattr(theirs, part) for part in PARTS
    }


DEEP = b'{"type": "message", "value": ' + b"[" * 100_000


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{not json",
        b"{'type': 'message'}",
        b"[]",
        b"[1, 2]",
        b"null",
        b"1",
        b'"message"',
        b"NaN",
        b"\xff\xfe{}",
        json.dumps(message()).encode("utf-16"),
        b"\xef\xbb\xbf{}",
        b'{"type": "message", "text": "\xed\xa0\x80"}',
        json.dumps(message(text="half a letter: \ud83d")).encode(),
        json.dumps(message(value={"\ude00": 1})).encode(),
        b'{"value": ' + b"9" * 5000 + b"}",
        DEEP,
    ],
)
async def test_what_is_no_json_object_gets_400(teams: Door, body: bytes) -> None:
    answered = await teams.send_bytes(body, Authorization=teams.genuine())

    assert (answered.status, answered.heard) == (400, 0)


async def test_letters_of_every_kind_arrive_as_they_were_typed(teams: Door) -> None:
    typed = "bütçe 预算 😀 \u00a0 \u200b"
    for escaped in (True, False):
        body = json.dumps(message(text=typed), ensure_ascii=escaped).encode()
        await teams.send_bytes(body, Authorization=teams.genuine())

    assert [each.text for each in teams.listener.heard] == [typed, typed]


def without(path: str, kind: str = "message") -> dict[str, Any]:
    """A message that lacks one field."""
    body = message(type=kind)
    *parents, last = path.split(".")
    place: dict[str, Any] = body
    for parent in parents:
        place = place[parent]
    del place[last]
    return body


ALWAYS = ("type", "serviceUrl", "channelId", "conversation.id")
IN_CONVERSATION = ("from", "from.id", "recipient", "recipient.id")


@pytest.mark.parametrize("kind", ["message", "invoke", "conversationUpdate"])
@pytest.mark.parametrize("path", ALWAYS)
async def test_what_lacks_a_field_gets_400(teams: Door, path: str, kind: str) -> None:
    answered = await teams.send(without(path, kind), authorization=teams.genuine())

    assert (answered.status, answered.heard) == (400, 0)


@pytest.mark.parametrize("path", IN_CONVERSATION)
async def test_messages_and_invokes_say_from_whom_to_whom_and_other_news_need_not(
    teams: Door, path: str
) -> None:
    answered = {
        kind: (await teams.send(without(path, kind), authorization=teams.genuine())).status
        for kind in ("message", "invoke", "conversationUpdate")
    }

    assert answered == {"message": 400, "invoke": 400, "conversationUpdate": 202}


@pytest.mark.parametrize(
    "odd",
    [
        {"type": ""},
        {"type": 1},
        {"type": ["message"]},
        {"serviceUrl": ""},
        {"serviceUrl": {"url": SERVICE_URL}},
        {"channelId": None},
        {"channelId": ["msteams"]},
        {"from": "29:alice"},
        {"from": {"id": 29}},
        {"from": {"id": ""}},
        {"from": {"id": "29:alice", "aadObjectId": {}}},
        {"recipient": []},
        {"conversation": None},
        {"conversation": "19:iot@thread.v2"},
        {"conversation": {**message()["conversation"], "id": None}},
        {"conversation": {**message()["conversation"], "isGroup": "yes"}},
        {"id": 5},
        {"text": 5},
        {"text": ["budget"]},
        {"name": {}},
        {"entities": {}},
        {"entities": ["mention"]},
        {"entities": [None]},
        {"entities": [{"type": 5}]},
        {"membersAdded": "everybody"},
        {"membersAdded": [[]]},
        {"channelData": "team"},
        {"channelData": []},
        {"replyToId": 1795403231187},
    ],
)
async def test_what_is_of_another_kind_than_it_should_be_gets_400(
    teams: Door, odd: dict[str, object]
) -> None:
    answered = await teams.send(message(**odd), authorization=teams.genuine())

    assert (answered.status, answered.heard) == (400, 0)
