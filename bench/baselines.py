"""What Rapport is measured against: ``python -m bench.baselines aiohttp|bolt PORT``.

Both receive the same signed slash command. The first only answers; the second is a bare Bolt echo.
"""

from __future__ import annotations

import sys

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bench.requests import SECRET, WORKSPACE


async def bare(request: web.Request) -> web.Response:
    """Read the body and answer."""
    await request.read()
    return web.json_response({"response_type": "ephemeral", "text": "echo"})


def bolt() -> AsyncApp:
    """Bolt as Rapport configures it, with an echo for a listener."""

    async def authorize(**_context: object) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=WORKSPACE, bot_token="xoxb-bench", bot_user_id="U0BOT"
        )

    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    @app.command("/sre")
    async def echo(ack: AsyncAck) -> None:
        await ack(response_type="ephemeral", text="echo")

    return app


def main(kind: str, port: int) -> None:
    """Serve one of them."""
    app = web.Application()
    if kind == "aiohttp":
        app.router.add_post("/slack/events", bare)
    else:
        slack = bolt()

        async def events(request: web.Request) -> web.StreamResponse:
            return await to_aiohttp_response(
                await slack.async_dispatch(await to_bolt_request(request))
            )

        app.router.add_post("/slack/events", events)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
