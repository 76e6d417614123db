"""The fake Slack's Web API refuses what Slack refuses, through the real SDK."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import BOT_SCOPES, App, FakeSlack, MovableClock, Settings

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 24
Call = Callable[[], Awaitable[object]]


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(clock=MovableClock(frozen=True)) as slack:
        alice = slack.user("UALICE", name="alice", email="alice@home.example", tz="Europe/Berlin")
        slack.user("UBOB", name="bob")
        slack.channel("CIOT", name="iot-hub", members=[alice])
        slack.channel("CELSE", members=[alice], with_bot=False)
        slack.channel("GSECRET", members=[alice], kind="group", with_bot=False)
        yield slack


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.app.bot_token, base_url=slack.base_url)


async def refusal(call: Awaitable[object]) -> SlackApiError:
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value


async def code(call: Awaitable[object]) -> str:
    return str((await refusal(call)).response["error"])


def with_scopes(slack: FakeSlack, *scopes: str) -> None:
    slack.app = App(scopes=frozenset(scopes))


# Tokens and scopes


async def test_a_token_that_slack_never_issued_is_invalid_auth(slack: FakeSlack) -> None:
    stranger = AsyncWebClient(token="xoxb-forged", base_url=slack.base_url)
    assert await code(stranger.auth_test()) == "invalid_auth"


async def test_a_call_without_a_token_is_not_authed(slack: FakeSlack) -> None:
    assert await code(AsyncWebClient(base_url=slack.base_url).auth_test()) == "not_authed"


async def test_a_revoked_token_is_told_so(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.revoked_tokens.add(slack.app.bot_token)
    assert await code(client.auth_test()) == "token_revoked"


async def test_a_bot_token_opens_no_socket_and_an_app_token_posts_nothing(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    opened = client.apps_connections_open(app_token=slack.app.bot_token)
    assert await code(opened) == "not_allowed_token_type"
    posted = client.chat_postMessage(channel="CIOT", text="hi", token=slack.app.app_token)
    assert await code(posted) == "not_allowed_token_type"


async def test_an_unknown_method_is_unknown(client: AsyncWebClient) -> None:
    assert await code(client.api_call("chat.shout")) == "unknown_method"


async def test_auth_test_tells_who_the_bot_is(slack: FakeSlack, client: AsyncWebClient) -> None:
    found = await client.auth_test()
    assert (found["user_id"], found["team_id"]) == (slack.app.bot_user_id, slack.app.team_id)


@pytest.mark.parametrize(
    ("call", "scope"),
    [
        (lambda c: c.chat_postMessage(channel="CIOT", text="x"), "chat:write"),
        (lambda c: c.conversations_history(channel="CIOT"), "channels:history"),
        (lambda c: c.conversations_info(channel="CIOT"), "channels:read"),
        (lambda c: c.conversations_open(users="UALICE"), "im:write"),
        (lambda c: c.users_info(user="UALICE"), "users:read"),
        (lambda c: c.users_lookupByEmail(email="alice@home.example"), "users:read.email"),
        (lambda c: c.files_getUploadURLExternal(filename="a", length=1), "files:write"),
        (lambda c: c.files_info(file="F1"), "files:read"),
    ],
)
async def test_a_missing_scope_is_named(
    slack: FakeSlack, client: AsyncWebClient, call: Callable[[Any], Awaitable[Any]], scope: str
) -> None:
    slack.app = App(scopes=BOT_SCOPES - {scope})
    error = await refusal(call(client))
    assert error.response["error"] == "missing_scope"
    assert error.response["needed"] == scope
    assert scope not in error.response["provided"].split(",")


# Channels and threads


async def test_the_bot_posts_only_where_it_is(client: AsyncWebClient) -> None:
    assert await code(client.chat_postMessage(channel="CELSE", text="x")) == "not_in_channel"
    assert await code(client.chat_postMessage(channel="CNONE", text="x")) == "channel_not_found"
    assert await code(client.chat_postMessage(channel="GSECRET", text="x")) == "channel_not_found"
    posted = await client.chat_postMessage(channel="CIOT", text="x")
    assert posted["message"]["text"] == "x"


async def test_with_chat_write_public_it_posts_in_any_public_channel(slack: FakeSlack) -> None:
    slack.app = App(scopes=BOT_SCOPES | {"chat:write.public"})
    client = AsyncWebClient(token=slack.app.bot_token, base_url=slack.base_url)
    await client.chat_postMessage(channel="CELSE", text="x")
    assert await code(client.chat_postMessage(channel="GSECRET", text="x")) == "channel_not_found"


async def test_archived_channels_take_nothing(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.channel("COLD", archived=True)
    assert await code(client.chat_postMessage(channel="COLD", text="x")) == "is_archived"


async def test_a_message_needs_something_to_say(client: AsyncWebClient) -> None:
    assert await code(client.api_call("chat.postMessage", json={"channel": "CIOT"})) == "no_text"


async def test_text_over_forty_thousand_characters_is_too_long(client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="CIOT", text="x" * 40_000)
    too_long = client.chat_postMessage(channel="CIOT", text="x" * 40_001)
    assert await code(too_long) == "msg_too_long"


async def test_a_thread_is_named_by_its_parent(client: AsyncWebClient) -> None:
    parent = (await client.chat_postMessage(channel="CIOT", text="parent"))["ts"]
    reply = (await client.chat_postMessage(channel="CIOT", text="reply", thread_ts=parent))["ts"]
    nowhere = client.chat_postMessage(channel="CIOT", text="x", thread_ts="1.000001")
    assert await code(nowhere) == "thread_not_found"
    below_reply = client.chat_postMessage(channel="CIOT", text="x", thread_ts=reply)
    assert await code(below_reply) == "cannot_reply_to_message"
    thread = await client.conversations_replies(channel="CIOT", ts=parent)
    assert [message["text"] for message in thread["messages"]] == ["parent", "reply"]
    history = await client.conversations_history(channel="CIOT")
    assert [message["text"] for message in history["messages"]] == ["parent"]
    missing = client.conversations_replies(channel="CIOT", ts="1.000001")
    assert await code(missing) == "thread_not_found"


async def test_a_persons_id_posts_to_their_direct_messages(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel="UALICE", text="psst")
    opened = await client.conversations_open(users="UALICE")
    assert posted["channel"] == opened["channel"]["id"] == "DALICE"
    assert [message.text for message in slack.seen_by("UALICE")] == ["psst"]
    assert slack.seen_by("UBOB") == []


async def test_history_has_metadata_only_for_who_asks(client: AsyncWebClient) -> None:
    key = {"event_type": "outbox", "event_payload": {"key": "k1"}}
    await client.chat_postMessage(channel="CIOT", text="x", metadata=key)
    plain = await client.conversations_history(channel="CIOT")
    asked = await client.conversations_history(channel="CIOT", include_all_metadata=True)
    assert "metadata" not in plain["messages"][0]
    assert asked["messages"][0]["metadata"] == key
    wrong = client.chat_postMessage(channel="CIOT", text="x", metadata={"event_type": "a"})
    assert await code(wrong) == "invalid_metadata_format"


async def test_history_comes_in_pages_newest_first(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    stamps = []
    for number in range(3):
        slack.clock.advance(1)
        stamps.append((await client.chat_postMessage(channel="CIOT", text=str(number)))["ts"])
    first = await client.conversations_history(channel="CIOT", limit=2)
    assert [message["text"] for message in first["messages"]] == ["2", "1"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(channel="CIOT", limit=2, cursor=cursor)
    assert [message["text"] for message in rest["messages"]] == ["0"]
    since = await client.conversations_history(channel="CIOT", oldest=stamps[1])
    assert [message["text"] for message in since["messages"]] == ["2"]


async def test_the_bot_reads_no_history_where_it_is_not(client: AsyncWebClient) -> None:
    assert await code(client.conversations_history(channel="CELSE")) == "not_in_channel"


# Changing and whispering


async def test_update_keeps_blocks_that_are_not_named(client: AsyncWebClient) -> None:
    blocks = [{"type": "divider"}]
    ts = (await client.chat_postMessage(channel="CIOT", text="a", blocks=blocks))["ts"]
    kept = await client.chat_update(channel="CIOT", ts=ts, text="b")
    assert kept["message"]["text"] == "b"
    assert kept["message"]["blocks"][0]["type"] == "divider"
    emptied = await client.chat_update(channel="CIOT", ts=ts, text="b", blocks=[])
    assert "blocks" not in emptied["message"]


async def test_only_the_bots_own_messages_change(slack: FakeSlack, client: AsyncWebClient) -> None:
    said = await slack.user("UALICE", name="alice").says("mine", channel="CIOT")
    assert await code(client.chat_update(channel="CIOT", ts=said.ts, text="x")) == (
        "cant_update_message"
    )
    assert await code(client.chat_delete(channel="CIOT", ts=said.ts)) == "cant_delete_message"
    assert await code(client.chat_delete(channel="CIOT", ts="1.000001")) == "message_not_found"


async def test_an_ephemeral_is_seen_by_one_person_and_reached_by_no_method(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.channel("CIOT", name="iot-hub", members=["UALICE", "UBOB"])
    ts = (await client.chat_postEphemeral(channel="CIOT", user="UALICE", text="psst"))["message_ts"]
    assert [message.text for message in slack.seen_by("UALICE", "CIOT")] == ["psst"]
    assert slack.seen_by("UBOB", "CIOT") == []
    assert (await client.conversations_history(channel="CIOT"))["messages"] == []
    assert await code(client.chat_update(channel="CIOT", ts=ts, text="x")) == "message_not_found"
    slack.user("UCAROL")
    outside = client.chat_postEphemeral(channel="CIOT", user="UCAROL", text="x")
    assert await code(outside) == "user_not_in_channel"


# One message a second


async def test_a_channel_takes_a_small_burst_and_then_one_message_a_second(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    for _ in range(slack.settings.message_burst):
        await client.chat_postMessage(channel="CIOT", text="x")
    error = await refusal(client.chat_postMessage(channel="CIOT", text="x"))
    assert error.response.status_code == 429
    assert error.response["error"] == "ratelimited"
    assert error.response.headers["Retry-After"] == "1"
    await client.chat_postMessage(channel="UALICE", text="another channel is free")
    slack.clock.advance(1)
    await client.chat_postMessage(channel="CIOT", text="x")
    again = await refusal(client.chat_postMessage(channel="CIOT", text="x"))
    assert again.response.status_code == 429


async def test_a_slower_limit_says_how_long_to_wait() -> None:
    settings = Settings(messages_per_second=0.1, message_burst=1)
    async with FakeSlack(settings=settings, clock=MovableClock(frozen=True)) as slack:
        slack.channel("CIOT")
        client = AsyncWebClient(token=slack.app.bot_token, base_url=slack.base_url)
        await client.chat_postMessage(channel="CIOT", text="x")
        error = await refusal(client.chat_postMessage(channel="CIOT", text="x"))
        assert error.response.headers["Retry-After"] == "10"


# Faults on demand


async def test_a_lost_answer_leaves_the_message_posted(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.lose_next_answer("chat.postMessage")
    client.retry_handlers.clear()
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel="CIOT", text="once")
    assert [message.text for message in slack.seen_by("UALICE", "CIOT")] == ["once"]


async def test_a_failure_on_demand_happens_once(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.fail_next("chat.postMessage", "ratelimited", status=429)
    error = await refusal(client.chat_postMessage(channel="CIOT", text="x"))
    assert error.response.headers["Retry-After"] == "1"
    await client.chat_postMessage(channel="CIOT", text="x")
    assert [call[2] for call in slack.calls] == ["ratelimited", None]


# People


async def test_people_are_found_by_id_and_by_email(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    found = (await client.users_lookupByEmail(email="Alice@home.example"))["user"]
    assert (found["id"], found["tz"]) == ("UALICE", "Europe/Berlin")
    assert await code(client.users_info(user="UNOBODY")) == "user_not_found"
    assert await code(client.users_lookupByEmail(email="x@y.example")) == "users_not_found"
    names = {person["name"] for person in (await client.users_list())["members"]}
    assert names == {"alice", "bob", "rapport"}


async def test_without_the_email_scope_people_have_no_address(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    assert "email" in (await client.users_info(user="UALICE"))["user"]["profile"]
    with_scopes(slack, "users:read")
    assert "email" not in (await client.users_info(user="UALICE"))["user"]["profile"]


async def test_a_stranger_shares_no_channel_and_never_shows_an_address(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    mallory = slack.user("UMALLORY", team="T0OTHER", email="mallory@other.example")
    person = (await client.users_info(user="UMALLORY"))["user"]
    assert (person["team_id"], person["is_stranger"]) == ("T0OTHER", True)
    assert "email" not in person["profile"]
    slack.channel("CSHARED", members=[mallory])
    assert (await client.users_info(user="UMALLORY"))["user"]["is_stranger"] is False
    assert (await client.conversations_info(channel="CSHARED"))["channel"]["is_ext_shared"] is True
    lookup = client.users_lookupByEmail(email="mallory@other.example")
    assert await code(lookup) == "users_not_found"


# Files


def picture(file_id: str) -> list[dict[str, Any]]:
    return [{"type": "image", "alt_text": "burn", "slack_file": {"id": file_id}}]


async def test_a_file_is_not_ready_at_once(slack: FakeSlack, client: AsyncWebClient) -> None:
    uploaded = await client.files_upload_v2(filename="burn.png", content=PNG)
    file_id = uploaded["files"][0]["id"]
    assert (await client.files_info(file=file_id))["file"]["mimetype"] == ""
    error = await refusal(
        client.chat_postMessage(channel="CIOT", text="chart", blocks=picture(file_id))
    )
    assert error.response["error"] == "invalid_blocks"
    assert error.response["errors"] == ["invalid slack file [json-pointer:/blocks/0/slack_file]"]
    slack.clock.advance(slack.settings.file_ready_after)
    assert (await client.files_info(file=file_id))["file"]["mimetype"] == "image/png"
    await client.chat_postMessage(channel="CIOT", text="chart", blocks=picture(file_id))


async def test_a_picture_is_refused_in_an_ephemeral_and_when_it_is_none(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    file_id = (await client.files_upload_v2(filename="a.png", content=PNG))["files"][0]["id"]
    text_id = (await client.files_upload_v2(filename="b.png", content="x"))["files"][0]["id"]
    slack.clock.advance(slack.settings.file_ready_after)
    for post in (
        client.chat_postEphemeral(channel="CIOT", user="UALICE", text="x", blocks=picture(file_id)),
        client.chat_postMessage(channel="CIOT", text="x", blocks=picture(text_id)),
        client.chat_postMessage(channel="CIOT", text="x", blocks=picture("F404")),
    ):
        assert await code(post) == "invalid_blocks"


async def test_an_upload_shared_with_a_channel_is_a_message_there(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    await client.files_upload_v2(
        filename="a.png", content=PNG, channel="CIOT", initial_comment="look"
    )
    [message] = slack.seen_by("UALICE", "CIOT")
    assert (message.text, message.subtype, len(message.files)) == ("look", "file_share", 1)
    elsewhere = client.files_upload_v2(filename="a.png", content=PNG, channel="CELSE")
    assert await code(elsewhere) == "not_in_channel"


async def test_an_upload_of_another_length_is_refused(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    got = await client.files_getUploadURLExternal(filename="a.png", length=5)
    async with aiohttp.ClientSession() as http, http.post(got["upload_url"], data=b"1") as answer:
        assert answer.status == 400
    files = [{"id": got["file_id"], "title": "a"}]
    assert await code(client.files_completeUploadExternal(files=files)) == "file_not_found"


async def test_a_private_file_wants_the_token(slack: FakeSlack, client: AsyncWebClient) -> None:
    uploaded = await client.files_upload_v2(filename="a.png", content=PNG)
    slack.clock.advance(1)
    url = uploaded["files"][0]["url_private"]
    right = {"Authorization": f"Bearer {slack.app.bot_token}"}
    async with aiohttp.ClientSession() as http:
        async with http.get(url) as answer:
            assert answer.status == 403
        async with http.get(url, headers=right) as answer:
            assert await answer.read() == PNG
