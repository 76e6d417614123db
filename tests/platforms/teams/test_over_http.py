"""What a genuine sender may bring: one activity in JSON, answered at once or in the request."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from botbuilder.schema import Activity

from adapters.teams.over_http import LONGEST, PATH, InvokeAnswer
from tests.fakes.entra import Door as Asked
from tests.fakes.entra.trouble import answers
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


@pytest.mark.parametrize("kind", ["message", "conversationUpdate", "messageReaction", "unheard-of"])
async def test_what_needs_no_answer_is_acknowledged_at_once(teams: Door, kind: str) -> None:
    answered = await teams.send(message(type=kind), authorization=teams.genuine())

    assert (answered.status, answered.text, answered.heard) == (202, "", 1)


@pytest.mark.parametrize(
    ("answer", "status", "text"),
    [
        (InvokeAnswer(200, {"task": {"type": "message"}}), 200, '{"task": {"type": "message"}}'),
        (InvokeAnswer(200), 200, ""),
        (InvokeAnswer(501), 501, ""),
    ],
)
async def test_an_invoke_is_answered_in_its_request(
    teams: Door, answer: InvokeAnswer, status: int, text: str
) -> None:
    teams.listener.answer = answer

    answered = await teams.send(
        recorded("press_group", serviceUrl=SERVICE_URL), authorization=teams.genuine()
    )

    assert (answered.status, answered.text, answered.heard) == (status, text, 1)


@pytest.mark.parametrize("name", ["press_group", "message_group"])
async def test_what_breaks_behind_the_door_is_logged_and_answered(
    teams: Door, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    teams.listener.answer = RuntimeError("a bug")

    answered = await teams.send(
        recorded(name, serviceUrl=SERVICE_URL), authorization=teams.genuine()
    )

    assert (answered.status, answered.text) == (503, "")
    assert "a bug" in caplog.text


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


async def test_more_than_any_message_holds_gets_413(teams: Door) -> None:
    fits = message(text="")
    fits["text"] = "x" * (LONGEST - len(json.dumps(fits)))

    answered = [
        await teams.send(body, authorization=teams.genuine())
        for body in (fits, {**fits, "text": f"{fits['text']}x"})
    ]

    assert [(each.status, each.heard) for each in answered] == [(202, 1), (413, 0)]


async def test_what_comes_in_parts_is_not_read_beyond_the_limit(teams: Door) -> None:
    sent = 0

    async def without_end() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 64 * LONGEST:
            sent += 1024
            yield b" " * 1024

    async def whole() -> AsyncIterator[bytes]:
        yield json.dumps(message()).encode()

    small = await teams.send_bytes(whole(), Authorization=teams.genuine())
    large = await teams.send_bytes(without_end(), Authorization=teams.genuine())

    assert [(each.status, each.heard) for each in (small, large)] == [(202, 1), (413, 0)]
    assert sent < 64 * LONGEST


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "text/plain; charset=application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json-patch+json",
        "json",
        "",
    ],
)
async def test_what_does_not_come_as_json_gets_400(teams: Door, kind: str) -> None:
    body = json.dumps(message()).encode()

    answered = await teams.send_bytes(
        body, **{"Content-Type": kind, "Authorization": teams.genuine()}
    )

    assert (answered.status, answered.heard) == (400, 0)


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON; charset=nonsense"])
async def test_json_is_utf_8_whatever_else_is_said_of_it(teams: Door, kind: str) -> None:
    body = json.dumps(message(text="bütçe"), ensure_ascii=False).encode()

    answered = await teams.send_bytes(
        body, **{"Content-Type": kind, "Authorization": teams.genuine()}
    )

    assert (answered.status, teams.listener.heard[0].text) == (202, "bütçe")


async def test_compressed_bodies_are_unpacked_up_to_the_limit(teams: Door) -> None:
    packed = {"Content-Encoding": "gzip", "Authorization": teams.genuine()}
    small = gzip.compress(json.dumps(message()).encode())
    bomb = gzip.compress(b" " * (64 * LONGEST))

    answered = [await teams.send_bytes(body, **packed) for body in (small, bomb, b"no gzip")]

    assert [(each.status, each.heard) for each in answered] == [(202, 1), (413, 0), (400, 0)]


@pytest.mark.parametrize(
    "body", [b"{not json", json.dumps({"type": "message"}).encode(), b"x" * (LONGEST + 1)]
)
async def test_nothing_is_read_before_its_sender_is_believed(teams: Door, body: bytes) -> None:
    answered = await teams.send_bytes(body)

    assert (answered.status, answered.heard) == (401, 0)


async def test_only_post_is_answered(teams: Door) -> None:
    for method in ("GET", "PUT", "DELETE", "OPTIONS"):
        async with teams.session.request(method, f"{teams.url}{PATH}") as answer:
            assert answer.status == 405


async def test_without_any_key_nobody_can_be_believed_and_503_says_so(teams: Door) -> None:
    teams.entra.trouble[Asked.KEYS] = answers(500)

    answered = await teams.send(authorization=teams.genuine())

    assert (answered.status, answered.heard) == (503, 0)


async def test_others_are_heard_while_one_waits_for_a_key(teams: Door) -> None:
    assert (await teams.send(authorization=teams.genuine())).status == 202
    known = teams.genuine()
    teams.entra.rotate("second")

    with teams.entra.hold(Asked.METADATA) as asked:
        waiting = asyncio.create_task(teams.send(authorization=teams.genuine()))
        await asked.wait()
        other = await teams.send(authorization=known)
        assert not waiting.done()

    assert (other.status, (await waiting).status) == (202, 202)


async def test_who_hangs_up_while_sending_is_not_heard(
    teams: Door, caplog: pytest.LogCaptureFixture
) -> None:
    _reader, writer = await asyncio.open_connection("127.0.0.1", int(teams.url.rsplit(":", 1)[1]))
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    head += f"Authorization: {teams.genuine()}\r\nContent-Length: 1000\r\n\r\n"
    writer.write(head.encode() + b'{"type":')
    await writer.drain()
    writer.close()
    await writer.wait_closed()

    assert (await teams.send(authorization=teams.genuine())).heard == 1
    assert not [each for each in caplog.records if each.levelname == "ERROR"]
