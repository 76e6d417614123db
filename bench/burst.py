"""Monday, nine o'clock: 2,500 posts into 250 channels of a Slack that counts."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web

from adapters.clock import WallClock
from adapters.slack.calling import connected
from adapters.slack.chat import SlackChat
from adapters.slack.identity import Identity
from adapters.slack.pictures import Pictures
from bench.slack_api import slack_api
from bot.delivery import Delivery
from bot.model.pace import Limit, Pace
from bot.outgoing import Outgoing
from bot.reply import Card
from bot.request import Place
from storage.database import open_store

POSTS, CHANNELS, A_SECOND = 2_500, 250, 50
ME = Identity("T0BENCH", "U0BOT", "B0BOT", "sre", "https://bench.slack.com/")
PACE = Pace(
    everywhere=(Limit(A_SECOND, timedelta(seconds=1)),),
    place=(Limit(1, timedelta(seconds=1)),),
    settles=timedelta(seconds=10),
)


@dataclass(frozen=True, slots=True)
class Found:
    """How long it took ÷ how long it must, requests a message, and how many are lost."""

    over_ideal: float
    requests: float
    lost: int


@dataclass
class StrictSlack:
    """Takes one message a second in a channel, and so many a second in all, to the millisecond."""

    requests: int = 0
    posted: Counter[str] = field(default_factory=Counter)
    _last: dict[str, float] = field(default_factory=dict)
    _all: deque[float] = field(default_factory=deque)

    async def post(self, request: web.Request) -> web.Response:
        """chat.postMessage."""
        told = await request.json()
        channel, now = told["channel"], time.monotonic()
        self.requests += 1
        while self._all and self._all[0] <= now - 1:
            self._all.popleft()
        if len(self._all) >= A_SECOND or self._last.get(channel, 0) > now - 1:
            refused = {"ok": False, "error": "ratelimited"}
            return web.json_response(refused, status=429, headers={"Retry-After": "1"})
        self._all.append(now)
        self._last[channel] = now
        self.posted[told["metadata"]["event_payload"]["key"]] += 1
        return web.json_response({"ok": True, "channel": channel, "ts": f"{self.requests}.0"})


async def measure() -> Found:
    """Send all of them."""
    slack = StrictSlack()
    route = web.post("/api/chat.postMessage", slack.post)
    async with slack_api(route) as url, connected("xoxb-1", base_url=f"{url}/api/") as client:
        chat = SlackChat(client, me=ME, pictures=Pictures(client))
        chat.pace = PACE
        with TemporaryDirectory() as folder, closing(open_store(Path(folder) / "out.db")) as store:
            messages = [
                Outgoing(f"{number}", Place("slack", f"C{number % CHANNELS}"), Card("News."))
                for number in range(POSTS)
            ]
            await store.transact(lambda tx: [tx.outbox.put(each) for each in messages])
            delivery = Delivery(store, {"slack": chat}, clock=WallClock(), people={})
            began = time.perf_counter()
            running = asyncio.create_task(delivery.run())
            while len(slack.posted) < POSTS and time.perf_counter() < began + 4 * _ideal():  # noqa: ASYNC110 - for what is posted
                await asyncio.sleep(0.02)
            took = time.perf_counter() - began
            running.cancel()
            await asyncio.wait([running])
    twice = sum(times - 1 for times in slack.posted.values())
    return Found(took / _ideal(), slack.requests / POSTS, POSTS - len(slack.posted) + twice)


def _ideal() -> float:
    return max(POSTS / A_SECOND, POSTS / CHANNELS - 1)
