"""Events of the fake Slack: who is told what, signatures, retries, and forgeries."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import (
    BOT_SCOPES,
    App,
    FakeSlack,
    MovableClock,
    RefusedByClientError,
    Settings,
    User,
    forge,
    repeat_exactly,
)
from tests.fakes.slack.bots import ScriptedBot, bolt_over_http, serving

MENTIONS_ONLY = App(events=frozenset({"app_mention"}))


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(clock=MovableClock(frozen=True)) as slack:
        slack.channel("CIOT", name="iot-hub", members=[slack.user("UALICE", name="alice")])
        yield slack


def lose_patience(slack: FakeSlack) -> None:
    """Slack waits three seconds; these tests do not."""
    slack.settings = Settings(ack_timeout=0.1)


@pytest.fixture
def alice(slack: FakeSlack) -> User:
    return User(slack, "UALICE")


@pytest.fixture
async def bot(slack: FakeSlack) -> AsyncIterator[ScriptedBot]:
    bot = ScriptedBot()
    async with serving(bot.handle) as url:
        slack.requests_go_to(url)
        yield bot


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.app.bot_token, base_url=slack.base_url)


def kinds(slack: FakeSlack) -> list[str]:
    events = [delivery.payload["event"] for delivery in slack.sent("events")]
    return [f"{event['type']}.{event.get('channel_type', '')}".strip(".") for event in events]


# Who is told what


async def test_a_mention_is_an_app_mention_and_a_message(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    said = await alice.mentions("budget", channel="CIOT")
    assert kinds(slack) == ["app_mention", "message.channel"]
    payload = json.loads(bot.heard[0][1])
    assert payload["event"]["text"] == f"<@{slack.app.bot_user_id}> budget"
    assert payload["event"]["ts"] == said.ts
    assert payload["authorizations"][0]["user_id"] == slack.app.bot_user_id
    assert said.ack.status == 200


async def test_a_direct_message_is_never_a_mention(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    await alice.says(f"<@{slack.app.bot_user_id}> budget")
    assert kinds(slack) == ["message.im"]


async def test_without_the_scope_nothing_is_sent(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    slack.app = App(scopes=BOT_SCOPES - {"channels:history"})
    await alice.mentions("budget", channel="CIOT")
    assert kinds(slack) == ["app_mention"]
    slack.app = App(scopes=BOT_SCOPES - {"app_mentions:read", "channels:history"})
    said = await alice.mentions("budget", channel="CIOT")
    assert said.acks == []
    with pytest.raises(AssertionError, match="no event was sent"):
        _ = said.ack


async def test_the_bot_hears_nothing_where_it_is_not(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    slack.channel("CELSE", members=[alice], with_bot=False)
    await alice.mentions("budget", channel="CELSE")
    assert bot.heard == []


async def test_a_reply_carries_its_thread(alice: User, bot: ScriptedBot) -> None:
    said = await alice.mentions("budget", channel="CIOT")
    reply = await alice.mentions("why", channel="CIOT", thread_ts=said.ts)
    assert json.loads(bot.heard[-1][1])["event"]["thread_ts"] == said.ts
    assert reply.message.is_reply
    with pytest.raises(RefusedByClientError, match="no thread"):
        await alice.says("x", channel="CIOT", thread_ts="1.000001")


async def test_the_bots_own_posts_come_back_to_it(
    slack: FakeSlack, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    ts = (await client.chat_postMessage(channel="CIOT", text="50 %"))["ts"]
    await client.chat_update(channel="CIOT", ts=ts, text="40 %")
    await client.chat_delete(channel="CIOT", ts=ts)
    await client.chat_postEphemeral(channel="CIOT", user="UALICE", text="not this")
    await slack.settled()
    events = [json.loads(body)["event"] for _, body in bot.heard]
    assert [event.get("subtype") for event in events] == [
        None,
        "message_changed",
        "message_deleted",
    ]
    own = (events[0]["bot_id"], events[0]["app_id"], events[0]["user"])
    assert own == (slack.app.bot_id, slack.app.app_id, slack.app.bot_user_id)
    assert events[1]["previous_message"]["text"] == "50 %"


async def test_opening_the_home_tab_is_told_only_to_subscribers(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    await alice.opens_home()
    event = json.loads(bot.heard[0][1])["event"]
    assert (event["type"], event["user"], event["tab"]) == ("app_home_opened", "UALICE", "home")
    slack.app = MENTIONS_ONLY
    assert await alice.opens_home() is None


async def test_a_strangers_message_names_their_team(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    slack.app = MENTIONS_ONLY
    mallory = slack.user("UMALLORY", team="T0OTHER")
    slack.channel("CSHARED", members=[mallory, alice])
    await mallory.mentions("budget", channel="CSHARED")
    payload = json.loads(bot.heard[0][1])
    event = payload["event"]
    assert payload["is_ext_shared_channel"] is True
    assert payload["team_id"] == slack.app.team_id
    assert (event["user_team"], event["source_team"]) == ("T0OTHER", "T0OTHER")
    await alice.mentions("budget", channel="CSHARED")
    assert json.loads(bot.heard[1][1])["event"]["user_team"] == slack.app.team_id


# Signatures


async def test_every_request_is_signed_and_fresh(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    verifier = SignatureVerifier(slack.app.signing_secret)
    await alice.types("/sre budget")
    await alice.mentions("budget", channel="CIOT")
    for headers, body in bot.heard:
        assert verifier.is_valid_request(body, headers)
    assert not SignatureVerifier("other").is_valid_request(bot.heard[0][1], bot.heard[0][0])


async def test_a_request_url_is_verified_by_its_challenge(
    slack: FakeSlack, bot: ScriptedBot, client: AsyncWebClient
) -> None:
    with pytest.raises(AssertionError, match="the challenge was not answered"):
        await slack.verify_url()
    app = AsyncApp(signing_secret=slack.app.signing_secret, client=client)
    async with bolt_over_http(app) as url:
        slack.requests_go_to(url)
        await slack.verify_url()


@pytest.mark.parametrize(
    ("forgery", "status"),
    [
        ({}, 200),
        ({"secret": "another"}, 401),
        ({"signature": "v0=0"}, 401),
        ({"signature": None}, 401),
        ({"timestamp": str(int(time.time()) - 301)}, 401),
        ({"timestamp": None}, 401),
        ({"body": "command=/sre&text=tampered"}, 401),
        # Bolt's own weakness: a bot has to look at the header before Bolt does.
        ({"timestamp": "soon"}, 500),
    ],
    ids=str,
)
async def test_forgeries_meet_the_bots_own_checks(
    slack: FakeSlack, client: AsyncWebClient, forgery: dict[str, Any], status: int
) -> None:
    app = AsyncApp(signing_secret=slack.app.signing_secret, client=client)

    @app.command("/sre")
    async def sre(ack: Any) -> None:  # noqa: ANN401 - Bolt's
        await ack()

    payload = {"command": "/sre", "text": "budget", "user_id": "UALICE", "team_id": "T0HOME0001"}
    async with bolt_over_http(app) as url:
        slack.requests_go_to(url)
        ack = await forge(slack, "commands", payload, **forgery)
    assert ack.status == status


async def test_a_delivery_can_be_repeated_byte_for_byte(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    await alice.types("/sre budget")
    await repeat_exactly(slack, slack.deliveries[-1])
    assert bot.heard[0] == bot.heard[1]


# Retries


def retry_headers(bot: ScriptedBot) -> list[tuple[str | None, str | None]]:
    return [
        (headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason"))
        for headers, _ in bot.heard
    ]


async def test_an_unacknowledged_event_comes_again_at_once_after_one_and_after_five_minutes(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    slack.app = MENTIONS_ONLY
    bot.answers += [web.Response(status=status) for status in (500, 404, 403, 400)]
    said = await alice.mentions("budget", channel="CIOT")
    await slack.settled()
    assert said.ack.failure == "http_error"
    assert retry_headers(bot) == [(None, None), ("1", "http_error")]
    await slack.advance(59)
    assert len(bot.heard) == 2
    await slack.advance(1)
    assert len(bot.heard) == 3
    await slack.advance(300)
    assert retry_headers(bot)[2:] == [("2", "http_error"), ("3", "http_error")]
    await slack.advance(3600)
    assert len(bot.heard) == 4
    assert len({json.loads(body)["event_id"] for _, body in bot.heard}) == 1


async def test_a_late_acknowledgement_is_a_timeout_and_comes_again(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    slack.app = MENTIONS_ONLY
    lose_patience(slack)
    bot.open_door.clear()
    said = await alice.mentions("budget", channel="CIOT")
    bot.open_door.set()
    await slack.settled()
    assert said.ack.failure == "http_timeout"
    assert retry_headers(bot) == [(None, None), ("1", "http_timeout")]


async def test_an_acknowledged_event_does_not_come_again(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    slack.app = MENTIONS_ONLY
    bot.answers.append(web.Response(status=204))
    await alice.mentions("budget", channel="CIOT")
    await slack.settled()
    await slack.advance(3600)
    assert len(bot.heard) == 1


async def test_no_retry_is_honoured(slack: FakeSlack, alice: User, bot: ScriptedBot) -> None:
    slack.app = MENTIONS_ONLY
    bot.answers.append(web.Response(status=500, headers={"X-Slack-No-Retry": "1"}))
    await alice.mentions("budget", channel="CIOT")
    await slack.settled()
    assert len(bot.heard) == 1


async def test_a_test_may_replay_any_event(slack: FakeSlack, alice: User, bot: ScriptedBot) -> None:
    slack.app = MENTIONS_ONLY
    said = await alice.mentions("budget", channel="CIOT")
    await slack.replay(said.deliveries[0], number=2, reason="http_error")
    assert retry_headers(bot)[1] == ("2", "http_error")
    assert bot.heard[0][1] == bot.heard[1][1]


# Waiting and seeing


async def test_settled_waits_for_what_follows_an_answer(
    slack: FakeSlack, alice: User, client: AsyncWebClient
) -> None:
    app = AsyncApp(signing_secret=slack.app.signing_secret, client=client)
    slack.app = MENTIONS_ONLY

    @app.event("app_mention")
    async def mention(event: dict[str, Any], say: Any) -> None:  # noqa: ANN401 - Bolt's
        await say(text="in the thread", thread_ts=event["ts"])

    async with bolt_over_http(app) as url:
        slack.requests_go_to(url)
        said = await alice.mentions("budget", channel="CIOT")
        await slack.settled()
    assert [message.text for message in slack.thread("CIOT", said.ts)][1:] == ["in the thread"]
    assert [message.text for message in alice.sees("CIOT")][1:] == ["in the thread"]


async def test_wait_for_wakes_up_when_something_changes_and_gives_up_in_time(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    async def soon() -> None:
        await asyncio.sleep(0.01)
        await client.chat_postMessage(channel="CIOT", text="done")

    task = asyncio.create_task(soon())
    message = await slack.message("UALICE", "done", channel="CIOT")
    await task
    assert message.text == "done"
    with pytest.raises(TimeoutError):
        await slack.wait_for(lambda: None, timeout=0.02)


async def test_people_see_their_own_channels_only(
    slack: FakeSlack, alice: User, client: AsyncWebClient
) -> None:
    slack.app = App(events=frozenset())
    slack.user("UBOB")
    slack.channel("GSRE", members=[alice], kind="group")
    for channel in ("CIOT", "GSRE", "UALICE"):
        await client.chat_postMessage(channel=channel, text=channel)
    assert [message.text for message in slack.seen_by("UALICE")] == ["CIOT", "GSRE", "UALICE"]
    assert slack.seen_by("UBOB") == []


async def test_private_channels_and_their_messages_have_their_own_names_and_scopes(
    slack: FakeSlack, alice: User, bot: ScriptedBot
) -> None:
    slack.channel("GSRE", members=[alice], kind="group")
    await alice.says("hello", channel="GSRE")
    await alice.types("/sre budget", channel="GSRE")
    assert kinds(slack) == ["message.group"]
    assert slack.deliveries[-1].payload["channel_name"] == "privategroup"
