"""The calendar at an address that nobody can guess: ``GET /calendar/{token}.ics``.

Whoever knows the address reads it, as with every calendar that is subscribed to. A token that is
unknown is answered as quickly as one that is known, and as any page that is not there.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from aiohttp import ETag, web

from bot.errors import SourceUnavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

PATH = "/calendar/{token:[A-Za-z0-9_-]{16,128}}.ics"
_WRITTEN = re.compile(r"^DTSTAMP:.*\r?\n", re.MULTILINE)
"""When it was written, which is no part of what it says."""


def chosen(token: str, tokens: Mapping[str, str]) -> str | None:
    """Whose token this is, by name; every one is compared, in a time that tells nothing.

    Args:
        token: What came in.
        tokens: The token of each name.
    """
    found = None
    for name, known in tokens.items():
        if hmac.compare_digest(token.encode(), known.encode()):
            found = name
    return found


def calendar_routes(
    feed: Callable[[str], Awaitable[str | None]],
) -> tuple[web.RouteDef, ...]:
    """The route of calendars.

    Args:
        feed: The calendar of a token, as text; None for a token that is unknown. ``chosen`` finds
            out without telling how close a guess was.
    """

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            text = await feed(request.match_info["token"])
        except SourceUnavailable:
            # Whoever subscribed keeps the calendar that they have.
            raise web.HTTPServiceUnavailable from None
        if text is None:
            raise web.HTTPNotFound
        tag = hashlib.sha256(_WRITTEN.sub("", text).encode()).hexdigest()[:32]
        headers = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
        known = request.if_none_match or ()
        if any(each.value in {tag, "*"} for each in known):
            response = web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
        else:
            response = web.Response(
                text=text, content_type="text/calendar", charset="utf-8", headers=headers
            )
        response.etag = ETag(tag, is_weak=True)
        return response

    return (web.get(PATH, handle, name="calendar"),)
