"""Sources of on-call are found by their kind, and built from app.yaml as it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adapters.by_name import build_oncall_sources, schemas
from adapters.outside import Outside
from bot.config import read
from tests.fakes.clock import FixedClock

if TYPE_CHECKING:
    from bot.ports.store import Store

FILE = """\
version: 1
people:
  alice: {{name: Alice Nakamura, side: sre, ids: {{{kind}: PALICE1}}}}
  bob: {{name: Bob Castellano, side: product}}
  dana: {{name: Dana Iyer, side: sponsor}}
teams:
  sre: {{name: SRE, side: sre, lead: alice, manager: alice, members: [alice]}}
  product: {{name: Product, side: product, lead: bob, manager: bob, members: [bob]}}
sources:
  pager: {{kind: {kind}, token_env: PAGER_TOKEN}}
rotations:
  iot-sre: {{name: IoT SRE, team: sre, source: pager, query: {query}}}
services:
  iot-hub:
    name: iot-hub
    oncall: {{sre: {{primary: iot-sre}}}}
    planned: {{latency: {{drafted_by: bob, due: 2026-12-15}}}}
engagements:
  iot-hub:
    services: [iot-hub]
    sre_team: sre
    product_group: product
    sponsor: dana
    zone: Europe/Berlin
    places: {{playground: {{channel: iot-hub}}}}
"""


@pytest.mark.parametrize(
    ("kind", "query", "page"),
    [
        (
            "pagerduty",
            "{escalation_policy: PT20YPA, level: 2}",
            "https://app.pagerduty.com/escalation_policies#PT20YPA",
        ),
        ("pagerduty", "{schedule: PI7DH85}", "https://app.pagerduty.com/schedules#PI7DH85"),
        ("incidentio", "{schedule: 01G0J1EXE7AXZ2C93K61WBPYEH}", None),
    ],
)
async def test_a_source_is_built_from_what_app_yaml_says(
    kind: str, query: str, page: str | None, store: Store
) -> None:
    text = FILE.format(kind=kind, query=query)
    config = read(text, path=Path("/somewhere/app.yaml"), schemas=schemas())
    sources = build_oncall_sources(config, Outside(store, FixedClock(), {}))
    assert list(sources) == ["pager"]
    rotation = config.organisation.rotations["iot-sre"]
    assert sources["pager"].link(rotation) == page
    assert config.organisation.people["alice"].ids[kind] == "PALICE1"
    await sources["pager"].close()
