"""What was pressed is replaced through its response_url, and by chat.update where we are."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.fakes.slack import FakeSlack, Message


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack:
        slack.channel("CIOT", name="iot-hub", members=[slack.user("UALICE"), slack.user("UBOB")])
        yield slack


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.app.bot_token, base_url=slack.base_url)


async def replace(slack: FakeSlack, message: Message, **body: str) -> int:
    """As the answer to a press on it; gives the status."""
    hook = AsyncWebhookClient(slack.response_urls.issue("CIOT", "UALICE", message))
    told = await hook.send_dict({"replace_original": True, "text": "new", **body})
    return told.status_code


async def whispered(slack: FakeSlack, client: AsyncWebClient) -> tuple[str, Message]:
    """A thread with a reply, and an ephemeral in it."""
    parent = (await client.chat_postMessage(channel="CIOT", text="slow today"))["ts"]
    await client.chat_postMessage(channel="CIOT", text="a reply", thread_ts=parent)
    await client.chat_postEphemeral(channel="CIOT", user="UALICE", text="psst", thread_ts=parent)
    return parent, slack.seen_by("UALICE", "CIOT")[-1]


async def test_an_ephemeral_in_a_thread_is_replaced_in_the_thread_that_is_named(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    parent, ephemeral = await whispered(slack, client)
    await replace(slack, ephemeral, thread_ts=parent)

    assert (ephemeral.text, ephemeral.thread_ts) == ("new", parent)
    assert ephemeral in slack.seen_by("UALICE", "CIOT")


async def test_without_its_thread_an_ephemeral_is_replaced_in_the_channel(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    _, ephemeral = await whispered(slack, client)
    await replace(slack, ephemeral)

    assert (ephemeral.text, ephemeral.thread_ts) == ("new", None)


async def test_a_public_reply_stays_in_its_thread(slack: FakeSlack, client: AsyncWebClient) -> None:
    parent, _ = await whispered(slack, client)
    reply = slack.thread("CIOT", parent)[1]
    await replace(slack, reply)

    assert (reply.text, reply.thread_ts) == ("new", parent)


async def test_an_ephemeral_that_is_gone_is_not_replaced(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    _, ephemeral = await whispered(slack, client)
    ephemeral.deleted = True

    assert await replace(slack, ephemeral) == 404


@pytest.mark.parametrize("method", ["chat.update", "chat.delete"])
async def test_a_message_where_we_are_not_is_changed_by_its_response_url_alone(
    slack: FakeSlack, client: AsyncWebClient, method: str
) -> None:
    await client.chat_postMessage(channel="CIOT", text="old")
    (message,) = slack.seen_by("UALICE", "CIOT")
    slack.world.channels["CIOT"].members.remove(slack.app.bot_user_id)

    with pytest.raises(SlackApiError, match="not_in_channel"):
        await client.api_call(method, params={"channel": "CIOT", "ts": message.ts, "text": "new"})
    assert await replace(slack, message) == 200
    assert message.text == "new"
