"""A small good file to spoil in one place, and the kinds of source and platform around it."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, field_validator

from adapters.budgets import example
from adapters.slack.settings import Settings as SlackSettings
from bot.config import Config, ConfigError, Problem, Schemas, read
from bot.config.section import Section
from bot.config.values import EnvName, Span

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "app.yaml"


class CountingSettings(Section):
    """Settings of a source that is reached over a network."""

    url: str = Field(description="where it answers", examples=["http://localhost:9090"])
    token_env: EnvName | None = None
    timeout: Span | None = None

    @field_validator("url")
    @classmethod
    def _has_a_scheme(cls, url: str) -> str:
        if "://" not in url:
            raise ValueError("A url starts with http:// or https://.")
        return url


class CountingQuery(Section):
    """What such a source needs to find an objective."""

    total: str
    bad: str


class PagingSettings(Section):
    """Settings of a source that knows who is on call."""

    token_env: EnvName


class PagingQuery(Section):
    """What such a source needs to find a rotation."""

    schedule: str


_SOURCES: dict[str, tuple[type[Section], type[Section]]] = {
    "example": (example.Settings, example.Query),
    "prometheus": (CountingSettings, CountingQuery),
    "pagerduty": (PagingSettings, PagingQuery),
}
_PLATFORMS: dict[str, type[Section]] = {"slack": SlackSettings}

SCHEMAS = Schemas(
    source=_SOURCES.get,
    platform=_PLATFORMS.get,
    source_kinds=("example", "prometheus"),
    oncall_kinds=("pagerduty",),
    platform_names=("playground", "slack", "terminal"),
    group_platforms=("slack",),
)

GOOD = """\
version: 1
people:
  alice: {name: Alice Nakamura, side: sre, email: alice@example.com}
  erin: {name: Erin Gallagher, side: sre}
  mona: {name: Mona Haddad, side: sre, manager: dana}
  bob: {name: Bob Castellano, side: product, ids: {slack: U0000000001}}
  carol: {name: Carol Mbeki, side: product}
  pat: {name: Pat Romero, side: product}
  dana: {name: Dana Iyer, side: sponsor}
teams:
  sre: {name: SRE, side: sre, lead: alice, manager: mona, members: [alice, erin]}
  product: {name: Product, side: product, lead: bob, manager: pat, members: [bob, carol]}
sources:
  main:
    kind: prometheus
    url: http://prometheus.example.com:9090
    token_env: PROMETHEUS_TOKEN
services:
  checkout:
    name: Checkout
    aliases: [till]
    slos:
      availability:
        target: 99.95%
        source: main
        query: {total: 'all', bad: 'bad'}
  search:
    name: Search
    planned:
      latency: {drafted_by: carol, due: 2026-12-15}
engagements:
  shop:
    services: [checkout, search]
    sre_team: sre
    product_group: product
    sponsor: dana
    zone: Europe/Berlin
    places:
      slack: {channel: C0123456789, name: shop, home: true}
      playground: {channel: shop}
platforms:
  slack:
    workspace: T0123456789
    bot_token_env: SLACK_BOT_TOKEN
    app_token_env: SLACK_APP_TOKEN
"""


def good(*changes: tuple[str, str]) -> Config:
    """The small file after some changes, each of which must apply."""
    return read(changed(*changes), path=Path("/somewhere/app.yaml"), schemas=SCHEMAS)


def changed(*changes: tuple[str, str]) -> str:
    """The small file's text with each first text replaced by its second."""
    text = GOOD
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
        text = text.replace(old, new)
    return text


def problems_of(text: str) -> tuple[Problem, ...]:
    """The problems of a text; none if it is good."""
    try:
        read(text, path=Path("/somewhere/app.yaml"), schemas=SCHEMAS)
    except ConfigError as error:
        return error.problems
    return ()


def only_problem(*changes: tuple[str, str]) -> Problem:
    """The one problem that some changes make."""
    text = changed(*changes)
    (problem,) = problems_of(text)
    assert problem.line is not None
    assert 1 <= problem.line <= len(text.splitlines())
    return problem
