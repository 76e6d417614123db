"""The page's HTTP interface: a thin layer that checks what arrives and calls a room."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from aiohttp import web
from font_source_sans_pro import font_files_otf
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from adapters.playground.answering import Shown
from adapters.playground.clock import Move
from adapters.playground.inbound import Spot
from adapters.playground.render import form_json
from adapters.playground.rooms import PLATFORM
from adapters.playground.unasked import go
from bot.completion import complete
from bot.errors import BotError, Conflict, NotFound, Usage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.playground.host import Host
    from adapters.playground.live import Live
    from adapters.playground.state import Face
    from adapters.playground.unasked import Unasked

PAGE = Path(__file__).parent / "page"
LONGEST = 4_000
"""Characters in one message; Slack advises the same."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
Body = TypeVar("Body", bound=BaseModel)


class Sent(BaseModel):
    """What every request has: who acts, and a key that is the same when it is sent again."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    person: str
    key: Annotated[str, StringConstraints(min_length=1, max_length=100)]


class Say(Sent):
    """Something is said."""

    conversation: str
    thread: str | None = None
    text: Words


class Press(Sent):
    """A button is pressed."""

    message: str
    says: Words


class Submit(Sent):
    """A form is sent."""

    form: str
    fields: dict[str, Annotated[str, Field(max_length=LONGEST)]]


class Ahead(BaseModel):
    """The clock goes ahead: by an hour, a day, a week, or to what happens next."""

    model_config = ConfigDict(frozen=True)
    move: Literal["hour", "day", "week", "next"]


@dataclass(frozen=True, slots=True)
class Routes:
    """Everything that the page can ask for."""

    face: Face
    host: Host
    live: Live
    unasked: Unasked
    reset: Callable[[], Awaitable[None]]

    def table(self) -> list[web.AbstractRouteDef]:
        """Paths and what answers them."""
        return [
            web.get("/", self._page),
            web.get("/font/{name}.otf", self._font),
            web.get("/api/state", self._state),
            web.get("/api/live", self._live),
            web.get("/api/complete", self._complete),
            web.post("/api/say", self._say),
            web.post("/api/press", self._press),
            web.post("/api/submit", self._submit),
            web.get("/api/next", self._next),
            web.post("/api/clock", self._clock),
            web.post("/api/reset", self._reset),
            web.static("/page", PAGE),
        ]

    async def _page(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html")

    async def _font(self, request: web.Request) -> web.StreamResponse:
        path = font_files_otf.get(request.match_info["name"])
        if path is None:
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={"Content-Type": "font/otf"})

    async def _state(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(self.face.state(self._viewer(request)))

    async def _live(self, request: web.Request) -> web.StreamResponse:
        return await self.live.serve(request, self._viewer(request))

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        query, organisation = request.query, self.face.organisation
        conversation = self.face.world.conversations.get(query.get("conversation", ""))
        key = conversation.key if conversation else ""
        found = complete(
            query.get("text", "")[:LONGEST],
            commands=self.face.commands,
            organisation=organisation,
            here=organisation.engagement_at(PLATFORM, key),
            direct=conversation is not None and conversation.with_rapport,
        )
        return web.json_response(
            [
                {"text": each.text, "label": each.label, "help": each.help, "more": each.more}
                for each in found
            ]
        )

    async def _say(self, request: web.Request) -> web.StreamResponse:
        sent = await _body(request, Say)
        return _reply(await self.host.say(sent.text, self._spot(sent), key=sent.key))

    async def _press(self, request: web.Request) -> web.StreamResponse:
        sent = await _body(request, Press)
        person = self._person(sent.person)
        return _reply(await self.host.press(sent.says, person, on=sent.message, key=sent.key))

    async def _submit(self, request: web.Request) -> web.StreamResponse:
        sent = await _body(request, Submit)
        person = self._person(sent.person)
        return _reply(await self.host.submit(sent.fields, person, form=sent.form, key=sent.key))

    async def _clock(self, request: web.Request) -> web.StreamResponse:
        asked, clock = await _body(request, Ahead), self.face.clock
        if asked.move != "next":
            await go(clock, clock.now() + Move[asked.move.upper()].value, unasked=self.unasked)
        elif upcoming := await self.unasked.next():
            await go(clock, upcoming.at, unasked=self.unasked)
        else:
            raise Conflict("Nothing is planned.", next_step="Go ahead by a day instead.")
        self.live.tell_time()
        return web.json_response(self.face.time())

    async def _next(self, _request: web.Request) -> web.StreamResponse:
        upcoming = await self.unasked.next()
        told = {"at": upcoming.at.isoformat(), "what": upcoming.what} if upcoming else None
        return web.json_response(told)

    async def _reset(self, _request: web.Request) -> web.StreamResponse:
        await self.reset()
        return _reply(Shown())

    def _viewer(self, request: web.Request) -> str:
        """Whom the page acts as: whoever its address names, else the first of all."""
        people, wanted = self.face.organisation.people, request.query.get("person", "")
        return wanted if wanted in people else next(iter(people))

    def _person(self, key: str) -> str:
        if key not in self.face.organisation.people:
            raise NotFound(f"There is nobody called “{key}” here.")
        return key

    def _spot(self, sent: Say) -> Spot:
        """Where something is said; never somewhere that its speaker does not see."""
        person, world = self._person(sent.person), self.face.world
        conversation = world.conversations.get(sent.conversation)
        if conversation is None or not conversation.open_to(person):
            raise NotFound("There is no such conversation.")
        if sent.thread is None:
            return Spot(person, conversation)
        root = world.get(sent.thread)
        if root is None or root.conversation != conversation.key or not world.sees(person, root):
            raise NotFound("That thread is gone.")
        return Spot(person, conversation, root.thread or root.key)


async def _body(request: web.Request, kind: type[Body]) -> Body:
    try:
        return kind.model_validate_json(await request.read())
    except ValidationError as error:
        raise Usage("That is nothing this page can send.", next_step="Load it again.") from error


def _reply(shown: Shown) -> web.Response:
    form = form_json(shown.form.key, shown.form.form) if shown.form else None
    return web.json_response({"form": form, "thread": shown.thread})


@web.middleware
async def tell_errors(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """What the person can act on is said to them, and what they typed stays where it is."""
    try:
        return await handler(request)
    except BotError as error:
        said = {"message": error.message, "next_step": error.next_step}
        return web.json_response(said, status=404 if isinstance(error, NotFound) else 422)
