"""Requests that Slack sends over HTTP, on our own aiohttp application."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import TYPE_CHECKING

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request

from adapters.slack.manifest import PATH
from adapters.slack.signature import is_genuine

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp


def routes(app: AsyncApp, *, secret: str) -> tuple[web.RouteDef, ...]:
    """The one address for events, commands and interactions alike."""

    async def receive(request: web.Request) -> web.StreamResponse:
        genuine = is_genuine(
            await request.read(),
            timestamp=request.headers.get("X-Slack-Request-Timestamp"),
            signature=request.headers.get("X-Slack-Signature"),
            secret=secret,
            now=time.time(),
        )
        if not genuine:
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return (web.post(PATH, receive),)
