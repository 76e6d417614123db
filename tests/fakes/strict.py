"""A server for reading only, on loopback, that refuses whatever its documentation does not know.

What a vendor's fake shares with another's: real HTTP, who asked what, and trouble on demand.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

from aiohttp import web

if TYPE_CHECKING:
    from types import TracebackType

    from multidict import MultiMapping

SENT_BY_EVERY_CLIENT = {"Host", "Accept-Encoding", "User-Agent"}

Trouble = Callable[[web.Request], Awaitable[web.Response]]
"""What happens to a request in place of an answer."""
Respond = Callable[[web.Request], web.Response]


class NotDocumentedError(Exception):
    """The request is not as the documentation has it."""


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    path: str
    query: MultiMapping[str]
    headers: Mapping[str, str]


class StrictServer:
    """``async with`` it, and it listens at ``url``.

    Attributes:
        asked: Every request so far.
        troubles: What happens to the next requests, one each.
    """

    headers: frozenset[str] = frozenset()
    """Those that the documentation knows."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[Asked] = []
        self.troubles: list[Trouble] = []
        self.trouble_without_end: Trouble | None = None

    def routes(self) -> Mapping[str, Respond]:
        """What answers at each path."""
        raise NotImplementedError

    def refusal(self, status: int, message: str) -> web.Response:
        """An error as the documentation has it."""
        raise NotImplementedError

    def refused(self, request: web.Request) -> web.Response | None:
        """Why this request is not let in, if it is not."""
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        app = web.Application()
        for path, respond in self.routes().items():
            app.router.add_get(path, self._handler(respond))
        app.router.add_route("*", "/{path:.*}", self._handler(self._nothing))
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0.01
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    def _nothing(self, request: web.Request) -> web.Response:
        return self.refusal(HTTPStatus.NOT_FOUND, "Not Found")

    def _handler(self, respond: Respond) -> Trouble:
        async def handle(request: web.Request) -> web.Response:
            self.asked.append(Asked(request.path, request.query, dict(request.headers)))
            if self.troubles:
                return await self.troubles.pop(0)(request)
            if self.trouble_without_end:
                return await self.trouble_without_end(request)
            strange = set(request.headers) - SENT_BY_EVERY_CLIENT - self.headers
            if strange:
                return self.refusal(HTTPStatus.BAD_REQUEST, f"Unknown headers {sorted(strange)}")
            if no := self.refused(request):
                return no
            try:
                return respond(request)
            except NotDocumentedError as error:
                return self.refusal(HTTPStatus.BAD_REQUEST, str(error))

        return handle


def only(request: web.Request, *known: str) -> None:
    """Refuse parameters that are not among these."""
    if strange := set(request.query) - set(known):
        raise NotDocumentedError(f"Unknown parameters {sorted(strange)}")


async def hangs(request: web.Request) -> web.Response:
    """Never answer."""
    await asyncio.Event().wait()
    raise AssertionError("unreachable")


async def breaks_off(request: web.Request) -> web.Response:
    """Promise more than is sent, and close the connection."""
    response = web.Response(body=b'{"oncalls":', headers={"Content-Length": "1000"})
    response.force_close()
    return response


def answers(status: int, body: str, **headers: str) -> Trouble:
    """Answer with this, whatever was asked."""

    async def trouble(request: web.Request) -> web.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(status=status, text=body, headers=named)

    return trouble
