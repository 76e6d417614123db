"""All of Rapport behind a fake Teams and a fake login: the real core, store, commands and door."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from adapters.budgets import example
from adapters.by_name import schemas
from adapters.listening import listening
from adapters.outside import Outside
from adapters.teams.opening import Teams, opened
from adapters.teams.settings import Settings
from bot.at_hand import AtHand
from bot.budgets import Budgets
from bot.command import Command, discover
from bot.config import Config, load
from bot.core import Core
from bot.decisions.reading import Deciding
from bot.desk import Desk
from bot.directory import Directory
from bot.ports.store_conversations import Conversation
from storage.database import open_store
from tests.fakes.budgets import Doorkeeper
from tests.fakes.entra import FakeEntra
from tests.fakes.oncall import rotas
from tests.fakes.store import BreakableStore
from tests.fakes.teams import FakeTeams

NOON = datetime(2026, 11, 9, 12, 0, tzinfo=UTC)
APP_YAML = Path(__file__).parent / "app.yaml"
CHANNEL, OTHER_CHANNEL = "19:iot-hub@thread.tacv2", "19:device-twins@thread.tacv2"


@dataclass
class Clock:
    """Everybody's time, which stands until it is moved."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at


@dataclass
class House:
    """A running bot.

    Attributes:
        door: Closed, the source hangs.
        platform: Its part that speaks to Teams.
        ready: Whether it says that it can serve.
    """

    desk: Desk
    clock: Clock
    door: asyncio.Event
    store: BreakableStore
    platform: Teams
    ready: Callable[[], bool]

    async def settled(self) -> None:
        """Wait until nothing that was taken on is still being done."""
        await self.desk.close()

    async def known(self, channel: str) -> Conversation | None:
        """What is stored of a conversation."""
        return await self.store.transact(lambda tx: tx.conversations.find("teams", channel))


@asynccontextmanager
async def served(
    teams: FakeTeams,
    entra: FakeEntra,
    folder: Path,
    *,
    clock: Clock | None = None,
    at_once: float = 0.25,
    sign_of_life: float = 1.5,
    patience: float = 3.0,
    also: tuple[Command, ...] = (),
    settings: Mapping[str, object] | None = None,
) -> AsyncIterator[House]:
    """Put the house together, and let Teams reach it while the block runs."""
    config = load(APP_YAML, schemas=schemas())
    clock, door = clock or Clock(), asyncio.Event()
    door.set()
    database = open_store(folder / "rapport.db")
    store = BreakableStore(database)
    try:
        outside = Outside(store=store, clock=clock, environ=environ(entra))
        section = settings_of(teams, entra, **(settings or {}))
        async with opened(section, outside, patience=patience) as ours:
            source = Doorkeeper(example.Source("example"), door)
            core = Core(
                at_hand=AtHand(
                    organisation=config.organisation,
                    budgets=Budgets(config.organisation, {"example": source}, store),
                    oncall=rotas(config.organisation, store, clock),
                    deciding=Deciding(config.organisation, store),
                    platforms=frozenset({"teams"}),
                    example=True,
                ),
                commands={**discover(), **{each.verb: each for each in also}},
                directory=Directory(config.organisation, {"teams": ours.admission}),
                store=store,
                clock=clock,
            )
            desk = Desk(core, at_once=at_once, sign_of_life=sign_of_life)
            async with ours.listening(desk) as ears, _reachable(teams, ears.routes):
                yield House(desk, clock, door, store, ours, ears.ready)
                door.set()
                await desk.close()
    finally:
        database.close()


def environ(entra: FakeEntra) -> dict[str, str]:
    """Where the secret is."""
    return {"TEAMS_CLIENT_SECRET": entra.app.secret}


def settings_of(teams: FakeTeams, entra: FakeEntra, **others: object) -> Settings:
    """The platform's section, for this Teams and this login."""
    section = {**entra.settings(), "service_url": teams.service_url, **others}
    return Settings.model_validate({k: v for k, v in section.items() if v is not None})


def pointed_at(teams: FakeTeams, entra: FakeEntra, **others: object) -> Config:
    """The configuration, for this Teams and this login."""
    config = load(APP_YAML, schemas=schemas())
    return replace(config, platforms={"teams": settings_of(teams, entra, **others)})


@asynccontextmanager
async def _reachable(teams: FakeTeams, routes: tuple[web.RouteDef, ...]) -> AsyncIterator[None]:
    """On a free port of this machine."""
    application = web.Application()
    application.add_routes(routes)
    async with listening(
        application, host="127.0.0.1", port=0, command="rapport serve", farewell=0.2
    ) as port:
        teams.bot_listens_at(f"http://127.0.0.1:{port}/api/messages")
        yield
