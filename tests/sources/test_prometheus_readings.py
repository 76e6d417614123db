"""Readings from a real Prometheus, against what really happened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from bot.model.assessment import State, assess, state_of
from bot.model.budget import ErrorBudget
from bot.model.burn import WINDOWS, Severity
from bot.model.counts import NOTHING, Counts
from bot.model.counts import total_of as sum_of
from bot.model.policy import Policy
from tests.fakes.proxy import rounds_steps
from tests.real.prometheus import ABSENT, NOW, OUTAGE, START, TARGET, bad_of, total_of
from tests.sources.build import SOURCE, WINDOW, objective, source_at

if TYPE_CHECKING:
    from bot.ports.budgets import BudgetSource
    from bot.ports.store import Store
    from tests.fakes.proxy import Proxy
    from tests.real.prometheus import Running, World

POINT = 0.01
DAY = timedelta(days=1)
THREE_NINES = Decimal("0.999")


def remaining(counts: Counts) -> float:
    left = ErrorBudget(counts, TARGET).remaining
    assert left is not None
    return float(left)


async def plain_increase(server: Running, selector: str, *, at: datetime = NOW) -> float:
    query = f"sum(increase({selector}[28d]))"
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{server.url}/api/v1/query", data={"query": query, "time": str(at.timestamp())}
        ) as answer,
    ):
        ((_, value),) = [each["value"] for each in (await answer.json())["data"]["result"]]
    return float(value)


@pytest.mark.parametrize("days_ago", [0, 1, 2])
async def test_what_remains_agrees_with_a_plain_increase(
    source: BudgetSource, prometheus: Running, days_ago: int
) -> None:
    reading = await source.read(objective("iot-hub"), now=NOW)
    counts = (reading.window, *reading.before)[days_ago]
    at = NOW - days_ago * DAY
    bad = await plain_increase(prometheus, bad_of("iot-hub"), at=at)
    total = await plain_increase(prometheus, total_of("iot-hub"), at=at)
    plain = 1 - bad / total / float(1 - TARGET)
    assert remaining(counts) == pytest.approx(plain, abs=0.05 * POINT)


async def test_what_remains_is_close_to_what_really_happened(
    source: BudgetSource, prometheus_world: World
) -> None:
    reading = await source.read(objective("iot-hub"), now=NOW)
    truth = prometheus_world.remaining("iot-hub", NOW - WINDOW, NOW, target=TARGET)
    assert remaining(reading.window) == pytest.approx(truth, abs=0.6 * POINT)


async def test_a_calm_service_is_measured_exactly(
    source: BudgetSource, prometheus_world: World
) -> None:
    reading = await source.read(objective("calm"), now=NOW)
    for counts, days_ago in zip((reading.window, *reading.before), range(3), strict=True):
        end = NOW - days_ago * DAY
        assert (counts.bad, counts.total) == prometheus_world.truth("calm", end - WINDOW, end)
    for name, length in WINDOWS.items():
        truth = prometheus_world.truth("calm", NOW - length, NOW)
        assert (reading.recent[name].bad, reading.recent[name].total) == truth
    assert reading.at == reading.as_of == NOW
    assert reading.coverage == 1


async def test_the_burn_windows_of_a_burning_service_ask_for_a_page(source: BudgetSource) -> None:
    slo = objective("burning", target=THREE_NINES)
    found = assess(slo, await source.read(slo, now=NOW), policy=Policy(), now=NOW)
    assert tuple(found.burn) == tuple(WINDOWS)
    assert found.burn["5m"] == found.burn["1h"] == 20
    assert found.alert is not None
    assert found.alert[0].severity is Severity.PAGE


async def test_an_outage_with_crash_loops_makes_the_reading_say_how_sure_it_is(
    source: BudgetSource,
) -> None:
    reading = await source.read(objective("iot-hub"), now=NOW)
    assert reading.provenance.accuracy is not None
    assert reading.provenance.accuracy.startswith("±0.5 percentage points")


async def test_deploys_alone_are_not_worth_a_sentence_about_accuracy(
    source: BudgetSource, prometheus_world: World
) -> None:
    before_the_outage = OUTAGE[0]
    reading = await source.read(objective("iot-hub"), now=before_the_outage)
    truth = prometheus_world.truth("iot-hub", START, before_the_outage)
    assert reading.provenance.accuracy is None
    assert abs(reading.window.bad - truth[0]) / (truth[1] * float(1 - TARGET)) < 0.1 * POINT


async def test_fast_spending_without_resets_is_no_reason_to_doubt(source: BudgetSource) -> None:
    reading = await source.read(objective("burning", target=THREE_NINES), now=NOW)
    assert reading.provenance.accuracy is None


@pytest.mark.parametrize(
    ("service", "state"),
    [
        ("calm", State.MEASURED),
        ("spotless", State.MEASURED),
        ("gappy", State.MEASURED),
        ("quiet", State.NO_TRAFFIC),
        ("stale", State.STALE),
        (ABSENT, State.NEVER_SEEN),
    ],
)
async def test_states_that_must_never_be_confused_are_told_apart(
    source: BudgetSource, service: str, state: State
) -> None:
    assert state_of(await source.read(objective(service), now=NOW), NOW) is state


async def test_a_service_that_never_had_a_bad_event_has_none(source: BudgetSource) -> None:
    reading = await source.read(objective("spotless"), now=NOW)
    assert reading.window == Counts(0, 48_384_000)
    assert reading.recent["5m"] == Counts(0, 6_000)


async def test_no_traffic_is_no_events_although_samples_come(source: BudgetSource) -> None:
    reading = await source.read(objective("quiet"), now=NOW)
    assert (reading.window, reading.as_of) == (NOTHING, NOW)
    assert reading.coverage == 1


async def test_samples_that_stopped_coming_leave_their_time_and_no_short_windows(
    source: BudgetSource,
) -> None:
    reading = await source.read(objective("stale"), now=NOW)
    assert reading.as_of == NOW - timedelta(hours=3)
    assert reading.window.total > 0
    assert "1h" not in reading.recent
    assert "6h" in reading.recent


@pytest.mark.parametrize("days", [4, 20])
async def test_samples_that_stopped_coming_days_ago_still_leave_their_time(
    source: BudgetSource, days: int
) -> None:
    now = NOW + days * DAY
    reading = await source.read(objective("stale"), now=now)
    assert reading.as_of == NOW - timedelta(hours=3)
    assert reading.recent == {}


async def test_gaps_show_in_the_coverage_and_full_coverage_is_never_more_than_all(
    source: BudgetSource,
) -> None:
    gappy = await source.read(objective("gappy"), now=NOW)
    assert gappy.coverage == pytest.approx(Decimal("0.9"), abs=Decimal("0.01"))
    holey = await source.read(objective("iot-hub"), now=NOW)
    assert holey.coverage is not None
    assert Decimal("0.99") < holey.coverage < 1


async def test_what_matches_nothing_has_no_counts_no_time_and_no_coverage(
    source: BudgetSource,
) -> None:
    reading = await source.read(objective(ABSENT), now=NOW)
    assert (reading.window, reading.before) == (NOTHING, (NOTHING, NOTHING))
    assert reading.as_of is None
    assert reading.coverage == 0
    assert reading.recent == {}


async def test_the_hours_show_when_the_budget_was_spent(source: BudgetSource) -> None:
    slo = objective("iot-hub")
    reading = await source.read(slo, now=NOW)
    (worst, *_) = assess(slo, reading, policy=Policy(), now=NOW).episodes
    assert worst.start <= OUTAGE[0] < OUTAGE[1] <= worst.end
    assert worst.end - worst.start <= timedelta(hours=2)
    assert sum_of(reading.slices).bad == pytest.approx(reading.window.bad, rel=0.01)


async def test_counters_and_expressions_and_good_events_give_the_same(source: BudgetSource) -> None:
    plain = await source.read(objective("calm"), now=NOW)
    written_out = {
        "total": f"sum by (service) (increase({total_of('calm')}[{{{{.window}}}}]))",
        "bad": f"increase({bad_of('calm')}[{{{{ .window }}}}]) # failed requests",
    }
    good = {"total": total_of("calm"), "good": 'http_requests_total{service="calm",code="200"}'}
    for query in (written_out, good):
        reading = await source.read(objective("calm", query=query), now=NOW)
        assert (reading.window, reading.before) == (plain.window, plain.before)
        assert (reading.recent, reading.slices) == (plain.recent, plain.slices)


async def test_two_counters_may_be_added_up(source: BudgetSource) -> None:
    both = " + ".join(f"sum(increase({total_of(s)}[{{{{.window}}}}]))" for s in ("calm", "stale"))
    reading = await source.read(
        objective("two", query={"total": both, "bad": bad_of("calm")}), now=NOW
    )
    assert reading.window.total == 48_384_000 + 48_168_150
    assert reading.as_of == NOW


async def test_a_frontend_that_rounds_the_steps_changes_no_count(
    source: BudgetSource, proxy: Proxy, store: Store
) -> None:
    now = NOW + timedelta(hours=-3, minutes=-17, seconds=-5)
    proxy.manner = rounds_steps
    async with source_at(proxy.url, store) as behind:
        assert await behind.read(objective("iot-hub"), now=now) == await source.read(
            objective("iot-hub"), now=now
        )


async def test_the_reading_says_what_was_asked(source: BudgetSource) -> None:
    provenance = (await source.read(objective("calm"), now=NOW)).provenance
    assert provenance.source == SOURCE
    assert provenance.queries == (
        'sum(increase(http_requests_total{service="calm"}[2419200s]))',
        'sum(increase(http_requests_total{service="calm",code=~"5.."}[2419200s]))',
    )


async def test_whole_seconds_are_asked_for_in_any_zone(source: BudgetSource) -> None:
    odd = (NOW + timedelta(microseconds=999_999)).astimezone(ZoneInfo("Australia/Lord_Howe"))
    reading = await source.read(objective("calm"), now=odd)
    assert reading.at == NOW
    assert reading.at.tzinfo is UTC


async def test_a_check_says_what_is_there_for_each_objective(source: BudgetSource) -> None:
    names = ("calm", "stale", "spotless", ABSENT)
    said = await source.check(tuple(objective(name) for name in names))
    assert said[0].startswith("Prometheus 2.")
    assert said[1:] == (
        "calm/availability: newest sample 2027-11-05 14:00:00 UTC.",
        f"stale/availability: newest sample 2027-11-05 11:00:00 UTC; {no_bad('stale')}.",
        f"spotless/availability: newest sample 2027-11-05 14:00:00 UTC; {no_bad('spotless')}.",
        f"absent/availability: nothing matches total: {total_of(ABSENT)}.",
    )


def no_bad(service: str) -> str:
    return f"nothing matches bad now: {bad_of(service)}"
