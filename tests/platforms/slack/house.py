"""All of Rapport behind a fake Slack: the real core, store and commands, over HTTP or a socket."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from aiohttp import web

from adapters.budgets import example
from adapters.by_name import schemas
from adapters.listening import listening
from adapters.outside import Outside
from adapters.slack.manifest import manifest
from adapters.slack.opening import opened
from adapters.slack.settings import Mode, Settings
from bot.at_hand import AtHand
from bot.budgets import Budgets
from bot.command import Command, discover
from bot.config import Config, load
from bot.core import Core
from bot.decisions.reading import Deciding
from bot.desk import Desk
from bot.directory import Directory
from storage.database import open_store
from tests.fakes.budgets import Doorkeeper
from tests.fakes.oncall import rotas
from tests.fakes.slack import App, FakeSlack
from tests.fakes.slack.app import Settings as Patience

Way = Literal["http", "socket"]
NOON = datetime(2026, 11, 9, 12, 0, tzinfo=UTC)
APP_YAML = Path(__file__).parent / "app.yaml"
CHANNEL, OTHER_CHANNEL = "CIOTHUB", "CTWINS"
ENVIRON = {
    "SLACK_BOT_TOKEN": App.bot_token,
    "SLACK_APP_TOKEN": App.app_token,
    "SLACK_SIGNING_SECRET": App.signing_secret,
}
_OURS = manifest(discover().values(), mode=Mode.SOCKET)
INSTALLED = App(
    name=_OURS["features"]["bot_user"]["display_name"],
    scopes=frozenset(_OURS["oauth_config"]["scopes"]["bot"]),
    events=frozenset(_OURS["settings"]["event_subscriptions"]["bot_events"]),
    home_tab=_OURS["features"]["app_home"]["home_tab_enabled"],
)
"""The app as its own manifest sets it up: Slack refuses whatever that forgot."""
READY_SECONDS = 20
"""How long an acknowledgement waits for its answer, where a test does not say: on a busy machine,
what is ready at once may take a while."""
BRISK = Patience(ack_timeout=30, messages_per_second=1000, message_burst=100, file_ready_after=0)


@dataclass
class Clock:
    """The bot's time, which stands until it is moved."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at


@dataclass
class House:
    """A running bot.

    Attributes:
        door: Closed, the source hangs.
        ready: Whether requests can arrive.
    """

    desk: Desk
    clock: Clock
    door: asyncio.Event
    ready: Callable[[], bool]


@asynccontextmanager
async def served(
    slack: FakeSlack,
    folder: Path,
    *,
    way: Way = "http",
    at_once: float = READY_SECONDS,
    sign_of_life: float = 1.5,
    also: tuple[Command, ...] = (),
) -> AsyncIterator[House]:
    """Put the house together, and let Slack reach it while the block runs."""
    config = load(APP_YAML, schemas=schemas())
    clock, door = Clock(), asyncio.Event()
    door.set()
    store = open_store(folder / "rapport.db")
    settings = settings_of(config, slack, way=way)
    waits = (0.01,) * 20
    try:
        outside = Outside(store=store, clock=clock, environ=ENVIRON)
        async with opened(settings, outside, waits=waits) as ours:
            source = Doorkeeper(example.Source("example"), door)
            core = Core(
                at_hand=AtHand(
                    organisation=config.organisation,
                    budgets=Budgets(config.organisation, {"example": source}, store),
                    oncall=rotas(config.organisation, store, clock),
                    deciding=Deciding(config.organisation, store),
                    platforms=frozenset({"slack"}),
                    example=True,
                ),
                commands={**discover(), **{each.verb: each for each in also}},
                directory=Directory(config.organisation, {"slack": ours.admission}),
                store=store,
                clock=clock,
            )
            desk = Desk(core, at_once=at_once, sign_of_life=sign_of_life)
            async with ours.listening(desk) as ears, _reachable(slack, ears.routes):
                yield House(desk, clock, door, ears.ready)
            door.set()
            await desk.close()
    finally:
        store.close()


def settings_of(config: Config, slack: FakeSlack, *, way: Way) -> Settings:
    """The platform's section, for this Slack and this way."""
    settings = config.platforms["slack"]
    assert isinstance(settings, Settings)
    return settings.model_copy(update={"mode": Mode(way), "api_url": slack.base_url})


def pointed_at(slack: FakeSlack, *, way: Way = "socket") -> Config:
    """The configuration, for this Slack and this way."""
    config = load(APP_YAML, schemas=schemas())
    return replace(config, platforms={"slack": settings_of(config, slack, way=way)})


@asynccontextmanager
async def _reachable(slack: FakeSlack, routes: tuple[web.RouteDef, ...]) -> AsyncIterator[None]:
    """Over HTTP: on a free port of this machine. Through a socket there is nothing to do."""
    if not routes:
        yield
        return
    application = web.Application()
    application.add_routes(routes)
    listens = listening(application, host="127.0.0.1", port=0, command="rapport serve")
    async with listens as port:
        slack.requests_go_to(f"http://127.0.0.1:{port}/slack/events")
        yield
