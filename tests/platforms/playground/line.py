"""A page's live line, without the page."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import ClientWebSocketResponse

    from tests.platforms.playground.caller import Caller, Json


@asynccontextmanager
async def page(of: Caller) -> AsyncIterator[ClientWebSocketResponse]:
    async with of.session.ws_connect(f"{of.url}api/live?person={of.person}") as socket:
        yield socket


async def next_event(socket: ClientWebSocketResponse) -> Json:
    event: Json = await asyncio.wait_for(socket.receive_json(), timeout=5)
    return event
