"""The playground as a whole: put together, and served on this machine's own address."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from aiohttp import web

from adapters.listening import listening
from adapters.playground.chat import PlaygroundChat
from adapters.playground.guard import add_headers, guard
from adapters.playground.host import Host
from adapters.playground.live import Live
from adapters.playground.rooms import conversations
from adapters.playground.routes import Routes, tell_errors
from adapters.playground.state import Face, Opening
from adapters.playground.unasked import Nothing
from adapters.playground.world import World

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    from adapters.playground.clock import MovableClock
    from adapters.playground.unasked import Unasked
    from bot.command import Command
    from bot.desk import Desk
    from bot.model.organisation import Organisation

ADDRESS = "127.0.0.1"
FAREWELL = 1.0
"""Seconds that open pages get to close when the server stops."""


class Playground:
    """A chat for one organisation's people and Rapport.

    Args:
        desk: Answers.
        organisation: Its people, and the channels they meet in.
        commands: What can be said, for completion and for things to try.
        clock: The clock that the desk's core asks, too.
        opening: Where the page opens, and what is already typed.
        reset: Empties the store; conversations and the clock are reset here.

    Attributes:
        chat: Posts what nobody asked just now.
    """

    def __init__(
        self,
        *,
        desk: Desk,
        organisation: Organisation,
        commands: Mapping[str, Command],
        clock: MovableClock,
        opening: Opening,
        reset: Callable[[], Awaitable[None]],
    ) -> None:
        self._clock = clock
        self._reset_store = reset
        self._world = World(conversations(organisation))
        self._host = Host(world=self._world, desk=desk, clock=clock)
        self._face = Face(self._world, organisation, commands, clock, opening)
        self._live = Live(self._face)
        self.chat = PlaygroundChat(self._world, clock)

    def app(self, unasked: Unasked) -> web.Application:
        """The web application."""
        app = web.Application(middlewares=[guard, tell_errors])
        app.on_response_prepare.append(add_headers)
        app.on_shutdown.append(self._live.close)
        routes = Routes(
            face=self._face,
            host=self._host,
            live=self._live,
            unasked=unasked,
            reset=partial(self._reset, unasked),
        )
        app.add_routes(routes.table())
        return app

    @asynccontextmanager
    async def listening(self, port: int, *, unasked: Unasked | None = None) -> AsyncIterator[str]:
        """Serve while the block runs; gives the page's address. Port 0 takes any free one.

        Raises:
            Conflict: The port is taken.
        """
        app = self.app(unasked or Nothing())
        async with listening(
            app, host=ADDRESS, port=port, command="rapport demo", farewell=FAREWELL
        ) as taken:
            self._world.address = f"http://{ADDRESS}:{taken}"
            yield f"{self._world.address}/"

    async def serve(
        self,
        port: int,
        *,
        until: asyncio.Event,
        unasked: Unasked,
        announce: Callable[[str], None] = print,
    ) -> None:
        """Serve until that event, and say where.

        Raises:
            Conflict: The port is taken.
        """
        async with self.listening(port, unasked=unasked) as url:
            announce(f"The playground is open: {url}")
            await until.wait()

    async def _reset(self, unasked: Unasked) -> None:
        await self._reset_store()
        self._host.forget()
        self.chat.forget()
        self._clock.reset()
        await unasked.catch_up()
        self._live.begin_anew()
