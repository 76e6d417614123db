"""Microsoft's echo: ``python -m bench.teams.stock PORT URL``, of their parts alone.

Their adapter, their check of every token, their connector, mounted as in their samples. It is set
up kindly. MSAL, which gets it a token for its reply, talks to https alone and is asked for a new
one in every turn, while the event loop waits; here every token comes for nothing and at once. So
what is measured against it is measured against more than it can do.
"""

from __future__ import annotations

import sys

from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botframework.connector.auth import MicrosoftAppCredentials
from botframework.connector.auth.channel_validation import ChannelValidation

from bench.teams.activities import APP_ID, ECHO


class Config:
    """As their samples have it."""

    APP_ID = APP_ID
    APP_PASSWORD = "unused"
    APP_TYPE = "MultiTenant"


class Echo(ActivityHandler):  # type: ignore[misc] # botbuilder is untyped
    """Their sample bot."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(ECHO + turn_context.activity.text)


def main(port: int, url: str) -> None:
    """Serve it."""
    ChannelValidation.open_id_metadata_endpoint = f"{url}/openid"
    MicrosoftAppCredentials.get_access_token = lambda _self, _force_refresh=None: "bench-token"
    adapter, bot = CloudAdapter(ConfigurationBotFrameworkAuthentication(Config())), Echo()

    async def messages(request: web.Request) -> web.Response:
        answered: web.Response = await adapter.process(request, bot)
        return answered

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
