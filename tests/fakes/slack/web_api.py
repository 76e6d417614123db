"""The HTTP side of the Web API: one route, a log of calls, and the faults that are due."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.slack.errors import ApiError, Payload
from tests.fakes.slack.faults import Broken
from tests.fakes.slack.methods import call_method
from tests.fakes.slack.methods.registry import read_args

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


class WebApi:
    """Answers /api/{method}; `calls` holds (method, arguments, error or None)."""

    def __init__(self, slack: "FakeSlack") -> None:
        self._slack = slack
        self.calls: list[tuple[str, Payload, str | None]] = []
        self._doors: dict[str, asyncio.Event] = {}

    @contextmanager
    def held(self, name: str) -> Iterator[None]:
        """Keep calls of this method waiting while the block runs."""
        door = self._doors[name] = asyncio.Event()
        try:
            yield
        finally:
            del self._doors[name]
            door.set()

    async def handle(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        if door := self._doors.get(name):
            await door.wait()
        with self._slack.activity():
            args: Payload = {}
            try:
                args = await read_args(request)
                fault = self._slack.take(name)
                if fault is Broken.GATEWAY:
                    self.calls.append((name, args, fault.value))
                    return web.Response(status=503, text="upstream connect error")
                if fault is Broken.UNHEARD:
                    self.calls.append((name, args, fault.value))
                    return _broken(request)
                if isinstance(fault, ApiError):
                    raise fault
                body = call_method(self._slack, name, args, _token(request, args))
            except ApiError as error:
                self.calls.append((name, args, error.code))
                return web.json_response(error.body(), status=error.status, headers=error.headers)
            self.calls.append((name, args, None))
            if fault is Broken.UNANSWERED:
                return _broken(request)
        scopes = ",".join(sorted(self._slack.app.scopes))
        return web.json_response(body, headers={"X-OAuth-Scopes": scopes})


def _broken(request: web.Request) -> web.Response:
    """The connection breaks: the caller cannot know what became of the call."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _token(request: web.Request, args: Payload) -> str | None:
    """From the header, or the form; a token in the query is not taken."""
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return header.removeprefix("Bearer ").strip()
    token = args.get("token") if "token" not in request.query else None
    return None if token is None else str(token)
