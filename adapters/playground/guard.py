"""Keeps other web sites out: loopback names only, no requests from elsewhere, no foreign content.

A page of another site can make a browser send requests to 127.0.0.1, and can give its own name
that address (DNS rebinding). The Host header betrays the second, Origin and the content type the
first.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

from adapters.loopback import is_loopback
from bot.drawing.palette import STYLE

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler

_CHART_STYLE = b64encode(sha256(STYLE.encode()).digest()).decode()
"""Charts bring their own style sheet; the page allows that one, and no other that is inline."""
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; font-src 'self'; "
        f"style-src 'self' 'sha256-{_CHART_STYLE}'; "
        "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cache-Control": "no-cache",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what does not come from our own page."""
    if not is_here(request.host):
        raise web.HTTPForbidden(text="The playground answers on this machine's own address only.")
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden(text="The playground answers its own page only.")
    if request.method == "POST" and request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="The playground takes application/json.")
    return await handler(request)


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Nothing from elsewhere runs or loads in the page."""
    response.headers.update(_HEADERS)


def is_here(host: str) -> bool:
    """Whether a Host header names this machine itself."""
    try:
        return is_loopback(urlsplit(f"//{host}").hostname or "")
    except ValueError:
        return False
