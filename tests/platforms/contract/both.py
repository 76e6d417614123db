"""One ``rapport serve`` for two platforms: the same two teams on Slack and on Teams."""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import yaml

from tests.fakes.entra import FakeEntra
from tests.fakes.slack import FakeSlack
from tests.fakes.teams import App, FakeTeams
from tests.platforms.contract.drivers import until
from tests.platforms.slack.face import SlackTown
from tests.platforms.slack.house import BRISK, INSTALLED
from tests.platforms.slack.house import CHANNEL as SLACK_CHANNEL
from tests.platforms.slack.house import ENVIRON as SLACK_ENVIRON
from tests.platforms.teams.house import CHANNEL as TEAMS_CHANNEL
from tests.platforms.teams.house import environ as teams_environ
from tests.platforms.teams.town import TeamsTown
from tests.serving.process import rapport, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from tests.platforms.contract.face import Seen, Town, Way

_APP_YAML = """\
version: 1
people:
  alice: {name: Alice Nakamura, side: sre, email: alice@example.com}
  erin: {name: Erin Gallagher, side: sre, ids: {slack: UERIN, teams: aad-erin}}
  bob: {name: Bob Castellano, side: product, email: bob@example.com}
  dana: {name: Dana Iyer, side: sponsor, email: dana@example.com}
  frank: {name: Frank Adeyemi, side: sre, email: frank@example.com}
teams:
  sre: {name: IoT SRE, side: sre, lead: alice, manager: erin, members: [alice, erin]}
  product: {name: IoT product group, side: product, lead: bob, manager: bob, members: [bob]}
rotations:
  hub-sre:
    name: IoT Hub SRE
    team: sre
    layers: [{people: [alice], starts: 2026-01-05 10:00}]
  hub-product:
    name: IoT Hub product
    team: product
    layers: [{people: [bob], starts: 2026-01-05 10:00}]
sources:
  main: {kind: table}
services:
  iot-hub:
    name: IoT Hub
    oncall: {sre: {primary: hub-sre}, product: {primary: hub-product}}
    slos:
      availability: {target: 99.95%, events: requests, source: main}
engagements:
  iot-hub:
    services: [iot-hub]
    sre_team: sre
    product_group: product
    sponsor: dana
    zone: Europe/Berlin
    policy: {agreed: true}
storage: {path: rapport.db}
"""
PEOPLE = ("alice", "erin", "bob", "zoe")
"""Alice and Bob are known by their email, Erin by her ids, Zoe to nobody.

Dana is on Teams alone, and Frank on neither."""


@dataclass(frozen=True)
class Both:
    """Two platforms before one process.

    Attributes:
        towns: Each of them, by name.
        store: What that process remembers.
        environ: Where its secrets are.
        url: Where that process answers.
    """

    towns: Mapping[str, Town]
    store: Path
    environ: Mapping[str, str]
    url: str

    async def hears(self, platform: str, person: str, said: str, way: Way) -> Seen:
        """What somebody sees next who says this there."""
        town = self.towns[platform]
        before = len(await town.sees(person))
        await town.says(person, said, way)

        async def look() -> Seen | None:
            return next(iter((await town.sees(person))[before:]), None)

        return await until(look)

    def persons(self) -> set[tuple[str, str | None]]:
        """Who asked so far, by platform, as the audit has it."""
        with closing(sqlite3.connect(f"file:{self.store}?mode=ro", uri=True)) as store:
            return set(store.execute("SELECT platform, person FROM audit"))


@asynccontextmanager
async def both(folder: Path) -> AsyncIterator[Both]:
    """Serve both while the block runs."""
    async with FakeSlack(INSTALLED, BRISK) as slack, FakeEntra() as entra, FakeTeams() as teams:
        entra.tokens.name = lambda _number: App.token
        teams.authorization = entra.authorization
        towns: dict[str, Town] = {"slack": _on_slack(slack), "teams": _on_teams(teams)}
        config = _write(folder, slack, teams, entra)
        await _count(folder, environ={**SLACK_ENVIRON, **teams_environ(entra)})
        environ = {**SLACK_ENVIRON, **teams_environ(entra)}
        async with serving(config, environ) as running:
            slack.requests_go_to(f"{running.url}/slack/events")
            teams.bot_listens_at(f"{running.url}/api/messages")
            yield Both(towns, folder / "rapport.db", environ, running.url)


async def _count(folder: Path, *, environ: Mapping[str, str]) -> None:
    """Four weeks of real counts, up to yesterday: 30 % of the budget is spent."""
    today = datetime.now(UTC).date()
    days = (today - timedelta(days=back) for back in range(28, 0, -1))
    rows = "".join(f"{day},iot-hub,99985,15\n" for day in days)
    (folder / "days.csv").write_text(f"date,service,good,bad\n{rows}")
    ran = await rapport(folder, "import", "budget", "days.csv", environ=environ)
    assert ran.status == 0, ran.out


def _on_slack(slack: FakeSlack) -> SlackTown:
    people = {
        name: slack.user(f"U{name.upper()}", name=name, email=f"{name}@example.com")
        for name in PEOPLE
    }
    slack.channel(SLACK_CHANNEL, name="iot-hub", members=people.values())
    return SlackTown(slack, people)


def _on_teams(teams: FakeTeams) -> TeamsTown:
    people = {name: teams.person(name) for name in (*PEOPLE, "dana")}
    channel = teams.channel("iot-hub", people.values(), channel_id=TEAMS_CHANNEL)
    return TeamsTown(teams, people, channel)


def _write(folder: Path, slack: FakeSlack, teams: FakeTeams, entra: FakeEntra) -> Path:
    said = yaml.safe_load(_APP_YAML)
    said["engagements"]["iot-hub"]["places"] = {
        "slack": {"channel": SLACK_CHANNEL, "name": "iot-hub", "home": True},
        "teams": {"channel": TEAMS_CHANNEL, "name": "iot-hub"},
    }
    said["platforms"] = {
        "slack": {
            "workspace": slack.app.team_id,
            "mode": "http",
            "bot_token_env": "SLACK_BOT_TOKEN",
            "signing_secret_env": "SLACK_SIGNING_SECRET",
            "api_url": slack.base_url,
        },
        "teams": {**entra.settings(), "service_url": teams.service_url},
    }
    path = folder / "app.yaml"
    path.write_text(yaml.safe_dump(said, sort_keys=False))
    return path
