"""``--json``: what machines read. The keys are a promise."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.card_json import card_json, plain
from tests.fakes.budgets import ScriptedSource, reading

if TYPE_CHECKING:
    from bot.reply import Card
    from tests.door import Door
    from tests.fakes.clock import FixedClock

PROMISED = {
    "service": str,
    "slo": str,
    "target": float,
    "window_seconds": int,
    "good": int,
    "bad": int,
    "total": int,
    "remaining": float,
    "burn": dict,
    "exhausts_at": str,
    "exhausts_at_rolling": None,
    "tier": str,
    "as_of": str,
    "coverage": float,
    "stale": bool,
    "source": str,
    "method": str,
}


def _through_json(card: Card) -> dict[str, Any]:
    text = json.dumps(card_json(card), allow_nan=False)
    found: dict[str, Any] = json.loads(text)
    return found


async def test_a_card_has_four_parts(ask: Door) -> None:
    found = _through_json((await ask("budget iot-hub")).card)
    assert list(found) == ["headline", "tone", "data", "blocks"]


@pytest.mark.parametrize("where", ["at the top", "in slos"])
async def test_a_budget_has_every_promised_key_of_its_kind(where: str, ask: Door) -> None:
    data = _through_json((await ask("budget iot-hub")).card)["data"]
    found = data if where == "at the top" else data["slos"][0]
    for key, kind in PROMISED.items():
        assert key in found
        assert found[key] is None if kind is None else type(found[key]) is kind, key


async def test_a_budget_agrees_with_its_own_counts(ask: Door) -> None:
    for service in ("iot-hub", "device-twins"):
        data = _through_json((await ask(f"budget {service}")).card)["data"]
        for slo in data["slos"]:
            assert slo["total"] == slo["good"] + slo["bad"]
            allowed = (1 - slo["target"]) * slo["total"]
            assert slo["remaining"] == pytest.approx(1 - slo["bad"] / allowed, abs=1e-9)


async def test_the_example_s_numbers_have_no_artefacts(ask: Door) -> None:
    data = _through_json((await ask("budget iot-hub")).card)["data"]
    assert (data["bad"], data["total"]) == (90_000, 200_000_000)
    assert (data["target"], data["remaining"], data["coverage"]) == (0.9995, 0.1, 1.0)


async def test_burn_has_all_seven_windows_in_order(ask: Door) -> None:
    data = _through_json((await ask("budget iot-hub")).card)["data"]
    assert list(data["burn"]) == ["5m", "30m", "1h", "2h", "6h", "1d", "3d"]


async def test_times_are_iso_in_utc(ask: Door) -> None:
    data = _through_json((await ask("budget iot-hub")).card)["data"]
    assert data["as_of"] == "2026-11-23T12:00:00Z"
    assert datetime.fromisoformat(data["exhausts_at"]).utcoffset() is not None
    assert data["exhausts_at"].endswith("Z")


async def test_the_top_level_is_the_worst_objective(ask: Door) -> None:
    data = _through_json((await ask("budget device-twins")).card)["data"]
    assert data["slo"] == "latency"
    own = {key: value for key, value in data.items() if key not in {"slos", "planned"}}
    assert data["slos"][0] == own
    assert data["planned"] == [
        {"slo": "durability", "drafted_by": "carol", "due": "2026-12-15"},
    ]


async def test_without_traffic_shares_and_rates_are_null(
    counted: Door, source: ScriptedSource, clock: FixedClock
) -> None:
    source.set("iot-hub/availability", reading(clock.now(), total=0))
    data = _through_json((await counted("budget iot-hub")).card)["data"]
    assert data["remaining"] is None
    assert data["tier"] is None
    assert set(data["burn"].values()) == {None}


async def test_a_listing_has_services_with_the_same_keys(ask: Door) -> None:
    data = _through_json((await ask("budget", in_=None)).card)["data"]
    assert [each["service"] for each in data["services"]] == ["iot-hub", "device-twins"]
    for service in data["services"]:
        assert PROMISED.keys() <= service.keys()


@pytest.mark.parametrize("said", ["budgte", "why", "budget zzz"])
async def test_an_error_has_the_same_shape(said: str, ask: Door) -> None:
    found = _through_json((await ask(said)).card)
    assert list(found) == ["headline", "tone", "data", "blocks"]
    assert list(found["data"]["error"]) == ["code", "message", "next_step", "suggestions"]
    assert found["data"]["error"]["message"] == found["headline"]


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_share_s_number_is_the_closest_to_what_was_computed(bad: int, total: int) -> None:
    share = Decimal(bad) / total
    assert plain(share) == float(share)
    assert json.loads(json.dumps(plain(share))) == float(share)
