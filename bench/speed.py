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
    from collections.abc import Mapping, Sequence

ROUNDS, SLICES = 5, 5
BUSY, CALM = 32, 1
BUSY_REQUESTS, CALM_REQUESTS, WARM_UP = 3000, 100, 300


@dataclass(frozen=True, slots=True)
class Measured:
    """One server: its median rate, the p50 of each of its calm turns, its memory after them."""

    per_second: float
    calm: Sequence[float]
    resident_mib: float

    @property
    def p50_calm(self) -> float:
        """Seconds."""
        return median(self.calm)

    def waits(self, other: Measured) -> float:
        """How much longer than somebody else's its answers take, turn by turn.

        How fast a waiting core wakes up changes by the second: only neighbours can be compared.
        """
        return median(own / its for own, its in zip(self.calm, other.calm, strict=True))


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
    busy: dict[str, list[Result]] = {name: [] for name in servers}
    calm: dict[str, list[Result]] = {name: [] for name in servers}
    for server in servers.values():
        await _ask(server, WARM_UP, connections=BUSY)
    for _ in range(ROUNDS):
        for name, server in servers.items():
            busy[name].append(await _ask(server, BUSY_REQUESTS, connections=BUSY))
        for _ in range(SLICES):
            for name, server in servers.items():
                calm[name].append(await _ask(server, CALM_REQUESTS, connections=CALM))
    return {
        name: Measured(
            per_second=median(each.per_second for each in busy[name]),
            calm=[each.quantile(0.5) for each in calm[name]],
            resident_mib=server.resident_mib,
        )
        for name, server in servers.items()
    }


async def _ask(server: Server, times: int, *, connections: int) -> Result:
    questions = [slash("budget iot-hub") for _ in range(times)]
    return await load(server.port, questions, connections=connections)
