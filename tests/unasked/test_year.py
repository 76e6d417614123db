"""A year of due work by two processes that are killed at random: each slot is said once."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.fakes.slack import FakeSlack
from tests.platforms.slack.house import BRISK, INSTALLED
from tests.storage.build import opened
from tests.unasked.daily import CHANNELS, build, slots
from tests.unasked.simulation import FileClock, Simulation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.real.postgres import Postgres

DAYS, KILLS = 365, 12
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
"""In the past: the fake Slack's time is the real one, and no post is older than what caused it."""
DAY = timedelta(days=1)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    app = replace(INSTALLED, scopes=INSTALLED.scopes | {"channels:history"})
    brisk = replace(BRISK, messages_per_second=10_000, message_burst=10_000)
    async with FakeSlack(app, brisk) as slack:
        for channel in CHANNELS:
            slack.channel(channel)
        yield slack


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
async def test_each_slot_of_a_year_is_said_once(
    engine: str, slack: FakeSlack, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    where, server = str(tmp_path / "rapport.db"), None
    if engine == "postgresql":
        where = request.getfixturevalue("postgres_url")
        server = request.getfixturevalue("postgres")
    clock = FileClock(tmp_path / "now")
    clock.set(BEGIN)
    with closing(opened(where)) as store:
        simulation = Simulation(where, clock, slack, build, store)
        await year(simulation, server)

    expected = [planned.slot for planned in slots(BEGIN, clock.now())]
    said = [each.metadata["event_payload"]["key"] for each in slack.world.messages if each.metadata]
    assert len(expected) > DAYS * 5 - 10
    assert {key: times for key, times in Counter(said).items() if times > 1} == {}
    assert sorted(said) == sorted(expected)
    for channel in CHANNELS:
        there = [key for key in said if key.startswith(f"{channel}@")]
        assert there == sorted(there)


async def year(simulation: Simulation, server: Postgres | None) -> None:
    """Live through it; on one of the days the database goes away and comes back."""
    unlucky = set(random.sample(range(1, DAYS), KILLS))
    simulation.start()
    try:
        for day in range(DAYS):
            simulation.clock.set(max(simulation.clock.now(), BEGIN + day * DAY))
            if day in unlucky:
                await simulation.kill_one()
            if server and day == DAYS // 2:
                server.restart(immediate=True)
                await simulation.lapse()
            await simulation.until_done()
    finally:
        simulation.stop()
