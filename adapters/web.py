"""The aiohttp application: health, readiness, metrics, and the platforms' own routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from adapters.metrics import CONTENT_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from adapters.metrics import Metrics

FAREWELL = 5.0
"""Seconds that open connections get to finish at shutdown."""


def application(
    *,
    metrics: Metrics,
    ready: Mapping[str, Callable[[], bool]],
    routes: Iterable[web.AbstractRouteDef] = (),
) -> web.Application:
    """Put the application together.

    Args:
        metrics: What ``/metrics`` tells.
        ready: Each part that has to be ready, by name.
        routes: What the platforms listen on.
    """

    async def healthz(_request: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    async def readyz(_request: web.Request) -> web.Response:
        parts = {name: is_ready() for name, is_ready in ready.items()}
        status = 200 if all(parts.values()) else 503
        return web.json_response({"ready": status == 200, "parts": parts}, status=status)  # noqa: PLR2004 - HTTP

    async def tell_metrics(_request: web.Request) -> web.Response:
        return web.Response(body=metrics.text(), headers={"Content-Type": CONTENT_TYPE})

    app = web.Application()
    app.add_routes(
        [
            web.get("/healthz", healthz),
            web.get("/readyz", readyz),
            web.get("/metrics", tell_metrics),
            *routes,
        ]
    )
    return app


async def listen(app: web.Application, *, host: str, port: int) -> tuple[web.AppRunner, int]:
    """Start listening; returns the runner, to be cleaned up, and the port that was taken."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=FAREWELL)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    taken: int = runner.addresses[0][1]
    return runner, taken
