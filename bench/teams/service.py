"""Microsoft's side of Teams, as much of it as a bot needs: keys, tokens, and a connector.

The connector takes every reply and tells whoever waits for one in that conversation. It speaks just
enough HTTP/1.1 for that, so that it costs less than what is measured.
"""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from aiohttp import web

from bench.load import HEAD_END
from bench.teams.activities import ISSUER, jwks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_CONVERSATION = re.compile(rb" /v3/conversations/([^/ ]+)/activities")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_TAKEN = json.dumps({"id": "1700000000000"}).encode()
_REPLY = (
    b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(_TAKEN), _TAKEN)
)


@dataclass(slots=True)
class BotService:
    """Where it all is, and how slow its tokens are.

    Attributes:
        service_url: The connector's address, as an activity names it.
        url: Where keys and tokens are.
        token_seconds: How long it takes to get a token.
        token_lasts: For how many seconds it is good then.
        tokens: How many were given.
        replied: The newest reply in each conversation.
    """

    service_url: str = ""
    url: str = ""
    token_seconds: float = 0.0
    token_lasts: int = 3600
    tokens: int = 0
    replied: dict[str, bytes] = field(default_factory=dict)
    _waiting: dict[str, asyncio.Future[None]] = field(default_factory=dict)

    def reply_in(self, conversation: str) -> asyncio.Future[None]:
        """Done once a reply came in this conversation."""
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[conversation] = waiting
        return waiting

    def took(self, conversation: str, body: bytes) -> None:
        """A reply came."""
        self.replied[conversation] = body
        waiting = self._waiting.pop(conversation, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(None)

    async def openid(self, _request: web.Request) -> web.Response:
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}/keys"})

    async def keys(self, _request: web.Request) -> web.Response:
        return web.json_response(jwks())

    async def token(self, request: web.Request) -> web.Response:
        await request.read()
        self.tokens += 1
        await asyncio.sleep(self.token_seconds)
        return web.json_response(
            {
                "token_type": "Bearer",
                "expires_in": self.token_lasts,
                "access_token": f"bench-token-{self.tokens}",
            }
        )


class _Connector(asyncio.Protocol):
    """One kept-alive connection on which replies come."""

    def __init__(self, service: BotService) -> None:
        self._service = service
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while (end := self._read.find(HEAD_END)) >= 0:
            head = self._read[:end]
            length = _LENGTH.search(head)
            whole = end + len(HEAD_END) + (int(length[1]) if length else 0)
            if len(self._read) < whole:
                return
            body, self._read = self._read[end + len(HEAD_END) : whole], self._read[whole:]
            self._transport.write(_REPLY)
            if found := _CONVERSATION.search(head):
                self._service.took(unquote(found[1].decode()), body)


@asynccontextmanager
async def bot_service() -> AsyncIterator[BotService]:
    """Serve while the block runs."""
    service = BotService()
    app = web.Application()
    app.add_routes(
        [
            web.get("/openid", service.openid),
            web.get("/keys", service.keys),
            web.post("/{tenant}/oauth2/v2.0/token", service.token),
        ]
    )
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    loop = asyncio.get_running_loop()
    connector = await loop.create_server(lambda: _Connector(service), "127.0.0.1", 0)
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        service.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        service.service_url = f"http://127.0.0.1:{connector.sockets[0].getsockname()[1]}/"
        yield service
    finally:
        connector.close()
        await runner.cleanup()
