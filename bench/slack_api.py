"""As much of Slack's Web API as ``serve`` asks for at its start; a command needs none of it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from bench.requests import WORKSPACE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


async def _auth_test(_request: web.Request) -> web.Response:
    who = {"team_id": WORKSPACE, "user_id": "U0BOT", "bot_id": "B0BOT", "user": "sre"}
    return web.json_response({"ok": True, **who})


@asynccontextmanager
async def slack_api(*more: web.RouteDef) -> AsyncIterator[str]:
    """Listen while the block runs; gives the address."""
    app = web.Application()
    app.add_routes([web.post("/api/auth.test", _auth_test), *more])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
