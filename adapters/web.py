"""The aiohttp application: health, readiness, metrics, and the platforms' own routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from adapters.metrics import Metrics

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus' text format."""


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
