"""The world of known truth, asked through a real Prometheus: does each state look as it should?"""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from tests.real.prometheus import (
    ABSENT,
    GAPS,
    NOW,
    OUTAGE,
    SCRAPE,
    START,
    TARGET,
    Running,
    World,
    bad_of,
    start_prometheus,
    total_of,
)

WINDOW = timedelta(days=28)
WEEKS = f"[{WINDOW.total_seconds():.0f}s]"
PAGE = 13.44  # times too fast: spends 2 % of a budget of 28 days in one hour

Ask = Callable[..., Awaitable[list[str]]]


@pytest.fixture
async def ask(prometheus: Running) -> AsyncIterator[Ask]:
    """Ask one instant query and get the values, as the strings Prometheus answers with."""
    async with aiohttp.ClientSession(prometheus.url) as session:

        async def instant(query: str, at: datetime = NOW) -> list[str]:
            asked = {"query": query, "time": str(at.timestamp())}
            async with session.get("/api/v1/query", params=asked) as answer:
                assert answer.status == 200
                result = (await answer.json())["data"]["result"]
            return [each["value"][1] for each in result]

        yield instant


async def increases(ask: Ask, service: str, window: str = WEEKS) -> tuple[float, float]:
    """Ask for (bad, total) as one plain increase each."""
    (bad,) = await ask(f"sum(increase({bad_of(service)}{window}))")
    (total,) = await ask(f"sum(increase({total_of(service)}{window}))")
    return float(bad), float(total)


async def coverage(ask: Ask, service: str) -> float:
    (seen,) = await ask(f"count_over_time((count({total_of(service)}) > 0)[28d:5m])")
    return float(seen) / (WINDOW / timedelta(minutes=5))


async def age(ask: Ask, service: str) -> timedelta:
    last = f"max(max_over_time(timestamp({total_of(service)})[1d:1m]))"
    (seconds,) = await ask(f"time() - {last}")
    return timedelta(seconds=float(seconds))


async def test_one_plain_increase_agrees_with_the_truth_about_what_remains(
    ask: Ask, prometheus_world: World
) -> None:
    truth = prometheus_world.remaining("iot-hub", NOW - WINDOW, NOW, target=TARGET)
    bad, total = await increases(ask, "iot-hub")
    measured = 1 - bad / total / float(1 - TARGET)
    assert 0.10 < truth < 0.60
    assert 0 < measured - truth < 0.006, "what was lost before a scrape makes it look better"


async def test_a_mean_of_five_minute_ratios_is_far_from_the_truth_in_this_world(
    ask: Ask, prometheus_world: World
) -> None:
    truth = prometheus_world.remaining("iot-hub", NOW - WINDOW, NOW, target=TARGET)
    ratio = f"sum(rate({bad_of('iot-hub')}[5m])) / sum(rate({total_of('iot-hub')}[5m]))"
    (mean,) = await ask(f"avg_over_time(({ratio})[28d:5m])")
    assert 1 - float(mean) / float(1 - TARGET) - truth > 0.10


async def test_the_history_starts_early_enough_for_a_month_in_berlin(ask: Ask) -> None:
    assert await ask(total_of("calm"), START - SCRAPE) == []
    assert await ask(total_of("calm"), START) == ["0", "0"]
    assert (NOW - START).days >= 33
    assert datetime(2027, 10, 1, tzinfo=ZoneInfo("Europe/Berlin")) > START


async def test_the_pods_of_iot_hub_restarted_more_often_than_fifteen_times(ask: Ask) -> None:
    by_code = await ask(f"sum by (code) (resets({total_of('iot-hub')}{WEEKS}))")
    assert max(map(int, by_code)) >= 15


async def test_nobody_was_scraped_in_the_gaps_and_one_is_longer_than_two_hours(ask: Ask) -> None:
    for start, end in GAPS:
        assert await ask(f"count({total_of('iot-hub')})", start - SCRAPE) != []
        assert await ask(f"count({total_of('iot-hub')})", end - SCRAPE) == []
    assert [end - start > timedelta(hours=2) for start, end in GAPS] == [False, True]
    assert 0.99 < await coverage(ask, "iot-hub") < 1


