"""Socket Mode: connections the bot opens, envelopes sent to one of them, acks taken by id."""

import asyncio
import json
import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from tests.fakes.slack import limits
from tests.fakes.slack.delivery import Ack, Retry, Way
from tests.fakes.slack.errors import Payload

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

TYPES = {"events": "events_api", "commands": "slash_commands", "interactivity": "interactive"}


@dataclass
class Sockets:
    """https://docs.slack.dev/apis/events-api/using-socket-mode."""

    slack: "FakeSlack"
    open: list[web.WebSocketResponse] = field(default_factory=list)
    tickets: set[str] = field(default_factory=set)
    sent: list[Payload] = field(default_factory=list)
    _waiting: dict[str, "asyncio.Future[Payload]"] = field(default_factory=dict)
    _turn: int = 0

    def address(self) -> str:
        """A ws:// address that is good for one connection."""
        ticket = uuid.uuid4().hex
        self.tickets.add(ticket)
        base = self.slack.url.replace("http://", "ws://")
        return f"{base}/link/?ticket={ticket}&app_id={self.slack.app.app_id}"

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Greets the bot and listens until either side closes."""
        ticket = request.query.get("ticket", "")
        if ticket not in self.tickets:
            return web.Response(status=403)
        self.tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self.open) >= limits.SOCKETS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        self.open.append(socket)
        try:
            await socket.send_json(self._hello())
            self.slack.pulse.beat()
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._take(message.data)
        finally:
            self.open.remove(socket)
            self.slack.pulse.beat()
        return socket

    def _hello(self) -> Payload:
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "debug_info": {"host": "applink-1", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self.slack.app.app_id},
        }

    def _take(self, data: str) -> None:
        """An acknowledgement; anything else is a complaint."""
        try:
            body = json.loads(data)
            waiting = self._waiting.get(body["envelope_id"])
        except (ValueError, KeyError, TypeError):
            self.slack.complaints.append(f"socket: not an acknowledgement: {data}")
            return
        if waiting is None or waiting.done():
            self.slack.complaints.append(f"socket: late or unknown envelope: {data}")
            return
        waiting.set_result(body)

    async def deliver(self, way: Way, payload: Payload, retry: Retry | None) -> Ack:
        """Send an envelope to one connection, in turn, and wait for its acknowledgement."""
        began = time.monotonic()
        alive = [socket for socket in self.open if not socket.closed]
        if not alive:
            return Ack(None, failure="connection_failed")
        self._turn += 1
        envelope = self._envelope(way, payload, retry)
        self.sent.append(envelope)
        waiting = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = waiting
        try:
            await alive[self._turn % len(alive)].send_json(envelope)
            ack = await asyncio.wait_for(waiting, self.slack.settings.ack_timeout)
        except TimeoutError:
            return Ack(None, after_seconds=time.monotonic() - began, failure="http_timeout")
        except ConnectionError:
            return Ack(None, after_seconds=time.monotonic() - began, failure="connection_failed")
        body = ack.get("payload")
        if body is not None and not envelope["accepts_response_payload"]:
            self.slack.complaints.append(f"socket: this envelope takes no payload: {body}")
            body = None
        return Ack(
            200,
            "" if body is None else json.dumps(body),
            "application/json",
            after_seconds=time.monotonic() - began,
        )

    def _envelope(self, way: Way, payload: Payload, retry: Retry | None) -> Payload:
        envelope: Payload = {
            "envelope_id": str(uuid.uuid4()),
            "type": TYPES[way],
            "payload": payload,
            "accepts_response_payload": way != "events",
        }
        if way == "events":
            envelope["retry_attempt"] = 0 if retry is None else retry.number
            envelope["retry_reason"] = "" if retry is None else _reason(retry.reason)
        return envelope

    async def warn(self) -> None:
        """About ten seconds' notice that the connections will be renewed."""
        await self._say_goodbye("warning")

    async def refresh(self) -> None:
        """Tell every connection to reconnect, then close it."""
        closing = list(self.open)
        await self._say_goodbye("refresh_requested")
        for socket in closing:
            await socket.close()

    async def _say_goodbye(self, reason: str) -> None:
        for socket in list(self.open):
            if not socket.closed:
                await socket.send_json(
                    {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}}
                )

    async def close(self) -> None:
        for socket in list(self.open):
            await socket.close()


def _reason(reason: str) -> str:
    """Sockets have no HTTP to time out: Slack says `timeout` there."""
    return "timeout" if reason == "http_timeout" else reason
