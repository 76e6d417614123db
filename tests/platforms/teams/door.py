"""The front door alone: who is let in, and what is heard behind it."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp import web
from yarl import URL

from adapters.listening import listening
from adapters.teams.keys import Keys
from adapters.teams.over_http import PATH, InvokeAnswer, routes
from adapters.teams.settings import Settings
from adapters.teams.verifying import Verifier
from tests.fakes.clock import NOON, FixedClock
from tests.fakes.entra import FakeEntra
from tests.platforms.teams.recordings import TENANT, recorded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from botbuilder.schema import Activity

    from adapters.teams.over_http import Reception

SERVICE_URL = "https://smba.trafficmanager.net/emea/"
FURTHER_TENANT = "abcdef22-2222-3333-4444-555555555555"
LATER = NOON.replace(year=2031)
"""Far from the machine's own time, which decides nothing."""
JSON = "application/json; charset=utf-8"


ANSWER = InvokeAnswer(200, {"statusCode": 200})


@dataclass
class Listener:
    """Hears, and says back what it was told to."""

    heard: list[Activity] = field(default_factory=list)
    answer: InvokeAnswer | Exception = ANSWER

    def accept(self, activity: Activity) -> None:
        self.heard.append(activity)
        if isinstance(self.answer, Exception):
            raise self.answer

    async def invoke(self, activity: Activity) -> InvokeAnswer:
        self.heard.append(activity)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@dataclass(frozen=True)
class Answered:
    """What came back, and what had been heard by then."""

    status: int
    headers: dict[str, str]
    text: str
    heard: int


@dataclass
class Door:
    """A listening door, with Microsoft's login behind it."""

    entra: FakeEntra
    clock: FixedClock
    session: aiohttp.ClientSession
    url: str
    listener: Listener

    def genuine(self, **claims: object) -> str:
        """The header of a request from Teams; other claims may be set, and None leaves one out."""
        return self.entra.authorization(SERVICE_URL, **claims)

    async def send(
        self, body: object = None, *, authorization: str | None = None, **headers: str
    ) -> Answered:
        """Send a message, or some other JSON."""
        said = message() if body is None else body
        headers |= {} if authorization is None else {"Authorization": authorization}
        return await self.send_bytes(json.dumps(said).encode(), **headers)

    async def send_raw(self, authorization: bytes) -> Answered:
        """Send a message under a header that no decent client would send."""
        body, before = json.dumps(message()).encode(), len(self.listener.heard)
        reader, writer = await asyncio.open_connection("127.0.0.1", URL(self.url).port)
        head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {JSON}\r\n"
        sized = f"Content-Length: {len(body)}\r\nAuthorization: "
        writer.write(head.encode() + sized.encode() + authorization + b"\r\n\r\n" + body)
        status = int((await reader.readline()).split()[1])
        await reader.read()
        writer.close()
        await writer.wait_closed()
        return Answered(status, {}, "", len(self.listener.heard) - before)

    async def send_bytes(self, body: bytes | AsyncIterator[bytes], **headers: str) -> Answered:
        """Send a body as it is."""
        sent = {"Content-Type": JSON, **headers}
        before = len(self.listener.heard)
        async with self.session.post(f"{self.url}{PATH}", data=body, headers=sent) as answer:
            heard = len(self.listener.heard) - before
            return Answered(answer.status, dict(answer.headers), await answer.text(), heard)


def message(**changed: object) -> dict[str, Any]:
    """What Teams brings, as it was recorded, with some parts changed."""
    return {**recorded("message_channel"), "serviceUrl": SERVICE_URL, **changed}


@asynccontextmanager
async def door(**settings: object) -> AsyncIterator[Door]:
    """A door; of the settings some may be other ones."""
    clock, listener = FixedClock(LATER), Listener()
    async with FakeEntra(clock=clock) as entra, aiohttp.ClientSession() as session:
        given = {**entra.settings(tenant=TENANT, tenants=[FURTHER_TENANT]), **settings}
        read = Settings.model_validate(
            {name: each for name, each in given.items() if each is not None}
        )
        keys = Keys(session, read.openid_url, clock=clock)
        app = web.Application()
        app.add_routes(routes(listener, Verifier(read, keys, clock=clock)))
        async with listening(
            app, host="127.0.0.1", port=0, command="rapport serve", farewell=0.1
        ) as port:
            url = f"http://127.0.0.1:{port}"
            yield Door(entra, clock, session, url, listener)
        await keys.close()


if TYPE_CHECKING:
    _conforms: type[Reception] = Listener
