"""What supervisors and Prometheus ask a running Rapport: /healthz, /readyz, /metrics."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.privacy import STORED
from tests.fakes.proxy import answers, passes_on
from tests.platforms.slack.house import CHANNEL
from tests.serving import town as towns

if TYPE_CHECKING:
    from pathlib import Path

    from tests.real.prometheus.steady import Steady
    from tests.serving.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")

Labels = tuple[tuple[str, str], ...]


async def metrics(town: Town) -> dict[str, dict[Labels, float]]:
    """Every sample by its name and labels."""
    _status, text = await town.running.get("/metrics")
    found: dict[str, dict[Labels, float]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = tuple(sorted(sample.labels.items()))
            found.setdefault(sample.name, {})[labels] = sample.value
    return found


def requests(found: dict[str, dict[Labels, float]]) -> dict[tuple[str, str], float]:
    """How many requests there were, by verb and outcome."""
    return {
        (dict(labels)["verb"], dict(labels)["outcome"]): count
        for labels, count in found.get("rapport_requests_total", {}).items()
    }


async def test_it_is_alive(town: Town) -> None:
    status, body = await town.running.get("/healthz")
    assert (status, json.loads(body)) == (200, {"status": "alive"})


async def test_over_http_it_is_ready_as_soon_as_it_listens(town: Town) -> None:
    status, body = await town.running.get("/readyz")
    assert (status, json.loads(body)) == (200, {"ready": True, "parts": {"slack": True}})


async def test_people_can_read_what_is_stored_about_them(town: Town) -> None:
    status, body = await town.running.get("/")
    assert status == 200
    assert all(escape(said) in body for said in STORED)


async def test_other_addresses_are_not_found(town: Town) -> None:
    assert (await town.running.get("/favicon.ico"))[0] == 404
    assert (await town.running.get("/slack/events"))[0] == 405


async def test_requests_are_counted_by_verb_and_outcome(town: Town) -> None:
    room, alice = town.room(), town.people["alice"]
    before = requests(await metrics(town))
    await alice.types("/sre help", channel=room)
    await alice.types("/sre budget iot-hub", channel=room)
    await alice.types("/sre budget nowhere-at-all", channel=room)
    await alice.types("/sre bugdet", channel=room)
    await town.people["zoe"].types("/sre budget iot-hub", channel=room)
    await town.slack.wait_for(lambda: len(alice.sees(room)) == 4)
    after = requests(await metrics(town))

    assert {key: after[key] - before.get(key, 0) for key in after} == {
        ("help", "answered"): 1,
        ("budget", "answered"): 1,
        ("budget", "not_found"): 1,
        ("budget", "not_allowed"): 1,
        ("unknown", "not_found"): 1,
    }


async def test_latency_is_told_as_a_histogram(town: Town) -> None:
    await town.people["alice"].types("/sre help", channel=town.room())
    found = await metrics(town)

    buckets = {
        float(dict(labels)["le"]): count
        for labels, count in found["rapport_request_seconds_bucket"].items()
    }
    counts = [buckets[limit] for limit in sorted(buckets)]
    slack = (("platform", "slack"),)
    assert counts == sorted(counts)
    assert max(buckets) == float("inf")
    assert buckets[float("inf")] == found["rapport_request_seconds_count"][slack]
    assert buckets[float("inf")] == sum(requests(found).values())
    assert buckets[1.5] == buckets[float("inf")]


async def test_the_age_and_the_errors_of_every_source_are_told(town: Town) -> None:
    room, alice = town.room(), town.people["alice"]
    gateway = (("slo", "gateway/availability"), ("source", "main"))
    town.proxy.manner = answers(503)
    await alice.types("/sre budget gateway", channel=room)
    await town.hears("alice", "“main” is in trouble", room)
    found = await metrics(town)
    assert found["rapport_source_errors_total"][gateway] == 1
    assert gateway not in found.get("rapport_source_age_seconds", {})

    town.proxy.manner = passes_on
    await alice.types("/sre budget gateway", channel=room)
    await town.hears("alice", "gateway: 33%", room)
    found = await metrics(town)
    assert found["rapport_source_errors_total"][gateway] == 1
    assert 0 <= found["rapport_source_age_seconds"][gateway] < 90


async def test_metrics_come_as_prometheus_reads_them(town: Town) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{town.running.url}/metrics") as response,
    ):
        assert response.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"


async def test_in_socket_mode_it_is_ready_while_it_is_connected_and_not_otherwise(
    steady: Steady, tmp_path: Path
) -> None:
    async with towns.town(tmp_path, steady.url, way="socket") as town:
        assert (await town.running.get("/readyz"))[0] == 200
        with town.slack.api.held("apps.connections.open"):
            await town.slack.sockets.close()
            await town.slack.wait_for(lambda: not town.slack.sockets.open)
            status, body = await town.running.get("/readyz")
            assert (status, json.loads(body)["parts"]) == (503, {"slack": False})
            assert (await town.running.get("/healthz"))[0] == 200
        await town.slack.wait_for(lambda: town.slack.sockets.open)
        await town.people["alice"].types("/sre budget iot-hub", channel=CHANNEL)
        await town.hears("alice", "iot-hub: 33%", CHANNEL)

        assert (await town.running.get("/readyz"))[0] == 200
