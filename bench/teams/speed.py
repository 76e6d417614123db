"""Whole turns on Teams: ours against Microsoft's echo and bare aiohttp, interleaved in one run.

Every server has one core, the same one; those who ask, and the connector, have the others.
"""

from __future__ import annotations

import os
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.servers import COUNTED, rapport, rapport_config, teams_server
from bench.slack_api import slack_api
from bench.speed import Measured
from bench.teams.service import bot_service
from bench.teams.turns import turns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bench.load import Result
    from bench.servers import Server
    from bench.teams.service import BotService

ROUNDS = 5
BUSY, CALM = 32, 1
CALM_TURNS, WARM_UP = 60, 96
HELLO, QUESTION = "hello", "budget iot-hub"


@dataclass(frozen=True, slots=True)
class Contender:
    """A server, what it is told, how often in a round, and what its reply must hold."""

    server: Server
    text: str
    times: int
    proof: str


async def measure() -> dict[str, Measured]:
    """Take turns, so that a noisy moment hits everybody."""
    async with AsyncExitStack() as running:
        service = await running.enter_async_context(bot_service())
        slack = await running.enter_async_context(slack_api())
        folder = Path(running.enter_context(TemporaryDirectory()))
        config = rapport_config(slack=slack, source=COUNTED, teams=service)

        async def one(kind: str, *words: str) -> Server:
            return await running.enter_async_context(teams_server(kind, *words))

        ours = await running.enter_async_context(rapport(folder, config))
        contenders = {
            "aiohttp": Contender(await one("bare"), HELLO, 2000, HELLO),
            "Microsoft's echo": Contender(await one("stock", service.url), HELLO, 200, HELLO),
            "our echo": Contender(
                await one("echo", service.url, service.service_url), HELLO, 1500, HELLO
            ),
            "Rapport": Contender(ours, QUESTION, 1000, "iot-hub: 10%"),
        }
        with _apart([each.server for each in contenders.values()]):
            return await _rounds(contenders, service)


async def _rounds(contenders: Mapping[str, Contender], service: BotService) -> dict[str, Measured]:
    rounds: dict[str, list[tuple[Result, Result]]] = {name: [] for name in contenders}
    for name, each in contenders.items():
        await _ask(each, service, times=WARM_UP, people=BUSY)
        assert each.proof in service.replied["a:0"].decode(), name
    for _ in range(ROUNDS):
        for name, each in contenders.items():
            busy = await _ask(each, service, times=each.times, people=BUSY)
            calm = await _ask(each, service, times=CALM_TURNS, people=CALM)
            rounds[name].append((busy, calm))
    return {
        name: Measured(
            per_second=median(busy.per_second for busy, _ in rounds[name]),
            calm=[calm.quantile(0.5) for _, calm in rounds[name]],
            resident_mib=each.server.resident_mib,
        )
        for name, each in contenders.items()
    }


async def _ask(each: Contender, service: BotService, *, times: int, people: int) -> Result:
    return await turns(each.server.port, service, text=each.text, times=times, people=people)


@contextmanager
def _apart(servers: list[Server]) -> Iterator[None]:
    """The first core for the servers, the others for us; where there is one, we share it."""
    ours = os.sched_getaffinity(0)
    first, *others = sorted(ours)
    for each in servers:
        for thread in Path(f"/proc/{each.process.pid}/task").iterdir():
            os.sched_setaffinity(int(thread.name), {first})
    os.sched_setaffinity(0, set(others) or ours)
    try:
        yield
    finally:
        os.sched_setaffinity(0, ours)
