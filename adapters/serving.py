"""``rapport serve``: every configured platform on one event loop, until it is told to stop."""

from __future__ import annotations

import gc
import logging
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Protocol

from adapters.by_name import open_platform
from adapters.calendar_feed import CalendarFeed
from adapters.calendar_route import calendar_routes
from adapters.clock import WallClock
from adapters.guarding import keep_among_ourselves, refuse
from adapters.listening import listening
from adapters.metrics import Metrics
from adapters.stopping import told_to_stop
from adapters.unasked import happening
from adapters.web import application
from bot.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractAsyncContextManager

    from adapters.bell import Bell
    from adapters.outside import Outside
    from bot.budgets import Budgets
    from bot.config import Config
    from bot.core import Core
    from bot.directory import Directory
    from bot.oncall import OnCall
    from bot.ports.clock import Clock
    from bot.ports.store import AuditEntry, Store

log = logging.getLogger(__name__)


class House(Protocol):
    """What the server needs of everything that was built."""

    @property
    def core(self) -> Core:
        """Answers."""
        ...

    @property
    def budgets(self) -> Budgets:
        """Knows how the sources are doing."""
        ...

    @property
    def oncall(self) -> OnCall:
        """Knows who is on call."""
        ...

    @property
    def store(self) -> Store:
        """Remembers."""
        ...

    @property
    def directory(self) -> Directory:
        """Knows who everybody is."""
        ...

    @property
    def outside(self) -> Outside:
        """What an adapter may use."""
        ...

    @property
    def bell(self) -> Bell:
        """Rung when an answer put something into the outbox."""
        ...


class Build(Protocol):
    """Builds the house and closes it again."""

    def __call__(
        self,
        config: Config,
        *,
        clock: Clock,
        observe: Callable[[AuditEntry], None],
        platforms: frozenset[str],
    ) -> AbstractAsyncContextManager[House]:
        """Build it from app.yaml."""
        ...


async def serve(
    config: Config, *, build: Build, environ: Mapping[str, str], host: str, port: int
) -> None:
    """Serve until SIGTERM or SIGINT, then finish what was acknowledged.

    Args:
        config: What app.yaml says.
        build: Builds the house.
        environ: Where the secrets are.
        host: Where to listen.
        port: On which port; 0 takes any free one.

    Raises:
        Conflict: There is nothing to serve, or only examples to serve to real people; others can
            reach what believes everybody; or the address is taken.
        SourceUnavailable: A platform does not answer, or refuses our token.
        ConfigError: Secrets are missing.
    """
    refuse(config, environ)
    clock, metrics = WallClock(), Metrics()
    async with AsyncExitStack() as opened:
        house = await opened.enter_async_context(
            build(
                config,
                clock=clock,
                observe=metrics.observe,
                platforms=frozenset(config.platforms),
            )
        )
        platforms = {
            name: await opened.enter_async_context(open_platform(name, settings, house.outside))
            for name, settings in config.platforms.items()
        }
        keep_among_ourselves(platforms, host=host)
        for name, platform in platforms.items():
            house.directory.admit(name, platform.admission)
        metrics.watch(house.budgets, clock)
        desk = Desk(house.core)
        opened.push_async_callback(desk.close)
        ears = {
            name: await opened.enter_async_context(platform.listening(desk))
            for name, platform in platforms.items()
        }
        calendars = CalendarFeed(config.organisation, house.oncall, house.store, clock)
        routes = [
            *(route for each in ears.values() for route in each.routes),
            *calendar_routes(calendars.by_token),
        ]
        ready = {name: each.ready for name, each in ears.items()}
        app = application(metrics=metrics, ready=ready, routes=routes)
        # What was built stays: the collector need not walk all of it, 60 ms, while people ask.
        gc.collect()
        gc.freeze()
        opened.callback(gc.unfreeze)
        taken = await opened.enter_async_context(
            listening(app, host=host, port=port, command="rapport serve")
        )
        chats = {name: platform.chat for name, platform in platforms.items()}
        groups = {name: each.groups for name, each in platforms.items() if each.groups}
        unasked = await opened.enter_async_context(happening(house, chats, groups=groups))
        metrics.watch_unasked(unasked.work, unasked.delivery)
        stop = told_to_stop()
        log.info("serving", extra={"platforms": sorted(platforms), "address": f"{host}:{taken}"})
        await stop.wait()
        log.info("stopping: finishing what was acknowledged")