def test_an_outage_of_47_minutes_spent_most_of_the_budget(prometheus_world: World) -> None:
    in_outage, _ = prometheus_world.truth("iot-hub", *OUTAGE)
    in_window, _ = prometheus_world.truth("iot-hub", NOW - WINDOW, NOW)
    assert OUTAGE[1] - OUTAGE[0] == timedelta(minutes=47)
    assert in_outage / in_window > 0.75


def test_the_truth_of_two_parts_is_the_truth_of_the_whole(prometheus_world: World) -> None:
    between = OUTAGE[0] + timedelta(seconds=7)
    parts = (
        prometheus_world.truth("iot-hub", START, between),
        prometheus_world.truth("iot-hub", between, NOW),
    )
    whole = prometheus_world.truth("iot-hub", START, NOW)
    assert tuple(map(sum, zip(*parts, strict=True))) == whole


async def test_calm_is_measured_exactly_and_is_complete_and_fresh(
    ask: Ask, prometheus_world: World
) -> None:
    truth = prometheus_world.truth("calm", NOW - WINDOW, NOW)
    assert truth == (16_128, 48_384_000)
    assert await increases(ask, "calm") == truth
    assert await coverage(ask, "calm") >= 1
    assert await age(ask, "calm") == timedelta(0)


async def test_quiet_has_series_but_no_traffic_so_its_total_is_0_and_its_ratio_nan(
    ask: Ask, prometheus_world: World
) -> None:
    assert await increases(ask, "quiet") == (0, 0)
    assert prometheus_world.truth("quiet", NOW - WINDOW, NOW) == (0, 0)
    assert await ask(f"sum(rate({bad_of('quiet')}[1h])) / sum(rate({total_of('quiet')}[1h]))") == [
        "NaN"
    ]


async def test_spotless_never_had_a_bad_event_so_that_answer_is_empty(
    ask: Ask, prometheus_world: World
) -> None:
    truth = prometheus_world.truth("spotless", NOW - WINDOW, NOW)
    assert await ask(f"sum(increase({bad_of('spotless')}{WEEKS}))") == []
    assert await ask(f"sum(increase({total_of('spotless')}{WEEKS}))") == [str(truth[1])]
    assert truth[0] == 0


async def test_stale_still_answers_with_an_increase_though_it_stopped_three_hours_ago(
    ask: Ask,
) -> None:
    bad, total = await increases(ask, "stale")
    assert bad > 0
    assert total > 0
    assert await age(ask, "stale") == timedelta(hours=3)


async def test_gappy_has_samples_for_nine_tenths_of_the_time(ask: Ask) -> None:
    assert await coverage(ask, "gappy") == pytest.approx(0.9, abs=0.01)
    assert await age(ask, "gappy") == timedelta(0)


async def test_absent_answers_with_nothing_at_all(ask: Ask, prometheus_world: World) -> None:
    assert await ask(total_of(ABSENT)) == []
    assert await ask(f"sum(increase({total_of(ABSENT)}{WEEKS}))") == []
    assert prometheus_world.truth(ABSENT, NOW - WINDOW, NOW) == (0, 0)


@pytest.mark.parametrize("window", ["5m", "1h"])
async def test_burning_spends_a_budget_of_one_in_a_thousand_fast_enough_to_page(
    ask: Ask, window: str
) -> None:
    bad, total = await increases(ask, "burning", f"[{window}]")
    assert bad / total / 0.001 == pytest.approx(20)
    assert bad / total / 0.001 > PAGE


async def test_a_prometheus_can_be_stopped_and_comes_back_on_its_port(tmp_path: Path) -> None:
    async with aiohttp.ClientSession() as session:
        with start_prometheus(tmp_path) as first:
            ready = f"{first.url}/-/ready"
            assert (await session.get(ready)).status == 200
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.get(ready)
        with start_prometheus(tmp_path, first.port) as second:
            assert second.url == first.url
            assert (await session.get(ready)).status == 200


def test_a_prometheus_that_cannot_start_shows_its_log(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a directory")
    with pytest.raises(RuntimeError, match="before it was ready") as refused:
        start_prometheus(tmp_path)
    assert "not a directory" in refused.value.__notes__[0]
