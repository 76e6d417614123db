"""Real processes that send, killed again and again: what people see is what was put in, once."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections import Counter
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from bot.outgoing import Outgoing
from bot.reaching import PERHAPS_AGAIN
from bot.reply import Card
from bot.request import Place
from tests.fakes.slack import FakeSlack
from tests.fakes.teams import FakeTeams
from tests.platforms.slack.house import BRISK, INSTALLED
from tests.storage.build import opened
from tests.unasked.sender import Way, start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.ports.store import Store
    from storage.opening import AnyStore

SLACKS, KILLS = 1_500, 60
TEAMS, TEAMS_KILLS = 300, 5
CHANNELS = 150


@pytest.fixture
def where(tmp_path: Path) -> str:
    return str(tmp_path / "rapport.db")


@pytest.fixture
def store(where: str) -> Iterator[AnyStore]:
    with closing(opened(where)) as store:
        yield store


async def put(store: Store, messages: dict[str, Place]) -> None:
    await store.transact(
        lambda tx: [
            tx.outbox.put(Outgoing(key, place, Card(f"News {key}.")))
            for key, place in messages.items()
        ]
    )


async def waiting(store: Store, platform: str) -> int:
    return await store.transact(lambda tx: tx.outbox.waiting(platform))


def called(teams: FakeTeams, times: int) -> bool:
    return len(teams.calls) >= times


async def until_called(slack: FakeSlack, more: int) -> None:
    """Until so many more calls have come; not for ever, for all may have been sent."""
    enough = len(slack.calls) + more
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(2):
            while len(slack.calls) < enough:  # noqa: ASYNC110 - other processes do it
                await asyncio.sleep(0.002)


async def until_sent(store: Store, platform: str) -> None:
    async with asyncio.timeout(60):
        while await waiting(store, platform):  # noqa: ASYNC110 - other processes do it
            await asyncio.sleep(0.05)


async def test_on_slack_nothing_is_lost_and_nothing_stands_twice(
    store: AnyStore, where: str
) -> None:
    app = replace(INSTALLED, scopes=INSTALLED.scopes | {"channels:history"})
    brisk = replace(BRISK, messages_per_second=10_000, message_burst=10_000)
    async with FakeSlack(app, brisk) as slack:
        places = [Place("slack", f"C{number}") for number in range(CHANNELS)]
        for place in places:
            slack.channel(place.channel)
        messages = {f"{number}": places[number % CHANNELS] for number in range(SLACKS)}
        await put(store, messages)
        way = Way("slack", where, slack.base_url, patience=3, settles=2)

        pair = [start(way), start(way)]
        for number in range(KILLS):
            # Not by the clock: a busy machine may need longer than that to begin at all.
            await until_called(slack, random.randint(1, SLACKS // KILLS))
            await asyncio.sleep(random.uniform(0, 0.02))
            pair[number % 2].kill()
            pair[number % 2] = start(way)
        await until_sent(store, "slack")
        for process in pair:
            process.kill()

        posted = [each for each in slack.world.messages if each.metadata]
        keys = Counter(each.metadata["event_payload"]["key"] for each in posted if each.metadata)
        looked = sum(method == "conversations.history" for method, _, _ in slack.calls)
        assert looked > 0, "no kill hit anything"
        assert {key: seen for key, seen in keys.items() if seen > 1} == {}
        assert keys.keys() == messages.keys()
        for place in places:
            in_order = [int(each.text[5:-1]) for each in posted if each.channel == place.channel]
            assert in_order == sorted(in_order)


async def test_on_teams_nothing_is_lost_and_what_may_stand_there_is_repeated_once_and_says_so(
    store: AnyStore, where: str
) -> None:
    async with FakeTeams() as teams:
        alice = teams.person("Alice")
        places = [
            Place("teams", teams.channel(f"c{number}", [alice]).id) for number in range(CHANNELS)
        ]
        messages = {f"{number}": places[number % CHANNELS] for number in range(TEAMS)}
        way = Way("teams", where, teams.service_url, patience=1.5, settles=0.3)
        shares = [list(messages)[number::TEAMS_KILLS] for number in range(TEAMS_KILLS)]
        for share in shares:
            # Teams shows nobody what arrived: what is hit twice may be lost. So here every process
            # finishes what the one before it left behind, before it is killed with the next share.
            process = start(way)
            await until_sent(store, "teams")
            await put(store, {key: messages[key] for key in share})
            enough = len(teams.calls) + random.randint(5, len(share) - 20)
            await teams.wait_for(partial(called, teams, enough), timeout=30)
            process.kill()
        start(way)
        await until_sent(store, "teams")

        stands = Counter(each.summary for each in teams.seen_by(alice))
        marked = Counter(
            each.summary for each in teams.seen_by(alice) if PERHAPS_AGAIN in each.shown
        )
        assert marked, "no kill hit anything"
        assert stands.keys() == {f"News {key}." for key in messages}
        assert set(marked.values()) == {1}
        assert {said for said, times in stands.items() if times > 1} <= marked.keys()
        assert max(stands.values()) <= 2
