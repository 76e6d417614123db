"""Two teams on Slack with a service that a real Prometheus measures, and what to start it with."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from tests.fakes.proxy import Proxy, proxy_before
from tests.fakes.slack import FakeSlack, Message, User
from tests.platforms.slack.house import BRISK, CHANNEL, INSTALLED
from tests.real.prometheus import bad_of, total_of
from tests.real.prometheus.steady import SERVICE
from tests.serving.process import Serving, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from tests.platforms.slack.house import Way

TOKEN = "prometheus-bearer-2f9c71"
SECRETS = {
    "SLACK_BOT_TOKEN": INSTALLED.bot_token,
    "SLACK_APP_TOKEN": INSTALLED.app_token,
    "SLACK_SIGNING_SECRET": INSTALLED.signing_secret,
    "PROMETHEUS_TOKEN": TOKEN,
}

_APP_YAML = """\
version: 1
people:
  alice: {{name: Alice Nakamura, side: sre, ids: {{slack: UALICE}}}}
  erin: {{name: Erin Gallagher, side: sre, email: erin@example.com}}
  bob: {{name: Bob Castellano, side: product, ids: {{slack: UBOB}}}}
  dana: {{name: Dana Iyer, side: sponsor, email: dana@example.com}}
teams:
  sre: {{name: IoT SRE, side: sre, lead: alice, manager: erin, members: [alice, erin]}}
  product: {{name: IoT product group, side: product, lead: bob, manager: bob, members: [bob]}}
sources:
  main: {{kind: prometheus, url: "{prometheus}", token_env: PROMETHEUS_TOKEN, timeout: 5s}}
services:
{services}
engagements:
  iot-hub:
    services: [{keys}]
    sre_team: sre
    product_group: product
    sponsor: dana
    zone: Europe/Berlin
    places: {{slack: {{channel: {channel}, name: iot-hub}}}}
    policy: {{agreed: true}}
platforms:
  slack:
    workspace: {workspace}
    mode: {way}
    bot_token_env: SLACK_BOT_TOKEN
    app_token_env: SLACK_APP_TOKEN
    signing_secret_env: SLACK_SIGNING_SECRET
    api_url: {slack}
storage: {{path: rapport.db}}
"""
_SERVICE = """\
  {key}:
    name: The {key}
    slos:
      availability:
        target: 99.95%
        events: requests
        source: main
        query: {{total: '{total}', bad: '{bad}'}}
"""
SERVICES = ("iot-hub", "device-twins", "gateway")
"""All three are measured by the same counters; each is read for itself."""


def write_config(
    folder: Path,
    slack: FakeSlack,
    *,
    prometheus: str,
    way: Way = "http",
    services: tuple[str, ...] = SERVICES,
) -> Path:
    """Write an app.yaml for this Slack and this Prometheus; gives its path."""
    total, bad = total_of(SERVICE), bad_of(SERVICE)
    text = _APP_YAML.format(
        prometheus=prometheus,
        services="".join(_SERVICE.format(key=key, total=total, bad=bad) for key in services),
        keys=", ".join(services),
        channel=CHANNEL,
        workspace=slack.app.team_id,
        way=way,
        slack=slack.base_url,
    )
    path = folder / "app.yaml"
    path.write_text(text)
    return path


def populate(slack: FakeSlack) -> dict[str, User]:
    """Alice and Bob are known by id, Erin and Dana by email, Zoe to nobody."""
    people = {
        name: slack.user(f"U{name.upper()}", name=name, email=f"{name}@example.com")
        for name in ("alice", "bob", "dana", "erin", "zoe")
    }
    slack.channel(CHANNEL, name="iot-hub", members=people.values())
    return people


def workspace() -> FakeSlack:
    """A Slack that takes no longer than it must; not started yet."""
    return FakeSlack(INSTALLED, BRISK)


def has_picture(message: Message) -> bool:
    """Whether a message shows a picture."""
    return any(block["type"] == "image" for block in message.blocks)


@dataclass
class Town:
    """A Slack with people in it, a Prometheus behind a proxy, and where Rapport lives.

    Attributes:
        config: Its app.yaml.
        running: The process that serves.
    """

    slack: FakeSlack
    people: dict[str, User]
    proxy: Proxy
    config: Path
    running: Serving
    _rooms: count[int] = field(default_factory=lambda: count(1))

    def room(self) -> str:
        """A channel that nobody has written in yet, with everybody in it."""
        channel = f"CROOM{next(self._rooms)}"
        self.slack.channel(channel, members=self.people.values())
        return channel

    async def answer(
        self, channel: str, thread: str, *, when: Callable[[Message], bool] = lambda _message: True
    ) -> Message:
        """The first reply in a thread of which something is true."""
        return await self.slack.wait_for(
            lambda: next(filter(when, self.slack.thread(channel, thread)[1:]), None), timeout=10
        )

    async def hears(self, person: str, words: str, channel: str) -> Message:
        """The newest message with these words that somebody can see there, once there is one."""
        return await self.slack.wait_for(
            lambda: next(
                (m for m in reversed(self.people[person].sees(channel)) if words in m.shown), None
            ),
            timeout=10,
        )


@asynccontextmanager
async def town(folder: Path, prometheus: str, *, way: Way = "http") -> AsyncIterator[Town]:
    """Rapport serves a town while the block runs."""
    async with workspace() as slack, proxy_before(prometheus) as proxy:
        people = populate(slack)
        config = write_config(folder, slack, prometheus=proxy.url, way=way)
        async with arrived(config, slack, way=way) as running:
            yield Town(slack, people, proxy, config, running)


@asynccontextmanager
async def arrived(config: Path, slack: FakeSlack, *, way: Way = "http") -> AsyncIterator[Serving]:
    """Rapport serves this file, and Slack's requests reach it, while the block runs."""
    async with serving(config, SECRETS) as running:
        if way == "http":
            slack.requests_go_to(f"{running.url}/slack/events")
        yield running
