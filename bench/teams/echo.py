"""Our echo: ``python -m bench.teams.echo PORT URL SERVICE_URL``, our door and connector alone.

Everything that Rapport's Teams platform does on the way in and on the way out; between them no
core, no store and no card, but one line.
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from aiohttp import ClientSession, web
from botbuilder.schema import Activity, ActivityTypes

from adapters.clock import WallClock
from adapters.teams.adapter import Adapter
from adapters.teams.authentication import Authentication
from adapters.teams.bearer import Bearer
from adapters.teams.connector import Connectors
from adapters.teams.keys import Keys
from adapters.teams.over_http import InvokeAnswer, routes
from adapters.teams.reference import Reference
from adapters.teams.settings import Settings
from adapters.teams.verifying import Verifier
from bench.teams.activities import APP_ID, ECHO, TENANT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.teams.over_http import Reception


class Echo:
    """Accepts, and replies in a task, as Rapport does."""

    def __init__(self, adapter: Adapter) -> None:
        self._adapter = adapter
        self._replying: set[asyncio.Task[str]] = set()

    def accept(self, activity: Activity) -> None:
        reply = Activity(type=ActivityTypes.message, text=ECHO + activity.text)
        sending = self._adapter.send(Reference.from_activity(activity), reply)
        task = asyncio.create_task(sending)
        self._replying.add(task)
        task.add_done_callback(self._replying.discard)

    async def invoke(self, _activity: Activity) -> InvokeAnswer:
        return InvokeAnswer(501)


def main(port: int, url: str, service_url: str) -> None:
    """Serve it."""
    settings = Settings(
        tenant=TENANT,
        app_id=APP_ID,
        client_secret_env="TEAMS_SECRET",
        openid_url=f"{url}/openid",
        login_url=url,
        service_url=service_url,
    )
    clock = WallClock()

    async def connected(app: web.Application) -> AsyncIterator[None]:
        async with ClientSession() as session:
            bearer = Bearer(session, settings, "bench", clock=clock)
            keys = Keys(session, settings.openid_url, clock=clock)
            connectors = Connectors(session, bearer.token)
            adapter = Adapter(Authentication(connectors), app_id=APP_ID)
            app.add_routes(routes(Echo(adapter), Verifier(settings, keys, clock=clock)))
            yield
            await bearer.close()
            await keys.close()

    app = web.Application()
    app.cleanup_ctx.append(connected)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])

if TYPE_CHECKING:
    _conforms: type[Reception] = Echo
