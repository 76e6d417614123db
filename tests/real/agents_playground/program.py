"""The program itself: started on a free port in a folder of its own, and stopped."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp

from tests.real.agents_playground.people import described
from tests.real.npm import require_package
from tests.real.require import require_real

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator
    from pathlib import Path

PACKAGE = "@microsoft/m365agentsplayground"
PATIENCE = 30
"""Seconds until it must listen; about one and a half are usual."""
_LISTENING = re.compile(rb"Listening on (\d+)")


def require_agents_playground() -> tuple[str, str]:
    """What starts the program; without it the test is skipped, or fails where it must not be."""
    return require_real("node"), str(require_package(PACKAGE) / "cli.js")


@asynccontextmanager
async def agents_playground(folder: Path, endpoint: str) -> AsyncIterator[str]:
    """Run the program while the block runs; gives the address of its page.

    Args:
        folder: Where it finds its people, and leaves its log.
        endpoint: Where the bot listens, such as ``http://127.0.0.1:3978/api/messages``.
    """
    (folder / ".m365agentsplayground.yml").write_text(described())
    process = await asyncio.create_subprocess_exec(
        *(*require_agents_playground(), "start", "--disable-telemetry"),
        *("--app-endpoint", endpoint, "--channel-id", "msteams", "--port", "0"),
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "TEAMSAPPTESTER_BROWSER": "none"},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            url = f"http://localhost:{await _port(process, folder)}"
            await _answers(url, process, folder)
        yield url
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)  # it has nothing to lose
        await process.communicate()


async def _port(process: Process, folder: Path) -> int:
    assert process.stdout is not None
    async for line in process.stdout:
        if found := _LISTENING.search(line):
            return int(found[1])
    raise AssertionError(_log(folder))


async def _answers(url: str, process: Process, folder: Path) -> None:
    """It says that it listens before it has read its people, and stops if it minds them."""
    async with aiohttp.ClientSession() as session:
        while process.returncode is None:
            try:
                async with session.get(f"{url}/_debug/ping") as answer:
                    if answer.ok:
                        return
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.05)
    raise AssertionError(_log(folder))


def _log(folder: Path) -> str:
    log = folder / "devTools" / "m365agentsplayground.log"
    return log.read_text() if log.exists() else "the Agents Playground left no log"
