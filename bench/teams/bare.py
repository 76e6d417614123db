"""The floor: ``python -m bench.teams.bare PORT`` reads a message and replies, on aiohttp alone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from aiohttp import ClientSession, web

from bench.teams.activities import ECHO

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_SESSION = web.AppKey("session", ClientSession)


async def messages(request: web.Request) -> web.Response:
    """Reply, without a look at the token, and then acknowledge."""
    said = await request.json()
    where = f"v3/conversations/{said['conversation']['id']}/activities/{said['id']}"
    reply = {"type": "message", "text": ECHO + said["text"], "replyToId": said["id"]}
    async with request.app[_SESSION].post(said["serviceUrl"] + where, json=reply) as taken:
        await taken.read()
    return web.Response(status=202)


async def session(app: web.Application) -> AsyncIterator[None]:
    """One session for all replies."""
    async with ClientSession() as session:
        app[_SESSION] = session
        yield


def main(port: int) -> None:
    """Serve it."""
    app = web.Application()
    app.router.add_post("/api/messages", messages)
    app.cleanup_ctx.append(session)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
