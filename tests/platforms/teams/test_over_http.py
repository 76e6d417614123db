"""What a genuine sender may bring: one activity in JSON, answered at once or in the request."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator

import pytest

from adapters.teams.over_http import LONGEST, PATH, InvokeAnswer
from tests.fakes.entra import Door as Asked
from tests.fakes.entra.trouble import answers
from tests.platforms.teams.door import SERVICE_URL, Door, door, message
from tests.platforms.teams.recordings import recorded


@pytest.fixture
async def teams() -> AsyncIterator[Door]:
    async with door() as teams:
        yield teams


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
