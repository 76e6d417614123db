"""The aiohttp application: health, readiness, metrics, a word on privacy, the platforms' routes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from aiohttp import web

from bot.privacy import STORED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from adapters.metrics import Metrics

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus' text format."""


_ABOUT = f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rapport</title>
<style>
  body {{ max-width: 38rem; margin: 3rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff;
         font: 1rem/1.5 system-ui, sans-serif }}
  li {{ margin: .5rem 0 }}
  @media (prefers-color-scheme: dark) {{ body {{ color: #eee; background: #1b1b1b }} }}
</style>
<h1>Rapport</h1>
<p>A chat bot for two teams that run a service together. It says what is left of the error budget,
how fast it goes, and what follows.</p>
<h2>What is stored about people</h2>
<ol>{"".join(f"<li>{escape(said)}</li>" for said in STORED)}</ol>
<p>Whoever runs this bot for you answers for the rest.</p>
</html>
"""
"""For people whom a chat platform sends here to read about privacy."""


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

    async def about(_request: web.Request) -> web.Response:
        return web.Response(text=_ABOUT, content_type="text/html", charset="utf-8")

    app = web.Application()
    app.add_routes(
        [
            web.get("/", about),
            web.get("/healthz", healthz),
            web.get("/readyz", readyz),
            web.get("/metrics", tell_metrics),
            *routes,
        ]
    )
    return app
