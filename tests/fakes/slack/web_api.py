"""The HTTP side of the Web API: one route, a log of calls, and faults on demand."""

from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.slack.errors import ApiError, Payload
from tests.fakes.slack.methods import call_method
from tests.fakes.slack.methods.registry import read_args

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


class WebApi:
    """Answers /api/{method}; `calls` holds (method, arguments, error or None)."""

    def __init__(self, slack: "FakeSlack") -> None:
        self._slack = slack
        self.calls: list[tuple[str, Payload, str | None]] = []
        self.outages: dict[str, list[ApiError | None]] = {}

    async def handle(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        with self._slack.activity():
            args: Payload = {}
            try:
                args = await read_args(request)
                self._fail_if_asked(name)
                body = call_method(self._slack, name, args, _token(request, args))
            except ApiError as error:
                self.calls.append((name, args, error.code))
                return web.json_response(error.body(), status=error.status, headers=error.headers)
            self.calls.append((name, args, None))
            self._break_if_asked(name, request)
        scopes = ",".join(sorted(self._slack.app.scopes))
        return web.json_response(body, headers={"X-OAuth-Scopes": scopes})

    def _fail_if_asked(self, name: str) -> None:
        waiting = self.outages.get(name, [])
        refusal = waiting[0] if waiting else None
        if refusal is not None:
            waiting.pop(0)
            raise refusal

    def _break_if_asked(self, name: str, request: web.Request) -> None:
        """The work is done, and the answer is lost: the caller cannot know."""
        waiting = self.outages.get(name, [])
        if waiting:
            waiting.pop(0)
            if request.transport is not None:
                request.transport.abort()


def _token(request: web.Request, args: Payload) -> str | None:
    """From the header, or the form; a token in the query is not taken."""
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return header.removeprefix("Bearer ").strip()
    token = args.get("token") if "token" not in request.query else None
    return None if token is None else str(token)
