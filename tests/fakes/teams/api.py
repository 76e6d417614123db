"""The connector's REST API, version 3, as far as a bot uses it.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.teams import rules
from tests.fakes.teams.creating import create
from tests.fakes.teams.errors import Payload, RefusalError
from tests.fakes.teams.faults import Broken
from tests.fakes.teams.posting import post, put, withdraw

if TYPE_CHECKING:
    from tests.fakes.teams.server import FakeTeams


@dataclass
class Call:
    """One call of the bot's; `status` is None when it got no answer."""

    method: str
    path: str
    body: Payload = field(default_factory=dict)
    targeted: bool = False
    authorization: str | None = None
    status: int | None = None


class Api:
    """Answers the bot."""

    def __init__(self, teams: "FakeTeams") -> None:
        self._teams = teams
        self._released = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        one = "/teams/v3/conversations/{conversation}/activities/{activity}"
        return [
            web.post("/teams/v3/conversations", self.handle),
            web.post("/teams/v3/conversations/{conversation}/activities", self.handle),
            web.post(one, self.handle),
            web.put(one, self.handle),
            web.delete(one, self.handle),
            web.get("/teams/v3/conversations/{conversation}/members/{user}", self.handle),
        ]

    def release(self) -> None:
        """Let go of what hangs."""
        self._released.set()

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one call, or let it fail as a test wants it to."""
        call = Call(
            request.method,
            request.raw_path,
            targeted=request.query.get("isTargetedActivity") == "true",
            authorization=request.headers.get("Authorization"),
        )
        self._teams.calls.append(call)
        self._teams.changed()
        fault = self._teams.take()
        if fault is None:
            response = await self._answer(request, call)
        else:
            if fault.stored:
                await self._answer(request, call)
            response = await self._fail(request, fault.answer)
        call.status = (
            response.status if fault is None or isinstance(fault.answer, RefusalError) else None
        )
        self._teams.changed()
        return response

    async def _fail(self, request: web.Request, answer: RefusalError | Broken) -> web.Response:
        if isinstance(answer, RefusalError):
            return answer.response()
        if answer is Broken.HUNG:
            await self._released.wait()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _answer(self, request: web.Request, call: Call) -> web.Response:
        try:
            rules.admit(self._teams, request)
            if request.method in {"POST", "PUT"}:
                call.body = await _json(request)
            status, body = self._perform(request, call)
        except RefusalError as refusal:
            return refusal.response()
        if body is None:
            return web.Response(status=status)
        return web.json_response(body, status=status)

    def _perform(self, request: web.Request, call: Call) -> tuple[int, Payload | None]:
        teams, told = self._teams, request.match_info
        if "conversation" not in told:
            return 201, create(teams, call.body)
        conversation, thread = rules.place(teams, told["conversation"])
        if "user" in told:
            person = teams.world.someone(told["user"])
            if person is None or not conversation.has(person):
                raise RefusalError(404, "MemberNotFoundInConversation", "Not in the roster.")
            return 200, person.member()
        teams.throttle.admit(conversation.id)
        if request.method == "DELETE":
            withdraw(teams, conversation, told["activity"], targeted=call.targeted)
            return 200, None
        card = rules.message(teams, call.body, told=told["conversation"])
        if request.method == "PUT":
            put(teams, conversation, told["activity"], call.body, card, targeted=call.targeted)
            return 200, {"id": told["activity"]}
        person = rules.target(teams, call.body, conversation) if call.targeted else None
        under = thread or told.get("activity")
        return 201, {"id": post(teams, conversation, under, call.body, card, to=person)}


async def _json(request: web.Request) -> Payload:
    raw = await request.read()
    if request.content_type != "application/json":
        raise RefusalError(415, "UnsupportedMediaType", request.content_type)
    if len(raw) > rules.MESSAGE_BYTES:
        raise RefusalError(413, "MessageSizeTooBig", "Message size too large.")
    try:
        body = json.loads(raw)
    except ValueError:
        raise RefusalError(400, "BadSyntax", "not JSON") from None
    if not isinstance(body, dict):
        raise RefusalError(400, "BadSyntax", "not an object")
    return body
