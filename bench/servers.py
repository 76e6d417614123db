"""Starts what is measured, each in a process of its own, and reads its memory."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from bench.requests import CHANNEL, SECRET, USER, WORKSPACE

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Mapping

HERE = Path(__file__).parent.parent
START_SECONDS = 20

CONFIG = """\
version: 1
people:
  alice: {{name: Alice Nakamura, side: sre, ids: {{slack: {user}}}}}
  bob: {{name: Bob Castellano, side: product, email: bob@example.com}}
  dana: {{name: Dana Iyer, side: sponsor, email: dana@example.com}}
teams:
  sre: {{name: SRE, side: sre, lead: alice, manager: alice, members: [alice]}}
  product: {{name: Product, side: product, lead: bob, manager: bob, members: [bob]}}
services:
  iot-hub:
    name: IoT Hub
    slos:
      availability: {{target: 99.95%, events: requests, source: counts{query}}}
engagements:
  iot-hub:
    services: [iot-hub]
    sre_team: sre
    product_group: product
    sponsor: dana
    zone: Europe/Berlin
    places: {{slack: {{channel: {channel}}}}}
    policy: {{agreed: true}}
sources:
  counts: {source}
platforms:
  slack:
    workspace: {workspace}
    mode: http
    bot_token_env: BOT
    signing_secret_env: SIGNING
    api_url: {slack}/api/
storage: {{path: bench.db}}
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running process and the port on which it listens."""

    process: Process
    port: int

    @property
    def resident_mib(self) -> float:
        """Memory in use now, as the kernel counts it."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


def rapport_config(*, slack: str, source: str, query: str = "") -> str:
    """An app.yaml with one service whose counts come from ``source``."""
    return CONFIG.format(
        slack=slack, source=source, query=query, user=USER, channel=CHANNEL, workspace=WORKSPACE
    )


@asynccontextmanager
async def baseline(kind: str) -> AsyncIterator[Server]:
    """A baseline server."""
    port = free_port()
    async with _running(
        [sys.executable, "-m", "bench.baselines", kind, str(port)], port, {}
    ) as server:
        yield server


@asynccontextmanager
async def rapport(folder: Path, config: str) -> AsyncIterator[Server]:
    """``rapport serve`` with Slack over HTTP."""
    path = folder / "app.yaml"
    path.write_text(config)
    port = free_port()
    command = [sys.executable, "-m", "rapport", "serve", "--config", str(path)]
    secrets = {"BOT": "xoxb-bench", "SIGNING": SECRET}
    async with _running([*command, "--port", str(port)], port, secrets) as server:
        yield server


@asynccontextmanager
async def _running(
    command: list[str], port: int, extra: Mapping[str, str]
) -> AsyncIterator[Server]:
    environ = {**os.environ, **extra}
    with TemporaryFile() as said:
        process = await asyncio.create_subprocess_exec(*command, cwd=HERE, env=environ, stderr=said)
        try:
            await _await_port(process, port, said)
            yield Server(process, port)
        finally:
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), START_SECONDS)


async def _await_port(process: Process, port: int, said: IO[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.returncode is not None:
            said.seek(0)
            raise RuntimeError(said.read().decode())
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        await asyncio.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
