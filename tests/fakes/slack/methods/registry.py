"""How a Web API call is read, authenticated, checked for scopes and answered."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from aiohttp import web

from tests.fakes.slack.errors import ApiError, Payload
from tests.fakes.slack.world import Channel

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

TokenKind = Literal["bot", "app", "any", "none"]


@dataclass
class Call:
    """One call: its arguments, and the scopes of the token it came with."""

    slack: "FakeSlack"
    name: str
    args: Payload
    scopes: frozenset[str]

    def need_scope(self, scope: str) -> None:
        if scope not in self.scopes:
            extra = {"needed": scope, "provided": ",".join(sorted(self.scopes))}
            raise ApiError("missing_scope", extra=extra)

    def need(self, key: str) -> str:
        value = self.args.get(key)
        if value is None or value == "":
            raise ApiError("invalid_arguments", messages=[f"missing required field: {key}"])
        return str(value)

    def flag(self, key: str) -> bool:
        """Forms have "true", "1"; the SDK turns True into 1."""
        return str(self.args.get(key, "")).lower() in {"true", "1"}

    def channel(self) -> Channel:
        """The channel argument; a private one that the bot is not in does not exist for it."""
        channel = self.slack.world.channels.get(self.need("channel"))
        if channel is None:
            raise ApiError("channel_not_found")
        if channel.kind != "channel" and self.slack.app.bot_user_id not in channel.members:
            raise ApiError("channel_not_found")
        return channel

    def must_be_in(self, channel: Channel) -> None:
        if self.slack.app.bot_user_id not in channel.members:
            raise ApiError("not_in_channel")

    def page(self, items: list[Payload], default: int, most: int) -> tuple[list[Payload], Payload]:
        """A cursor's page of items, and the response_metadata for the next."""
        limit = int(self.args.get("limit") or default)
        if not 0 < limit <= most:
            raise ApiError("invalid_limit")
        cursor = str(self.args.get("cursor") or "0")
        if not cursor.isdigit():
            raise ApiError("invalid_cursor")
        start = int(cursor)
        more = str(start + limit) if start + limit < len(items) else ""
        return items[start : start + limit], {"next_cursor": more}


Handler = Callable[[Call], Payload]


@dataclass(frozen=True)
class Method:
    handler: Handler
    token: TokenKind
    scope: str | None


METHODS: dict[str, Method] = {}


def method(
    name: str, *, scope: str | None = None, token: TokenKind = "bot"
) -> Callable[[Handler], Handler]:
    """Register a Web API method with the token and scope it wants."""

    def register(handler: Handler) -> Handler:
        METHODS[name] = Method(handler, token, scope)
        return handler

    return register


async def read_args(request: web.Request) -> Payload:
    """Query, form and JSON arguments alike, as Slack takes them."""
    args: Payload = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError as error:
            raise ApiError("invalid_json") from error
        if not isinstance(body, dict):
            raise ApiError("json_not_object")
        return args | body
    if request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return args | dict(await request.post())
    return args


def scopes_of(slack: "FakeSlack", wanted: TokenKind, token: str | None) -> frozenset[str]:
    """The token's scopes, or Slack's reason not to serve it."""
    if wanted == "none":
        return frozenset()
    if not token:
        raise ApiError("not_authed")
    known = {
        slack.app.bot_token: ("bot", slack.app.scopes),
        slack.app.app_token: ("app", slack.app.app_token_scopes),
    }
    if token in slack.revoked_tokens:
        raise ApiError("token_revoked")
    if token not in known:
        raise ApiError("invalid_auth")
    kind, scopes = known[token]
    if wanted not in {"any", kind}:
        raise ApiError("not_allowed_token_type")
    return scopes


def call_method(slack: "FakeSlack", name: str, args: Payload, token: str | None) -> Payload:
    """Run one method; raises ApiError when Slack would refuse."""
    known = METHODS.get(name)
    if known is None:
        raise ApiError("unknown_method", extra={"req_method": name})
    call = Call(slack, name, args, scopes_of(slack, known.token, token))
    if known.scope is not None:
        call.need_scope(known.scope)
    return {"ok": True, **known.handler(call)}
