"""Socket Mode: Rapport connects to Slack, and needs no public address."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from adapters.slack.calling import calling

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from slack_bolt.async_app import AsyncApp
    from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
    from slack_sdk.socket_mode.request import SocketModeRequest
    from slack_sdk.web.async_client import AsyncWebClient

FAREWELL_SECONDS = 3
"""How long the last acknowledgements may take; Slack waits no longer."""


@asynccontextmanager
async def listening(
    app: AsyncApp, *, client: AsyncWebClient, app_token: str
) -> AsyncIterator[Callable[[], bool]]:
    """Be connected while the block runs; gives a function that tells whether we are.

    Raises:
        SourceUnavailable: Slack does not answer, or refuses the token.
    """
    socket = SocketModeClient(app_token=app_token, web_client=client)
    under_way: set[asyncio.Task[object]] = set()

    async def receive(_socket: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        task = asyncio.current_task()
        assert task is not None
        under_way.add(task)
        task.add_done_callback(under_way.discard)
        began = time.time()
        await send_async_response(socket, request, await run_async_bolt_app(app, request), began)

    socket.socket_mode_request_listeners.append(receive)
    try:
        async with calling("apps.connections.open"):
            socket.wss_uri = await socket.issue_new_wss_url()
        await socket.connect()  # type: ignore[no-untyped-call]  # the SDK leaves it untyped
        yield lambda: _is_connected(socket)
    finally:
        if under_way:
            await asyncio.wait(under_way, timeout=FAREWELL_SECONDS)
        await _close(socket)


def _is_connected(socket: SocketModeClient) -> bool:
    session = socket.current_session
    return session is not None and not session.closed and not socket.stale


async def _close(socket: SocketModeClient) -> None:
    """Close, and wait for what the client leaves cancelled but running."""
    await socket.close()  # type: ignore[no-untyped-call]  # the SDK leaves it untyped
    tasks = (socket.message_processor, socket.current_session_monitor, socket.message_receiver)
    running = [task for task in tasks if task is not None]
    await asyncio.gather(*running, return_exceptions=True)
