"""A year of handoffs by two processes that are killed at random: each is posted once, in order."""

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
from tests.unasked.handoffs import CHANNELS, build, keys
from tests.unasked.simulation import FileClock, Simulation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.real.postgres import Postgres

KILLS = 12
BEGIN = datetime(2025, 1, 6, tzinfo=UTC)
END = BEGIN + timedelta(days=365)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    app = replace(INSTALLED, scopes=INSTALLED.scopes | {"channels:history"})
    brisk = replace(BRISK, messages_per_second=10_000, message_burst=10_000)
    async with FakeSlack(app, brisk) as slack:
        for channel in CHANNELS:
            slack.channel(channel)
        yield slack


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
async def test_each_handoff_of_a_year_is_posted_once(
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

    expected = list(keys(BEGIN, END))
    said = [each.metadata["event_payload"]["key"] for each in slack.world.messages if each.metadata]
    assert len(expected) > 52 * 3
    assert {key: times for key, times in Counter(said).items() if times > 1} == {}
    assert sorted(said) == sorted(expected)
    for channel in CHANNELS:
        there = [_at(key) for key in said if key.endswith(channel)]
        assert there == sorted(there)


def _at(key: str) -> str:
    """When a handoff was, out of its post's key."""
    return key.partition("@")[2].partition(" ")[0]


async def year(simulation: Simulation, server: Postgres | None) -> None:
    """Live through it, from handoff to handoff; once the database goes away and comes back."""
    instants = sorted({datetime.fromisoformat(_at(key)) for key in keys(BEGIN, END)})
    unlucky = set(random.sample(range(1, len(instants)), KILLS))
    simulation.start()
    try:
        await simulation.until_done()
        for number, at in enumerate(instants):
            simulation.clock.set(max(simulation.clock.now(), at))
            if number in unlucky:
                await simulation.kill_one()
            if server and number == len(instants) // 2:
                server.restart(immediate=True)
                await simulation.lapse()
            await simulation.until_done()
    finally:
        simulation.stop()
