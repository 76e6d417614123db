"""A source that hangs, and fifty people who ask at once: what do they hear, and when?"""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web

from bench.load import load
from bench.requests import slash
from bench.servers import rapport, rapport_config
from bench.slack_api import slack_api

ASKERS = 50
HANGS_SECONDS = 10.0
PATIENCE_SECONDS = 5.0
QUERY = ", query: {total: 'http_requests_total', bad: 'http_errors_total'}"


@dataclass(frozen=True, slots=True)
class Heard:
    """Seconds from the question, at the 99th percentile."""

    acknowledged: float
    told: float


@dataclass(slots=True)
class _Inbox:
    """Receives what Slack's answer addresses receive: the first sentence for each asker."""

    told: dict[str, float] = field(default_factory=dict)
    full: asyncio.Event = field(default_factory=asyncio.Event)

    async def receive(self, request: web.Request) -> web.Response:
        await request.read()
        self.told.setdefault(request.match_info["asker"], time.perf_counter())
        if len(self.told) == ASKERS:
            self.full.set()
        return web.Response(text="ok")


async def measure() -> Heard:
    """Ask fifty times at once while the source hangs."""
    inbox = _Inbox()
    hanging = await asyncio.start_server(_hang, "127.0.0.1", 0)
    source = f"{{kind: prometheus, url: 'http://127.0.0.1:{hanging.sockets[0].getsockname()[1]}'}}"
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(
            slack_api(web.post("/answer/{asker}", inbox.receive))
        )
        config = rapport_config(slack=slack, source=source, query=QUERY)
        folder = stack.enter_context(TemporaryDirectory())
        async with rapport(Path(folder), config) as server:
            asked = [
                slash("budget iot-hub", response_url=f"{slack}/answer/{n}") for n in range(ASKERS)
            ]
            started = time.perf_counter()
            acknowledged = await load(server.port, asked, connections=ASKERS)
            await asyncio.wait_for(inbox.full.wait(), PATIENCE_SECONDS)
            told = sorted(at - started for at in inbox.told.values())
    hanging.close()
    return Heard(acknowledged.quantile(0.99), told[int(0.99 * ASKERS)])


async def _hang(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(HANGS_SECONDS)
    writer.close()
