"""A process that sends what is in the outbox to a fake, until it is killed."""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import aiohttp

from adapters.clock import WallClock
from adapters.outside import Outside
from adapters.slack.calling import connected
from adapters.slack.chat import SlackChat
from adapters.slack.identity import identify
from adapters.slack.pictures import Pictures
from adapters.teams.adapter import Adapter
from adapters.teams.authentication import Authentication
from adapters.teams.chat import TeamsChat
from adapters.teams.connector import Connectors
from adapters.teams.places import Places
from adapters.teams.settings import Settings
from bot.delivery import Delivery
from bot.model.pace import Pace
from tests.fakes.slack import App as SlackApp
from tests.fakes.teams import App as TeamsApp
from tests.storage.build import opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from multiprocessing.context import ForkServerContext
    from multiprocessing.process import BaseProcess

    from bot.ports.store import Store


@dataclass(frozen=True)
class Way:
    """How a process reaches its fake.

    Attributes:
        platform: ``slack`` or ``teams``.
        where: The database.
        url: The fake.
        patience: Seconds that one message may take.
        settles: Seconds that it may be on its way after that.
    """

    platform: str
    where: str
    url: str
    patience: float
    settles: float

    @property
    def lease(self) -> float:
        """Seconds until another takes over what somebody left behind."""
        return self.patience + self.settles


def start(way: Way) -> BaseProcess:
    """A new process that sends, from one that has loaded everything already."""
    server = _server()
    process = server.Process(target=_main, args=(way,), daemon=True)
    process.start()
    return process


def _server() -> ForkServerContext:
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload([__name__])
    return server


def _main(way: Way) -> None:
    sys.stderr = open("/dev/null", "w")  # noqa: PTH123, SIM115 - the end of the process closes it
    asyncio.run(_send(way))


async def _send(way: Way) -> None:
    with closing(opened(way.where)) as store:
        async with (slack if way.platform == "slack" else teams)(way.url, store) as chat:
            chat.pace = Pace(settles=timedelta(seconds=way.settles))
            delivery = Delivery(
                store,
                {way.platform: chat},
                clock=WallClock(),
                people={},
                patience=timedelta(seconds=way.patience),
            )
            await delivery.run()


@asynccontextmanager
async def slack(url: str, _store: Store) -> AsyncIterator[SlackChat]:
    """Slack's chat on a fake."""
    async with connected(SlackApp.bot_token, base_url=url) as client:
        yield SlackChat(client, me=await identify(client), pictures=Pictures(client))


@asynccontextmanager
async def teams(url: str, store: Store) -> AsyncIterator[TeamsChat]:
    """Teams' chat on a fake."""
    app = TeamsApp()

    async def token() -> str:
        return app.token

    settings = Settings(
        tenant=app.tenant,
        service_url=url,
        app_id=app.app_id,
        client_secret_env="TEAMS_CLIENT_SECRET",
    )
    outside = Outside(store=store, clock=WallClock(), environ={})
    async with aiohttp.ClientSession() as session:
        once = Connectors(session, token, asks_again=False)
        adapter = Adapter(Authentication(once), app_id=app.app_id)
        yield TeamsChat(adapter, Places(settings, outside, adapter=adapter))
