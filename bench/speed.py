"""The full signed answer against a bare Bolt echo and bare aiohttp, interleaved in one run."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.load import Result, load
from bench.requests import slash
from bench.servers import COUNTED, Server, baseline, rapport, rapport_config
from bench.slack_api import slack_api

if TYPE_CHECKING:
    from collections.abc import Mapping

ROUNDS = 5
BUSY, CALM = 32, 1
BUSY_REQUESTS, CALM_REQUESTS, WARM_UP = 3000, 400, 300


@dataclass(frozen=True, slots=True)
class Measured:
    """One server: medians over the rounds, and its memory after them."""

    per_second: float
    p50_calm: float
    resident_mib: float


async def measure() -> dict[str, Measured]:
    """Take turns, so that a noisy moment hits everybody."""
    async with slack_api() as slack:
        config = rapport_config(slack=slack, source=COUNTED)
        async with AsyncExitStack() as running:
            folder = running.enter_context(TemporaryDirectory())
            return await _rounds(
                {
                    "aiohttp": await running.enter_async_context(baseline("aiohttp")),
                    "Bolt": await running.enter_async_context(baseline("bolt")),
                    "Rapport": await running.enter_async_context(rapport(Path(folder), config)),
                }
            )


async def _rounds(servers: Mapping[str, Server]) -> dict[str, Measured]:
    rounds: dict[str, list[tuple[Result, Result]]] = {name: [] for name in servers}
    for server in servers.values():
        await _ask(server, WARM_UP, connections=BUSY)
    for _ in range(ROUNDS):
        for name, server in servers.items():
            busy = await _ask(server, BUSY_REQUESTS, connections=BUSY)
            calm = await _ask(server, CALM_REQUESTS, connections=CALM)
            rounds[name].append((busy, calm))
    return {
        name: Measured(
            per_second=median(busy.per_second for busy, _ in rounds[name]),
            p50_calm=median(calm.quantile(0.5) for _, calm in rounds[name]),
            resident_mib=server.resident_mib,
        )
        for name, server in servers.items()
    }


async def _ask(server: Server, times: int, *, connections: int) -> Result:
    questions = [slash("budget iot-hub") for _ in range(times)]
    return await load(server.port, questions, connections=connections)
