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

HIGHEST_PORT = 65_535


@asynccontextmanager
async def listening(
    app: web.Application, *, host: str, port: int, command: str, farewell: float = FAREWELL
) -> AsyncIterator[int]:
    """Serve while the block runs; gives the port, for port 0 takes any free one.

    Args:
        app: What to serve.
        host: Where to listen.
        port: On which port.
        command: How this was started, for advice: ``rapport demo``.
        farewell: Seconds that open connections get to finish at shutdown.

    Raises:
        Conflict: The address cannot be had.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=farewell)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise _refusal(error, host=host, port=port, command=command) from error
        taken: int = runner.addresses[0][1]
        yield taken
    finally:
        await runner.cleanup()


def _refusal(error: OSError, *, host: str, port: int, command: str) -> Conflict:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < HIGHEST_PORT else port - 1
        return Conflict(f"Port {port} is taken.", next_step=f"Try: {command} --port {other}")
    if error.errno == errno.EACCES:
        return Conflict(
            f"Port {port} may not be used: those below 1024 are for the system.",
            next_step=f"Try: {command} --port 8080",
        )
    return Conflict(
        f"Nothing can listen on {host}: it is no address of this machine.",
        next_step=f"Try: {command} --host 127.0.0.1",
    )
