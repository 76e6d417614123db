"""Calls break in every way that calls break, once each and in order."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack:
        slack.channel("CIOT", name="iot-hub")
        yield slack


@pytest.fixture
def client(slack: FakeSlack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.app.bot_token, base_url=slack.base_url, retry_handlers=[])


async def test_a_call_that_breaks_before_slack_hears_it_does_nothing(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.break_next("chat.postMessage")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel="CIOT", text="x")

    assert slack.world.messages == []


async def test_a_call_that_a_gateway_stops_is_answered_in_plain_text(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.stop_next_at_the_gateway("chat.postMessage")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="CIOT", text="x")

    assert caught.value.response.status_code == 503
    assert isinstance(caught.value.response.data, str)
    assert slack.world.messages == []


async def test_faults_come_in_order_and_then_all_is_well(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.fail_next("chat.postMessage", "fatal_error")
    slack.lose_next_answer("chat.postMessage")
    with pytest.raises(SlackApiError, match="fatal_error"):
        await client.chat_postMessage(channel="CIOT", text="refused")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel="CIOT", text="unanswered")
    await client.chat_postMessage(channel="CIOT", text="well")

    assert [each.text for each in slack.world.messages] == ["unanswered", "well"]
