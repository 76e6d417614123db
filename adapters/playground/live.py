"""Live updates: a WebSocket for each page, with what the person it acts as may see."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from aiohttp import WSCloseCode, web

if TYPE_CHECKING:
    from adapters.playground.render import Json
    from adapters.playground.state import Face
    from adapters.playground.world import Change

HEARTBEAT = 20.0
"""Seconds between pings; a page that has gone away is noticed."""


class Live:
    """Every page that is open, and what still has to be sent to it."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._pages: dict[web.WebSocketResponse, tuple[str, asyncio.Queue[Json]]] = {}
        face.world.listen(self._changed)

    async def serve(self, request: web.Request, person: str) -> web.WebSocketResponse:
        """Send everything, then every change, until the page closes."""
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT)
        await socket.prepare(request)
        waiting: asyncio.Queue[Json] = asyncio.Queue()
        waiting.put_nowait(self._face.state(person))
        self._pages[socket] = (person, waiting)
        sending = asyncio.create_task(_send_all(socket, waiting))
        try:
            await socket.receive()  # a page has nothing to say here: it is closing
        finally:
            del self._pages[socket]
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
        return socket

    def begin_anew(self) -> None:
        """Send everything again, to every page, which forgets its drafts."""
        for person, waiting in self._pages.values():
            waiting.put_nowait({**self._face.state(person), "anew": True})

    def tell_time(self) -> None:
        """The clock was moved."""
        for _person, waiting in self._pages.values():
            waiting.put_nowait({"kind": "clock", "clock": self._face.time()})

    async def close(self, _app: web.Application) -> None:
        """Say goodbye to every page."""
        for socket in tuple(self._pages):
            await socket.close(code=WSCloseCode.GOING_AWAY)

    def _changed(self, change: Change) -> None:
        drawn: Json | None = None
        for person, waiting in self._pages.values():
            if self._face.world.sees(person, change.message):
                drawn = drawn or self._face.change(change)
                waiting.put_nowait(drawn)


async def _send_all(socket: web.WebSocketResponse, waiting: asyncio.Queue[Json]) -> None:
    while True:
        await socket.send_json(await waiting.get())
