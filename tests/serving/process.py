"""``rapport serve`` as a process of its own: started, read along, told to stop."""

from __future__ import annotations

import asyncio
import json
import signal
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import aiohttp

from tests.terminal.running import PATIENCE, PLAIN, RAPPORT, Ran

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

LISTENING = "serving"
"""What the log says once requests can arrive."""


@dataclass
class Serving:
    """A running ``rapport serve``.

    Attributes:
        log: What it has written to standard error so far, line by line.
        address: Where it listens, such as ``127.0.0.1:3000``.
    """

    process: Process
    log: list[str] = field(default_factory=list)
    address: str = ""
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _reading: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{self.address}"

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The log, every line of it read as JSON."""
        return [json.loads(line) for line in self.log]

    async def says(self, message: str) -> dict[str, Any]:
        """The first line of the log whose message begins like this, once there is one."""
        async with asyncio.timeout(PATIENCE):
            while True:
                self._news.clear()
                for line in self.lines:
                    if line["message"].startswith(message):
                        return line
                if self._reading is None or self._reading.done():
                    raise AssertionError("\n".join(self.log))
                await self._news.wait()

    async def get(self, path: str) -> tuple[int, str]:
        """The status and the body at a path."""
        async with aiohttp.ClientSession() as session, session.get(f"{self.url}{path}") as got:
            return got.status, await got.text()

    def stop(self) -> None:
        """Tell it to stop, as a supervisor does."""
        self.process.send_signal(signal.SIGTERM)

    async def ended(self) -> int:
        """Its exit status, once it has ended and all is read."""
        async with asyncio.timeout(PATIENCE):
            status = await self.process.wait()
            if self._reading is not None:
                await self._reading
        return status

    def begin_to_read(self) -> None:
        """Read along in the background."""
        self._reading = asyncio.ensure_future(self._read())

    async def _read(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            self.log.append(line.decode())
            self._news.set()
        self._news.set()


@asynccontextmanager
async def serving(config: Path, environ: Mapping[str, str]) -> AsyncIterator[Serving]:
    """Serve while the block runs, on a free port; then stop and leave nothing behind."""
    process = await asyncio.create_subprocess_exec(
        *(*RAPPORT, "serve", "--config", str(config), "--port", "0"),
        cwd=config.parent,
        env={**PLAIN, **environ},
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    running = Serving(process)
    running.begin_to_read()
    try:
        running.address = (await running.says(LISTENING))["address"]
        yield running
    finally:
        if process.returncode is None:
            running.stop()
        await running.ended()


async def rapport(
    folder: Path, *words: str, environ: Mapping[str, str] | None = None, typed: str = ""
) -> Ran:
    """Run the command line to its end, while the servers of this test go on."""
    process = await asyncio.create_subprocess_exec(
        *(*RAPPORT, *words),
        cwd=folder,
        env={**PLAIN, **(environ or {})},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(PATIENCE):
        out, err = await process.communicate(typed.encode())
    return Ran(process.returncode or 0, out.decode(), err.decode())
