"""When Slack refuses a public answer, the asker learns why, and what to do."""

from types import SimpleNamespace

import pytest
from slack_sdk.http_retry import builtin_async_handlers

from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL, House


async def test_a_channel_that_refuses_us_is_told_to_the_asker_alone(
    workspace: Workspace, over_http: House
) -> None:
    workspace.slack.fail_next("chat.postMessage", "restricted_action")
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)

    apology = await workspace.slack.message(workspace.alice, "/invite @sre", CHANNEL)
    assert (apology.ephemeral_to, apology.thread_ts) == ("UALICE", None)
    assert "restricted_action" in apology.shown
    assert workspace.bob.sees(CHANNEL) == [said.message]


async def test_a_refusal_that_no_invitation_mends_asks_for_another_try(
    workspace: Workspace, over_http: House
) -> None:
    workspace.slack.fail_next("chat.postMessage", "internal_error")
    await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)

    apology = await workspace.slack.message(workspace.alice, "internal_error", CHANNEL)
    assert "ask again in a minute" in apology.shown
    assert "/invite" not in apology.shown


async def test_when_slack_asks_for_patience_the_answer_comes_later(
    workspace: Workspace, over_http: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(builtin_async_handlers, "asyncio", SimpleNamespace(sleep=wait))
    workspace.slack.fail_next("chat.postMessage", "ratelimited", status=429)
    said = await workspace.alice.mentions("why budget iot-hub", channel=CHANNEL)

    await workspace.answer(CHANNEL, said.ts)
    assert waited[0] >= 1
