"""When things go wrong on the way: restarts, a source that is away or slow, a stop in between."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from tests.platforms.slack.house import CHANNEL
from tests.serving.process import rapport
from tests.serving.town import SECRETS, Town, arrived, populate, town, workspace, write_config

if TYPE_CHECKING:
    from pathlib import Path

    from aiohttp import web

    from tests.fakes.proxy import Manner, Pass, Seen
    from tests.platforms.slack.house import Way
    from tests.real.prometheus.steady import Steady

FOLLOWS = "the answer follows"
LEFT = "iot-hub: 33% of the error budget left, on watch"
both_ways = pytest.mark.parametrize("way", ["http", "socket"])


def behind(door: asyncio.Event) -> Manner:
    """Hang until a door is opened."""

    async def manner(seen: Seen, onward: Pass) -> web.StreamResponse:
        await door.wait()
        return await onward(seen.form)

    return manner


def slow(place: Town) -> asyncio.Event:
    """Let a town's Prometheus hang; gives the door that ends it."""
    door = asyncio.Event()
    place.proxy.manner = behind(door)
    return door


@both_ways
async def test_while_prometheus_hangs_the_asker_is_told_and_then_answered(
    way: Way, steady: Steady, tmp_path: Path
) -> None:
    async with town(tmp_path, steady.url, way=way) as place:
        door = slow(place)
        ack = await place.people["alice"].types("/sre budget iot-hub", channel=CHANNEL)
        assert (ack.status, ack.body) == (200, "")
        assert ack.after_seconds < 1

        told = await place.hears("alice", FOLLOWS, CHANNEL)
        door.set()
        answer = await place.hears("alice", LEFT, CHANNEL)

        assert (told.ephemeral_to, answer.ephemeral_to) == ("UALICE", "UALICE")
        assert place.people["bob"].sees(CHANNEL) == []


@both_ways
async def test_what_was_acknowledged_is_answered_before_it_stops_with_status_0(
    way: Way, steady: Steady, tmp_path: Path
) -> None:
    async with town(tmp_path, steady.url, way=way) as place:
        door = slow(place)
        await place.people["alice"].types("/sre budget iot-hub", channel=CHANNEL)
        said = await place.people["bob"].mentions("budget iot-hub", channel=CHANNEL)
        place.running.stop()
        await place.running.says("stopping")
        door.set()

        assert await place.running.ended() == 0
        await place.hears("alice", LEFT, CHANNEL)
        await place.answer(CHANNEL, said.ts, when=lambda each: LEFT in each.shown)
        assert [line["message"] for line in place.running.lines if line["level"] != "info"] == []


@both_ways
async def test_an_event_that_slack_repeats_after_a_restart_is_answered_once(
    way: Way, steady: Steady, tmp_path: Path
) -> None:
    async with workspace() as slack:
        people = populate(slack)
        config = write_config(tmp_path, slack, prometheus=steady.url, way=way)
        async with arrived(config, slack, way=way) as first:
            said = await people["alice"].mentions("why budget iot-hub", channel=CHANNEL)
            await slack.wait_for(lambda: len(slack.thread(CHANNEL, said.ts)) == 2)
        assert first.process.returncode == 0

        async with arrived(config, slack, way=way):
            again = await slack.replay(said.deliveries[0])
            await slack.settled()
            assert again.ack is not None
            assert again.ack.status == 200
            assert len(slack.thread(CHANNEL, said.ts)) == 2

            anew = await people["alice"].mentions("why budget iot-hub", channel=CHANNEL)
            await slack.wait_for(lambda: len(slack.thread(CHANNEL, anew.ts)) == 2)


async def test_while_prometheus_is_away_the_last_good_answer_is_given_with_its_age(
    steady: Steady, tmp_path: Path
) -> None:
    async with workspace() as slack:
        alice = populate(slack)["alice"]
        config = write_config(tmp_path, slack, prometheus=steady.url)
        await rapport(tmp_path, "ask", "budget gateway", environ=SECRETS)
        async with arrived(config, slack):
            with steady.away():
                await alice.types("/sre budget gateway", channel=CHANNEL)
                last_good = await slack.message(alice, "gateway: 33%", CHANNEL)
                await alice.types("/sre budget iot-hub", channel=CHANNEL)
                await slack.message(alice, "“main” cannot be reached", CHANNEL)
                ran = await rapport(tmp_path, "ask", "--json", "budget gateway", environ=SECRETS)

            assert "when last seen just now; main does not answer now" in last_good.text
            assert "stale" in last_good.shown
            assert json.loads(ran.out)["data"]["stale"] is True

            await alice.types("/sre budget gateway", channel=CHANNEL)
            await slack.message(alice, "gateway: 33% of the error budget left, on watch", CHANNEL)
