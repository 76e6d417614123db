"""Socket Mode at the fake Slack, with Bolt's own handler and with a bare WebSocket."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import App, FakeSlack, Settings, User

MENTIONS_ONLY = App(events=frozenset({"app_mention"}))


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(MENTIONS_ONLY) as slack:
        slack.channel("CIOT", name="iot-hub", members=[slack.user("UALICE", name="alice")])
        yield slack


def lose_patience(slack: FakeSlack) -> None:
    """Slack waits three seconds; these tests do not."""
    slack.settings = Settings(ack_timeout=0.1)


@pytest.fixture
def alice(slack: FakeSlack) -> User:
    return User(slack, "UALICE")


async def address(slack: FakeSlack) -> str:
    client = AsyncWebClient(base_url=slack.base_url)
    return str((await client.apps_connections_open(app_token=slack.app.app_token))["url"])


@asynccontextmanager
async def bolt(slack: FakeSlack) -> AsyncIterator[AsyncApp]:
    """A Bolt app in Socket Mode, connected."""
    client = AsyncWebClient(token=slack.app.bot_token, base_url=slack.base_url)
    app = AsyncApp(client=client)
    handler = AsyncSocketModeHandler(app, slack.app.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt's
    await slack.wait_for(lambda: slack.sockets.open)
    try:
        yield app
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call] # Bolt's


@asynccontextmanager
async def bare(slack: FakeSlack) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    async with aiohttp.ClientSession() as http, http.ws_connect(await address(slack)) as socket:
        assert (await socket.receive_json())["type"] == "hello"
        yield socket


async def test_a_command_over_a_socket_is_answered_in_its_acknowledgement(
    slack: FakeSlack, alice: User
) -> None:
    async with bolt(slack) as app:

        @app.command("/sre")
        async def sre(ack: Any, command: dict[str, Any]) -> None:  # noqa: ANN401 - Bolt's
            await ack(text=f"got {command['text']}", response_type="in_channel")

        ack = await alice.types("/sre budget", channel="CIOT")
    assert ack.ok
    assert [message.text for message in alice.sees("CIOT")] == ["got budget"]
    assert slack.sockets.sent[0]["type"] == "slash_commands"
    assert slack.sockets.sent[0]["accepts_response_payload"] is True


async def test_mentions_buttons_and_forms_travel_over_a_socket_too(
    slack: FakeSlack, alice: User
) -> None:
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    blocks = [{"type": "actions", "elements": [button]}]
    modal = {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": "Form"},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": [{"type": "divider"}],
    }
    async with bolt(slack) as app:

        @app.event("app_mention")
        async def mention(say: Any, event: dict[str, Any]) -> None:  # noqa: ANN401 - Bolt's
            await say(text="hi", blocks=blocks, thread_ts=event["ts"])

        @app.action("go")
        async def go(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:  # noqa: ANN401
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=modal)

        @app.view("form")
        async def form(ack: Any) -> None:  # noqa: ANN401 - Bolt's
            await ack(response_action="clear")

        said = await alice.mentions("budget", channel="CIOT")
        await slack.settled()
        await alice.press(slack.thread("CIOT", said.ts)[1], "Go")
        view = (await slack.wait_for(lambda: slack.open_views(alice)))[-1]
        ack = await alice.submit(view)
    assert ack.json() == {"response_action": "clear"}
    assert slack.open_views(alice) == []
    types = [envelope["type"] for envelope in slack.sockets.sent]
    assert types == ["events_api", "interactive", "interactive"]


async def test_an_event_without_acknowledgement_comes_again_with_its_number(
    slack: FakeSlack, alice: User
) -> None:
    lose_patience(slack)
    async with bare(slack) as socket:
        said = await alice.mentions("budget", channel="CIOT")
        first = await socket.receive_json()
        again = await socket.receive_json()
        await socket.send_json({"envelope_id": again["envelope_id"]})
        await slack.settled()
    assert said.ack.failure == "http_timeout"
    assert (first["retry_attempt"], again["retry_attempt"]) == (0, 1)
    assert again["retry_reason"] == "timeout"
    assert first["payload"] == again["payload"]


async def test_an_event_takes_no_payload_and_unknown_envelopes_are_noticed(
    slack: FakeSlack, alice: User
) -> None:
    async with bare(slack) as socket:
        saying = asyncio.create_task(alice.mentions("budget", channel="CIOT"))
        envelope = await socket.receive_json()
        await socket.send_json({"envelope_id": "unknown"})
        await socket.send_str("not json")
        await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "x"}})
        said = await saying
    assert said.ack.body == ""
    assert [complaint.split(":")[1] for complaint in slack.complaints] == [
        " late or unknown envelope",
        " not an acknowledgement",
        " this envelope takes no payload",
    ]


async def test_a_command_without_acknowledgement_times_out_once(
    slack: FakeSlack, alice: User
) -> None:
    lose_patience(slack)
    async with bare(slack):
        ack = await alice.types("/sre budget", channel="CIOT")
    assert ack.failure == "operation_timeout"
    assert len(slack.sockets.sent) == 1


async def test_without_a_connection_a_command_cannot_be_dispatched(alice: User) -> None:
    assert (await alice.types("/sre budget", channel="CIOT")).failure == "dispatch_failed"


async def test_an_address_is_good_for_one_connection(slack: FakeSlack) -> None:
    url = await address(slack)
    async with aiohttp.ClientSession() as http, http.ws_connect(url):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await http.ws_connect(url)


async def test_connections_need_the_connections_scope(slack: FakeSlack) -> None:
    slack.app = App(app_token_scopes=frozenset())
    with pytest.raises(SlackApiError, match="missing_scope"):
        await address(slack)


async def test_envelopes_go_to_one_connection_in_turn(slack: FakeSlack, alice: User) -> None:
    async with bare(slack) as one, bare(slack) as two:
        for _ in range(2):
            typing = asyncio.create_task(alice.types("/sre budget", channel="CIOT"))
            got = {asyncio.create_task(socket.receive()) for socket in (one, two)}
            done, waiting = await asyncio.wait(got, return_when=asyncio.FIRST_COMPLETED)
            assert len(done) == 1
            for task in waiting:
                task.cancel()
            envelope = json.loads(done.pop().result().data)
            await two.send_json({"envelope_id": envelope["envelope_id"]})
            assert (await typing).ok


async def test_the_eleventh_connection_is_one_too_many(slack: FakeSlack) -> None:
    async with aiohttp.ClientSession() as http:
        ten = [await http.ws_connect(await address(slack)) for _ in range(10)]
        assert {(await socket.receive_json())["type"] for socket in ten} == {"hello"}
        eleventh = await http.ws_connect(await address(slack))
        assert (await eleventh.receive_json())["reason"] == "too_many_websockets"


async def test_bolt_reconnects_when_slack_renews_the_connection(
    slack: FakeSlack, alice: User
) -> None:
    async with bolt(slack) as app:

        @app.command("/sre")
        async def sre(ack: Any) -> None:  # noqa: ANN401 - Bolt's
            await ack("still here")

        [before] = slack.sockets.open
        await slack.sockets.warn()
        await slack.wait_for(lambda: slack.sockets.open and slack.sockets.open != [before])
        assert (await alice.types("/sre budget", channel="CIOT")).ok
    assert [message.text for message in alice.sees("CIOT")] == ["still here"]
