"""A server that publishes calendars on loopback, and behaves as a test tells it."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.proxy import HOST, SOON
from tests.sources.oncall_ical.feed import NOW

if TYPE_CHECKING:
    import ssl

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Publisher:
    """A running server.

    Attributes:
        url: Where it listens.
        feeds: What it publishes, by path.
        etags: Whether it tells versions apart by ETag; else it does by time.
        changed: When its feeds last changed, for Last-Modified.
        answers: What it does at a path instead.
        seen: Every request so far.
    """

    url: str = ""
    feeds: dict[str, bytes] = field(default_factory=dict)
    etags: bool = True
    changed: str = format_datetime(NOW, usegmt=True)
    answers: dict[str, Answer] = field(default_factory=dict)
    seen: list[web.Request] = field(default_factory=list)

    def publish(self, content: str, path: str = "/oncall.ics") -> str:
        """Publish a calendar; gives its address."""
        self.feeds[path] = content.encode()
        return f"{self.url}{path}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.seen.append(request)
        if answer := self.answers.get(request.path):
            return await answer(request)
        body = self.feeds[request.path]
        etag = f'"{hashlib.sha256(body).hexdigest()}"'
        told = {"ETag": etag} if self.etags else {"Last-Modified": self.changed}
        known = request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")
        if known in {(etag, None), (None, self.changed)}:
            return web.Response(status=304, headers=told)
        return web.Response(body=body, content_type="text/calendar", headers=told)


@asynccontextmanager
async def publishing(*, tls: ssl.SSLContext | None = None) -> AsyncIterator[Publisher]:
    """Publish while the block runs."""
    publisher = Publisher()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", publisher.handle)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=SOON)
    await runner.setup()
    await web.TCPSite(runner, HOST, 0, ssl_context=tls).start()
    publisher.url = f"{'https' if tls else 'http'}://{HOST}:{runner.addresses[0][1]}"
    try:
        yield publisher
    finally:
        await runner.cleanup()
