"""A new token takes five seconds, and five people go on asking: does anything else wait?"""

from __future__ import annotations

import asyncio
import signal
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.servers import COUNTED, STALL, rapport, rapport_config
from bench.slack_api import slack_api
from bench.teams.service import bot_service
from bench.teams.turns import turns

ROUNDS = 3
ASKERS = 5
TOKEN_SECONDS = 5.0
FIRST_TOKEN_LASTS = 6
"""Seconds: it is renewed ahead of its end, and has ended before the next one has come."""
ASKING_SECONDS = 9.0
PAUSE_SECONDS = 0.05
QUESTION = "budget iot-hub"


@dataclass(frozen=True, slots=True)
class Waited:
    """Seconds: the longest for which the event loop did one thing, and the longest for a reply."""

    stall: float
    reply: float


async def measure() -> Waited:
    """The round in the middle of three, for whatever else runs here may hold one up."""
    rounds = [await _round() for _ in range(ROUNDS)]
    return sorted(rounds, key=lambda each: each.stall)[ROUNDS // 2]


async def _round() -> Waited:
    """Ask for some seconds in which the token runs out."""
    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(bot_service())
        slack = await stack.enter_async_context(slack_api())
        folder = Path(stack.enter_context(TemporaryDirectory()))
        config = rapport_config(slack=slack, source=COUNTED, teams=service)
        service.token_lasts = FIRST_TOKEN_LASTS
        slowest = 0.0
        async with rapport(folder, config, watched=True) as server:
            service.token_seconds, service.token_lasts = TOKEN_SECONDS, 3600
            await turns(server.port, service, text=QUESTION, times=ASKERS, people=ASKERS)
            server.process.send_signal(signal.SIGUSR1)
            until = time.perf_counter() + ASKING_SECONDS
            while time.perf_counter() < until:
                found = await turns(
                    server.port, service, text=QUESTION, times=ASKERS, people=ASKERS
                )
                slowest = max(slowest, found.quantile(1))
                await asyncio.sleep(PAUSE_SECONDS)
        assert service.tokens > 1, "no token was renewed"
        return Waited(float((folder / STALL).read_text()), slowest)
