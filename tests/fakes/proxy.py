"""What may stand before a server: passes requests on, or misbehaves as a test tells it.

A real server on loopback. ``Proxy.manner`` is what happens to each request; the manners are here.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web

if TYPE_CHECKING:
    import ssl

HOST = "127.0.0.1"
SOON = 0.01
"""Seconds within which a request that is still being handled at the end is dropped."""


@dataclass(frozen=True)
class Seen:
    """One request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    form: Mapping[str, str]


Pass = Callable[[Mapping[str, str]], Awaitable[web.StreamResponse]]
"""Passes the request on with this form, and gives the answer."""
Manner = Callable[[Seen, Pass], Awaitable[web.StreamResponse]]


async def passes_on(seen: Seen, onward: Pass) -> web.StreamResponse:
    """Change nothing."""
    return await onward(seen.form)


async def hangs(seen: Seen, onward: Pass) -> web.StreamResponse:
    """Never answer."""
    await asyncio.Event().wait()
    raise AssertionError("unreachable")


async def breaks_off(seen: Seen, onward: Pass) -> web.StreamResponse:
    """Promise more than is sent, and close the connection."""
    response = web.Response(body=b'{"status":', headers={"Content-Length": "1000"})
    response.force_close()
    return response


def answers(
    status: int, body: str = "", *, kind: str = "application/json", location: str | None = None
) -> Manner:
    """Answer with this, whatever was asked."""

    async def manner(seen: Seen, onward: Pass) -> web.StreamResponse:
        headers = {"Location": location} if location else {}
        return web.Response(status=status, text=body, content_type=kind, headers=headers)

    return manner


def demands(authorization: str) -> Manner:
    """Let in only who brings this header."""

    async def manner(seen: Seen, onward: Pass) -> web.StreamResponse:
        if seen.headers.get("Authorization") == authorization:
            return await onward(seen.form)
        return web.Response(status=HTTPStatus.UNAUTHORIZED, text="Unauthorized")

    return manner


def lacks(path: str) -> Manner:
    """Know nothing of one path."""

    async def manner(seen: Seen, onward: Pass) -> web.StreamResponse:
        if seen.path.endswith(path):
            return web.Response(status=HTTPStatus.NOT_FOUND, text="404 page not found")
        return await onward(seen.form)

    return manner


async def rounds_steps(seen: Seen, onward: Pass) -> web.StreamResponse:
    """Move the start and end of a range to multiples of its step, as query frontends do."""
    form = dict(seen.form)
    if step := int(form.get("step", "0")):
        for edge in ("start", "end"):
            form[edge] = str(int(form[edge]) // step * step)
    return await onward(form)


@dataclass
class Proxy:
    """A running proxy.

    Attributes:
        url: Where it listens.
        upstream: Whom it passes requests to.
        manner: What happens to each request.
        seen: Every request so far.
    """

    upstream: str
    url: str = ""
    manner: Manner = passes_on
    seen: list[Seen] = field(default_factory=list)

    @property
    def queries(self) -> list[str]:
        """The queries that arrived, in order."""
        return [each.form["query"] for each in self.seen if "query" in each.form]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        seen = Seen(request.method, request.path, dict(request.headers), form)
        self.seen.append(seen)

        async def onward(changed: Mapping[str, str]) -> web.StreamResponse:
            async with (
                aiohttp.ClientSession() as session,
                session.request(
                    request.method, f"{self.upstream}{request.path}", data=dict(changed)
                ) as answer,
            ):
                body = await answer.read()
                return web.Response(
                    status=answer.status, body=body, content_type=answer.content_type
                )

        return await self.manner(seen, onward)


@asynccontextmanager
async def proxy_before(upstream: str, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[Proxy]:
    """Stand before a server while the block runs."""
    proxy = Proxy(upstream)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", proxy.handle)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=SOON)
    await runner.setup()
    site = web.TCPSite(runner, HOST, 0, ssl_context=tls)
    await site.start()
    host, port = runner.addresses[0][:2]
    proxy.url = f"{'https' if tls else 'http'}://{host}:{port}"
    try:
        yield proxy
    finally:
        await runner.cleanup()
