"""Activities that Teams sends over HTTP, on our own aiohttp application."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

from aiohttp import web

from adapters.teams.reading import Unreadable, activity_of, fields_of, origin_of
from adapters.teams.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from botbuilder.schema import Activity

    from adapters.teams.verifying import Verifier

log = logging.getLogger(__name__)

PATH = "/api/messages"
"""The messaging endpoint, as the bot's registration names it."""
LONGEST = 256 * 1024
"""Bytes; a message has some 100 KB at most, and a form comes with the card it was filled in:
https://learn.microsoft.com/microsoftteams/limits-specifications-teams#chat"""


@dataclass(frozen=True, slots=True)
class InvokeAnswer:
    """What an invoke is answered with, inside its own request.

    Attributes:
        status: The HTTP status.
        body: What Teams reads as JSON; None for no body.
    """

    status: int
    body: Mapping[str, object] | None = None


class Reception(Protocol):
    """Who hears what came from a genuine sender."""

    def accept(self, activity: Activity) -> None:
        """Take on a message, or news of a conversation: the work is scheduled, and this returns.

        Whatever fails in that work is the reception's own to say and to log.
        """
        ...

    async def invoke(self, activity: Activity) -> InvokeAnswer:
        """Answer what Teams waits for: a pressed button, a form that is opened or sent."""
        ...


def routes(reception: Reception, verifier: Verifier) -> tuple[web.RouteDef, ...]:
    """The one address for everything that Teams sends."""

    async def receive(request: web.Request) -> web.Response:
        try:
            return await _received(request, reception, verifier)
        except Refused as refusal:
            log.warning("refused what came to %s: %s", PATH, refusal.why)
            return web.Response(status=refusal.status, headers=_challenge(refusal.status))
        except Exception:  # the door answers, whatever happens behind it
            log.exception("what came to %s could not be heard", PATH)
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)

    return (web.post(PATH, receive),)


async def _received(request: web.Request, reception: Reception, verifier: Verifier) -> web.Response:
    """Believe, then read, then hear.

    Raises:
        Refused: It is not believed or not understood.
    """
    sender = await verifier.sender(request.headers.get("Authorization"), host=request.host)
    fields = fields_of(await _body(request))
    sender.must_speak_from(origin_of(fields))
    activity = activity_of(fields)
    if activity.type != "invoke":
        reception.accept(activity)
        return web.Response(status=HTTPStatus.ACCEPTED)
    answer = await reception.invoke(activity)
    if answer.body is None:
        return web.Response(status=answer.status)
    return web.json_response(answer.body, status=answer.status)


async def _body(request: web.Request) -> bytes:
    """The JSON that came. A page of another site could send nothing under that name.

    Raises:
        Refused: It is something else, or too much.
    """
    if request.content_type != "application/json":
        raise Unreadable("it is not application/json")
    body = bytearray()
    try:
        async for part in request.content.iter_any():
            body += part
            if len(body) > LONGEST:
                raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "it is too long")
    except (web.RequestPayloadError, ConnectionError) as error:
        raise Unreadable("it broke off") from error
    return bytes(body)


def _challenge(status: HTTPStatus) -> dict[str, str]:
    return {"WWW-Authenticate": "Bearer"} if status is HTTPStatus.UNAUTHORIZED else {}
