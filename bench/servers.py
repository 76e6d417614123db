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
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import IO, TYPE_CHECKING

from bench.requests import CHANNEL, SECRET, USER, WORKSPACE
from bench.teams import activities

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Mapping

    from bench.teams.service import BotService

HERE = Path(__file__).parent.parent
START_SECONDS = 20
STALL = "stall"
"""The file into which ``bench.watched`` writes."""
SECRETS = {"BOT": "xoxb-bench", "SIGNING": SECRET, "TEAMS_SECRET": "bench"}

COUNTED = "{kind: table}"
"""Four weeks of daily counts, imported; a tenth of the budget is left."""

CONFIG = """\
version: 1
people:
  alice: {{name: Alice Nakamura, side: sre, ids: {{slack: {user}, teams: {teams_user}}}}}
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
{teams}\
storage: {{path: bench.db}}
"""

TEAMS = """\
  teams:
    tenant: {tenant}
    app_id: {app}
    client_secret_env: TEAMS_SECRET
    openid_url: {url}/openid
    login_url: {url}
    service_url: {service_url}
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


def rapport_config(
    *, slack: str, source: str, query: str = "", teams: BotService | None = None
) -> str:
    """An app.yaml with one service whose counts come from ``source``, on Slack or on both."""
    return CONFIG.format(
        slack=slack,
        source=source,
        query=query,
        user=USER,
        channel=CHANNEL,
        workspace=WORKSPACE,
        teams_user=activities.USER,
        teams=_teams(teams) if teams else "",
    )


def _teams(service: BotService) -> str:
    return TEAMS.format(
        tenant=activities.TENANT,
        app=activities.APP_ID,
        url=service.url,
        service_url=service.service_url,
    )


@asynccontextmanager
async def baseline(kind: str) -> AsyncIterator[Server]:
    """What Slack is measured against."""
    port = free_port()
    async with _running(["bench.baselines", kind, str(port)], port) as server:
        yield server


@asynccontextmanager
async def teams_server(kind: str, *words: str) -> AsyncIterator[Server]:
    """One of the modules in ``bench.teams`` that serve."""
    port = free_port()
    async with _running([f"bench.teams.{kind}", str(port), *words], port) as server:
        yield server


@asynccontextmanager
async def rapport(folder: Path, config: str, *, watched: bool = False) -> AsyncIterator[Server]:
    """``rapport serve``; watched, ``bench.watched`` runs it and writes what it saw into a file."""
    path = folder / "app.yaml"
    path.write_text(config)
    if COUNTED in config:
        await _count(folder, path)
    port = free_port()
    command = ["rapport", "serve", "--config", str(path), "--port", str(port)]
    if watched:
        command = ["bench.watched", str(folder / STALL), str(path), str(port)]
    async with _running(command, port, extra=SECRETS) as server:
        yield server


async def _count(folder: Path, config: Path) -> None:
    today = datetime.now(UTC).date()
    days = (today - timedelta(days=back) for back in range(28, 0, -1))
    counts = folder / "days.csv"
    counts.write_text("date,service,good,bad\n" + "".join(f"{d},iot-hub,99955,45\n" for d in days))
    command = ["rapport", "import", "budget", str(counts), "--config", str(config)]
    importing = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *command), cwd=HERE, stdout=asyncio.subprocess.DEVNULL
    )
    if await importing.wait():
        raise RuntimeError("the counts were not imported")


@asynccontextmanager
async def _running(
    module: list[str], port: int, *, extra: Mapping[str, str] = MappingProxyType({})
) -> AsyncIterator[Server]:
    command = [sys.executable, "-m", *module]
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
