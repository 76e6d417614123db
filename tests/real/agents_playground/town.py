"""Two teams in the Agents Playground, with a service that a real Prometheus measures."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.real.agents_playground.chat import Chat, chat
from tests.real.agents_playground.people import ALICE, BOB, CHANNEL, DANA, ERIN, TENANT
from tests.real.agents_playground.program import agents_playground
from tests.real.prometheus import bad_of, total_of
from tests.real.prometheus.steady import SERVICE
from tests.serving.process import Serving, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

SERVICES = ("iot-hub", "device-twins")
"""Both are measured by the same counters."""
_APP_YAML = """\
version: 1
people:
  alice: {{name: {alice.name}, side: sre, ids: {{teams: {alice.directory}}}}}
  erin: {{name: {erin.name}, side: sre, ids: {{teams: {erin.directory}}}}}
  bob: {{name: {bob.name}, side: product, ids: {{teams: {bob.directory}}}}}
  dana: {{name: {dana.name}, side: sponsor, ids: {{teams: {dana.directory}}}}}
teams:
  sre: {{name: IoT SRE, side: sre, lead: alice, manager: erin, members: [alice, erin]}}
  product: {{name: IoT product group, side: product, lead: bob, manager: bob, members: [bob]}}
rotations:
  hub-sre: {{name: IoT Hub SRE, team: sre, layers: [{{people: [alice], starts: 2026-01-05 10:00}}]}}
  hub-product:
    name: IoT Hub product
    team: product
    layers: [{{people: [bob], starts: 2026-01-05 10:00}}]
sources:
  main: {{kind: prometheus, url: "{prometheus}", timeout: 5s}}
services:
{services}
engagements:
  iot-hub:
    services: [{keys}]
    sre_team: sre
    product_group: product
    sponsor: dana
    zone: Europe/Berlin
    places: {{teams: {{channel: "{channel}", name: iot-hub}}}}
    policy: {{agreed: true}}
platforms:
  teams: {{tenant: {tenant}, development: true}}
storage: {{path: rapport.db}}
"""
_SERVICE = """\
  {key}:
    name: The {key}
    oncall: {{sre: {{primary: hub-sre}}, product: {{primary: hub-product}}}}
    slos:
      availability:
        target: 99.95%
        events: requests
        source: main
        query: {{total: '{total}', bad: '{bad}'}}
"""


@dataclass
class Town:
    """Rapport and the program that talks to it.

    Attributes:
        config: Its app.yaml.
        running: The process that serves.
        chat: The program over HTTP.
        url: The program's page.
    """

    config: Path
    running: Serving
    chat: Chat
    url: str

    @property
    def troubles(self) -> list[str]:
        """What Rapport's log says that is no mere information."""
        return [str(line) for line in self.running.lines if line["level"] != "info"]


def write_config(folder: Path, prometheus: str) -> Path:
    """Write an app.yaml for these people; gives its path."""
    total, bad = total_of(SERVICE), bad_of(SERVICE)
    path = folder / "app.yaml"
    path.write_text(
        _APP_YAML.format(
            alice=ALICE,
            erin=ERIN,
            bob=BOB,
            dana=DANA,
            prometheus=prometheus,
            services="".join(_SERVICE.format(key=key, total=total, bad=bad) for key in SERVICES),
            keys=", ".join(SERVICES),
            channel=CHANNEL,
            tenant=TENANT,
        )
    )
    return path


@asynccontextmanager
async def town(folder: Path, prometheus: str) -> AsyncIterator[Town]:
    """Rapport serves these people while the block runs."""
    config = write_config(folder, prometheus)
    async with (
        serving(config, {}) as running,
        agents_playground(folder, f"{running.url}/api/messages") as url,
        chat(url) as opened,
    ):
        yield Town(config, running, opened, url)
