"""Whatever breaks on the way, the asker hears something."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.command import Command
from bot.form import Form, Input
from tests.fakes.slack import FakeSlack
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL, House, served
from tests.platforms.slack.notices import NOTICE

FOLLOWS = "the answer follows"
HELP = "What you can ask me"
LEFT = "of the error budget left"
LOST = "may have got lost"
WHY = "Arithmetic"
HALF_AN_HOUR_AND_MORE = 31 * 60


@pytest.fixture
async def hurried(workspace: Workspace, tmp_path: Path) -> AsyncIterator[House]:
    """A bot that soon gives a sign of life, and whose source hangs."""
    async with served(workspace.slack, tmp_path, at_once=0.02, sign_of_life=0.05) as house:
        house.door.clear()
        yield house


@pytest.mark.parametrize(
    "spoil",
    [FakeSlack.break_next, FakeSlack.stop_next_at_the_gateway, FakeSlack.fail_next],
    ids=["broken", "stopped", "refused"],
)
async def test_a_private_answer_that_cannot_be_given_there_comes_as_a_direct_message(
    workspace: Workspace, over_http: House, spoil: Callable[[FakeSlack, str], None]
) -> None:
    spoil(workspace.slack, "chat.postEphemeral")
    await workspace.alice.mentions("help", channel=CHANNEL)

    await workspace.slack.message(workspace.alice, HELP, workspace.alice.dm)


async def test_in_a_thread_that_was_deleted_it_comes_as_a_direct_message_too(
    workspace: Workspace, over_http: House
) -> None:
    first = await workspace.alice.says("help")
    workspace.slack.fail_next("chat.postMessage", "thread_not_found")
    workspace.slack.fail_next("chat.postMessage", "thread_not_found")
    await workspace.alice.says("why budget", thread_ts=first.ts)

    apology = await workspace.slack.message(workspace.alice, "thread_not_found", workspace.alice.dm)
    assert apology.thread_ts is None


async def test_in_a_conversation_of_others_it_comes_as_our_own_direct_message(
    workspace: Workspace, over_http: House
) -> None:
    slack = workspace.slack
    slack.channel("DPAIR", members=[workspace.alice, workspace.bob], kind="im", with_bot=False)
    await workspace.alice.types("/sre form why", channel="DPAIR")
    await slack.wait_for(lambda: slack.open_views("UALICE"))
    await slack.advance(HALF_AN_HOUR_AND_MORE)
    await workspace.alice.submit(
        slack.open_views("UALICE")[0], {"Answer": "budget", "About": "hub"}
    )

    await slack.message(workspace.alice, WHY, workspace.alice.dm)
    assert slack.seen_by("UBOB", "DPAIR") == []


async def test_a_response_url_that_refuses_with_status_200_is_not_believed(
    workspace: Workspace, over_http: House
) -> None:
    slack = workspace.slack
    slack.response_urls.refusal_status = 200
    await workspace.alice.types("/sre form why", channel=CHANNEL)
    await slack.wait_for(lambda: slack.open_views("UALICE"))
    await slack.advance(HALF_AN_HOUR_AND_MORE)
    await workspace.alice.submit(slack.open_views("UALICE")[0], {"Answer": "budget"})

    answer = await slack.message(workspace.alice, WHY, CHANNEL)
    assert answer.via == "chat.postEphemeral"


async def test_what_a_gateway_stops_may_have_got_lost(
    workspace: Workspace, over_http: House
) -> None:
    workspace.slack.stop_next_at_the_gateway("chat.postMessage")
    await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)

    await workspace.slack.message(workspace.alice, LOST, CHANNEL)


async def test_what_was_announced_is_not_taken_for_the_answer(
    workspace: Workspace, hurried: House
) -> None:
    await workspace.alice.says("budget iot-hub")
    announced = await workspace.slack.message(workspace.alice, FOLLOWS, workspace.alice.dm)
    workspace.slack.fail_next("chat.update")
    workspace.slack.break_next("chat.postMessage")
    hurried.door.set()

    await workspace.slack.message(workspace.alice, LOST, workspace.alice.dm)
    await workspace.slack.settled()
    assert announced not in workspace.alice.sees(workspace.alice.dm)


async def test_an_answer_that_could_not_replace_its_announcement_stands_alone(
    workspace: Workspace, hurried: House
) -> None:
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)
    await workspace.answer(CHANNEL, said.ts, when=lambda each: FOLLOWS in each.shown)
    workspace.slack.fail_next("chat.update")
    hurried.door.set()
    answer = await workspace.answer(CHANNEL, said.ts, when=lambda each: LEFT in each.shown)
    await hurried.desk.close()

    assert workspace.slack.thread(CHANNEL, said.ts)[1:] == [answer]


async def test_a_form_that_opens_late_leaves_no_announcement_behind(
    workspace: Workspace, tmp_path: Path
) -> None:
    door = asyncio.Event()

    async def ask(_args: object, _context: object) -> Form:
        await door.wait()
        return Form("why", "Why", (Input("verb", "Verb", "what to explain", required=True),))

    slow = Command(verb="help", summary="a form, after a while", run=ask)
    slack = workspace.slack
    async with served(
        slack, tmp_path, at_once=0.02, sign_of_life=0.05, also=(NOTICE, slow)
    ) as house:
        await workspace.alice.types("/sre notice", channel=CHANNEL)
        (notice,) = workspace.bob.sees(CHANNEL)
        await workspace.bob.press(notice, "Help")
        await workspace.answer(CHANNEL, notice.ts, when=lambda each: FOLLOWS in each.shown)
        door.set()
        await slack.wait_for(lambda: slack.open_views("UBOB"))
        await house.desk.close()

    assert slack.thread(CHANNEL, notice.ts) == [notice]
