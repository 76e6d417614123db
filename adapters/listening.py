"""Listens on an address while a block runs, or says in plain words why it cannot."""

from __future__ import annotations

import errno
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from bot.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FAREWELL = 5.0
"""Seconds that open connections get to finish at shutdown."""


@asynccontextmanager
async def listening(
    app: web.Application, *, host: str, port: int, farewell: float = FAREWELL
) -> AsyncIterator[int]:
    """Serve while the block runs; gives the port, for port 0 takes any free one.

    Raises:
        Conflict: The address cannot be had.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=farewell)
    await runner.setup()
    try:
        await _start(web.TCPSite(runner, host, port), address=f"{host}:{port}")
        taken: int = runner.addresses[0][1]
        yield taken
    finally:
        await runner.cleanup()


async def _start(site: web.TCPSite, *, address: str) -> None:
    try:
        await site.start()
    except (OSError, OverflowError) as error:  # ports above 65535 overflow
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            raise Conflict(
                f"Something else listens on {address} already.",
                next_step="Stop it, or choose another port with --port.",
            ) from error
        raise Conflict(
            f"Nothing can listen on {address}.", next_step="Choose another address."
        ) from error
