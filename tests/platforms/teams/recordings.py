"""What the real Agents Playground sent to a bot, and a connector that answers as it does.

Each file in ``recorded`` is one activity of its version 0.2.28, as it arrived, but for the port.
The people in them are the example's.
"""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from aiohttp import ClientSession, web

from adapters.listening import listening
from adapters.teams.opening import opened
from adapters.teams.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.platforms.contract.house import House

Payload = dict[str, Any]

RECORDED = Path(__file__).parent / "recorded"
TENANT = "11111111-2222-3333-4444-555555555555"
_PEOPLE = {"alice": 1, "bob": 2, "dana": 3, "erin": 4}


def recorded(name: str, **changed: object) -> Payload:
    """An activity as it was recorded, with some parts changed."""
    found: Payload = json.loads((RECORDED / f"{name}.json").read_text())
    return {**found, **changed}


@dataclass(frozen=True)
class Where:
    """The channel and the people in the recordings, for a house to stand before."""

    channel: str = "19:iot-hub@thread.tacv2"

    def user(self, person: str) -> str:
        return f"00000000-0000-0000-0000-{_PEOPLE.get(person, 99):012}"


@dataclass(frozen=True)
class Posted:
    """What the bot wrote.

    Attributes:
        method: POST for a new message, PUT for one that takes another's place.
        conversation: Where, with the thread.
    """

    method: str
    conversation: str
    body: Payload
    authorization: str | None


@dataclass
class Line:
    """The line between the recordings and the bot.

    Attributes:
        posted: Everything that the bot wrote, but for signs that it is typing.
    """

    house: House
    session: ClientSession
    bot: str
    service_url: str = ""
    posted: list[Posted] = field(default_factory=list)

    async def brings(self, activity: Payload) -> tuple[int, Payload]:
        """Deliver an activity; gives the answer once everything that follows has been done."""
        sent = {**activity, "serviceUrl": self.service_url}
        async with self.session.post(f"{self.bot}/api/messages", json=sent) as answer:
            text = await answer.text()
        await self.house.settled()
        return answer.status, json.loads(text) if text else {}

    async def post(self, request: web.Request) -> web.Response:
        """Take a message."""
        body = await request.json()
        if body["type"] == "typing":
            return web.Response(status=202)
        self._take(request, body)
        return web.json_response({"id": f"{1795403000000 + len(self.posted)}"}, status=201)

    async def put(self, request: web.Request) -> web.Response:
        """Put a message in another's place."""
        self._take(request, await request.json())
        return web.json_response({"id": request.match_info["activity"]})

    async def member(self, request: web.Request) -> web.Response:
        """Nobody is found but by the id that Teams gave them for this bot."""
        user = unquote(request.match_info["user"])
        if not user.startswith("29:"):
            error = {"code": "MemberNotFoundInConversation"}
            return web.json_response({"error": error}, status=404)
        name = user.removeprefix("29:")
        found = {"id": user, "aadObjectId": Where().user(name), "email": f"{name}@example.com"}
        return web.json_response(found | {"tenantId": TENANT, "userRole": "user"})

    def _take(self, request: web.Request, body: Payload) -> None:
        conversation = unquote(request.match_info["conversation"])
        told = request.headers.get("Authorization")
        self.posted.append(Posted(request.method, conversation, body, told))


@asynccontextmanager
async def line(house: House) -> AsyncIterator[Line]:
    """Rapport behind its door in development, where the recordings come in."""
    settings = Settings(tenant=TENANT, development=True)
    async with opened(settings, house.outside) as ours, ClientSession() as session:
        house.directory.admit("teams", ours.admission)
        async with ours.listening(house.desk) as ears, _served(*ears.routes) as bot:
            held = Line(house, session, bot)
            async with _served(*_connector(held)) as connector:
                yield replace(held, service_url=f"{connector}/_connector", posted=held.posted)


def _connector(held: Line) -> tuple[web.RouteDef, ...]:
    one = "/_connector/v3/conversations/{conversation}"
    return (
        web.post(f"{one}/activities", held.post),
        web.post(f"{one}/activities/{{activity}}", held.post),
        web.put(f"{one}/activities/{{activity}}", held.put),
        web.get(f"{one}/members/{{user}}", held.member),
    )


@asynccontextmanager
async def _served(*routes: web.RouteDef) -> AsyncIterator[str]:
    application = web.Application()
    application.add_routes(routes)
    listens = listening(application, host="127.0.0.1", port=0, command="rapport serve")
    async with listens as port:
        yield f"http://localhost:{port}"
