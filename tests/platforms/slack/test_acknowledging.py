"""In time and once: slow sources, late acknowledgements, retries, replays."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.command import Command
from bot.reply import Card
from tests.fakes.slack import repeat_exactly
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL, House, Way, served

FOLLOWS = "the answer follows"
LEFT = "of the error budget left"


@pytest.fixture
async def hurried(workspace: Workspace, tmp_path: Path, way: Way) -> AsyncIterator[House]:
    """A bot that acknowledges after 20 ms and gives a sign of life after 50."""
    async with served(workspace.slack, tmp_path, way=way, at_once=0.02, sign_of_life=0.05) as house:
        house.door.clear()
        yield house


async def test_a_slow_slash_command_is_acknowledged_at_once_and_announced_and_answered(
    workspace: Workspace, hurried: House
) -> None:
    ack = await workspace.alice.types("/sre budget iot-hub", channel=CHANNEL)
    assert (ack.status, ack.body) == (200, "")
    assert ack.after_seconds < 1

    await workspace.slack.message(workspace.alice, FOLLOWS, CHANNEL)
    hurried.door.set()
    await workspace.slack.message(workspace.alice, LEFT, CHANNEL)

    assert [each.ephemeral_to for each in workspace.alice.sees(CHANNEL)] == ["UALICE"] * 2
    assert workspace.bob.sees(CHANNEL) == []


async def test_a_slow_mentions_answer_takes_the_place_of_its_announcement(
    workspace: Workspace, hurried: House
) -> None:
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)
    assert said.ack.ok

    announced = await workspace.answer(CHANNEL, said.ts, when=lambda each: FOLLOWS in each.shown)
    hurried.door.set()
    answer = await workspace.answer(CHANNEL, said.ts, when=lambda each: LEFT in each.shown)

    assert answer.ts == announced.ts
    assert len(workspace.slack.thread(CHANNEL, said.ts)) == 2


async def test_when_the_announcement_was_deleted_the_answer_is_posted_anew(
    workspace: Workspace, hurried: House
) -> None:
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)
    announced = await workspace.answer(CHANNEL, said.ts)
    announced.deleted = True
    hurried.door.set()

    await workspace.answer(CHANNEL, said.ts, when=lambda each: LEFT in each.shown)


async def test_past_half_an_hour_the_answer_still_reaches_the_asker_alone(
    workspace: Workspace, hurried: House
) -> None:
    await workspace.alice.types("/sre budget iot-hub", channel=CHANNEL)
    await workspace.slack.message(workspace.alice, FOLLOWS, CHANNEL)
    await workspace.slack.advance(31 * 60)
    hurried.door.set()

    answer = await workspace.slack.message(workspace.alice, LEFT, CHANNEL)
    assert (answer.ephemeral_to, answer.via) == ("UALICE", "chat.postEphemeral")


async def test_past_half_an_hour_and_without_us_in_the_channel_it_comes_as_a_direct_message(
    workspace: Workspace, hurried: House
) -> None:
    workspace.slack.channel("CAWAY", members=[workspace.alice], with_bot=False)
    await workspace.alice.types("/sre budget iot-hub", channel="CAWAY")
    await workspace.slack.message(workspace.alice, FOLLOWS, "CAWAY")
    await workspace.slack.advance(31 * 60)
    hurried.door.set()

    await workspace.slack.message(workspace.alice, LEFT, workspace.alice.dm)


async def test_a_slow_direct_message_is_announced_and_answered_in_one_message(
    workspace: Workspace, hurried: House
) -> None:
    await workspace.alice.says("budget iot-hub")
    await workspace.slack.message(workspace.alice, FOLLOWS, workspace.alice.dm)
    hurried.door.set()

    await workspace.slack.message(workspace.alice, LEFT, workspace.alice.dm)
    assert len(workspace.alice.sees(workspace.alice.dm)) == 2


async def test_what_is_for_the_asker_alone_leaves_no_announcement_behind(
    workspace: Workspace, tmp_path: Path
) -> None:
    door = asyncio.Event()

    async def tell(_args: object, _context: object) -> Card:
        await door.wait()
        return Card("Psst.")

    secret = Command(verb="secret", summary="for you alone", run=tell, private=True)
    async with served(workspace.slack, tmp_path, at_once=0.02, sign_of_life=0.05, also=(secret,)):
        said = await workspace.alice.mentions("secret", channel=CHANNEL)
        await workspace.answer(CHANNEL, said.ts, when=lambda each: FOLLOWS in each.shown)
        door.set()
        whispered = await workspace.slack.message(workspace.alice, "Psst.", CHANNEL)

    assert whispered.ephemeral_to == "UALICE"
    assert workspace.bob.sees(CHANNEL) == [said.message]


async def test_a_replayed_event_is_answered_once(workspace: Workspace, house: House) -> None:
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)
    await workspace.answer(CHANNEL, said.ts)

    again = await workspace.slack.replay(said.deliveries[0])
    await workspace.slack.settled()

    assert again.ack is not None
    assert again.ack.status == 200
    assert len(workspace.slack.thread(CHANNEL, said.ts)) == 2


async def test_a_replayed_slash_command_is_acknowledged_and_left_alone(
    workspace: Workspace, over_http: House
) -> None:
    await workspace.alice.types("/sre budget iot-hub", channel=CHANNEL)
    ack = await repeat_exactly(workspace.slack, workspace.slack.sent("commands")[0])

    assert (ack.status, ack.body) == (200, "")


async def test_a_retry_while_the_first_is_still_being_answered_does_nothing(
    workspace: Workspace, hurried: House
) -> None:
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)
    await workspace.slack.replay(said.deliveries[0])
    hurried.door.set()
    await workspace.answer(CHANNEL, said.ts, when=lambda each: LEFT in each.shown)
    await workspace.slack.settled()

    assert len(workspace.slack.thread(CHANNEL, said.ts)) == 2


async def test_what_came_while_we_were_away_is_answered_when_slack_repeats_it(
    workspace: Workspace, over_http: House
) -> None:
    slack, here = workspace.slack, workspace.slack.request_urls["events"]
    slack.requests_go_to("http://127.0.0.1:9/slack/events")
    said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)
    await slack.settled()
    assert said.ack.failure == "connection_failed"

    slack.requests_go_to(here)
    await slack.advance(60)

    await workspace.answer(CHANNEL, said.ts, when=lambda each: LEFT in each.shown)


async def test_whatever_was_acknowledged_is_answered_before_the_bot_stops(
    workspace: Workspace, tmp_path: Path, way: Way
) -> None:
    async with served(workspace.slack, tmp_path, way=way) as house:
        house.door.clear()
        said = await workspace.alice.mentions("budget iot-hub", channel=CHANNEL)
        assert workspace.slack.thread(CHANNEL, said.ts)[1:] == []

    answer = workspace.slack.thread(CHANNEL, said.ts)[1]
    assert LEFT in answer.shown


async def test_an_answer_that_is_ready_comes_with_the_acknowledgement(
    workspace: Workspace, house: House
) -> None:
    began = time.monotonic()
    ack = await workspace.alice.types("/sre help", channel=CHANNEL)

    assert "What you can ask me" in ack.body
    assert time.monotonic() - began < 1
