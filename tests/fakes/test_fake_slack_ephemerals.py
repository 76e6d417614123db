"""Ephemerals in threads are seen where somebody replied before, and by nobody elsewhere."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.fakes.slack import FakeSlack


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack:
        slack.channel("CIOT", name="iot-hub", members=[slack.user("UALICE"), slack.user("UBOB")])
        yield slack


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.app.bot_token, base_url=slack.base_url)


async def whisper(client: AsyncWebClient, thread_ts: str) -> None:
    await client.chat_postEphemeral(channel="CIOT", user="UALICE", text="psst", thread_ts=thread_ts)


def whispers(slack: FakeSlack) -> list[str]:
    return [each.text for each in slack.seen_by("UALICE", "CIOT") if each.ephemeral_to]


async def test_under_a_message_that_nobody_replied_to_nobody_sees_it(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    parent = await client.chat_postMessage(channel="CIOT", text="slow today")
    await whisper(client, parent["ts"])
    await client.chat_postMessage(channel="CIOT", text="a reply", thread_ts=parent["ts"])

    assert whispers(slack) == []


async def test_in_a_thread_with_a_reply_it_is_seen(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    parent = await client.chat_postMessage(channel="CIOT", text="slow today")
    await client.chat_postMessage(channel="CIOT", text="a reply", thread_ts=parent["ts"])
    await whisper(client, parent["ts"])

    assert whispers(slack) == ["psst"]


async def test_a_thread_whose_only_reply_was_deleted_is_none_any_more(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    parent = await client.chat_postMessage(channel="CIOT", text="slow today")
    reply = await client.chat_postMessage(channel="CIOT", text="a reply", thread_ts=parent["ts"])
    await client.chat_delete(channel="CIOT", ts=reply["ts"])
    await whisper(client, parent["ts"])

    assert whispers(slack) == []


async def test_through_a_response_url_it_is_the_same(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    parent = await client.chat_postMessage(channel="CIOT", text="slow today")
    hook = AsyncWebhookClient(slack.response_urls.issue("CIOT", "UALICE"))
    told = await hook.send_dict({"text": "psst", "thread_ts": parent["ts"]})

    assert told.status_code == 200
    assert whispers(slack) == []
