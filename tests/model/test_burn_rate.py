"""How fast the budget goes: 1 spends exactly the whole of it in the window."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.budget import ErrorBudget
from bot.model.burn import ALERTS, burn_rate, highest_burn, reachable_alerts
from bot.model.counts import NOTHING, Counts
from tests.model.build import DAY, objective

TARGETS = st.decimals("0.5", "0.9999", places=4)


def test_the_errors_that_the_target_allows_burn_at_exactly_1() -> None:
    assert burn_rate(Counts(1, 1_000), Decimal("0.999")) == 1
    assert burn_rate(Counts(20, 1_000), Decimal("0.999")) == 20
    assert burn_rate(Counts(0, 1_000), Decimal("0.999")) == 0


def test_without_traffic_there_is_no_burn_rate_rather_than_0() -> None:
    assert burn_rate(NOTHING, Decimal("0.999")) is None


def test_over_30_days_the_thresholds_are_those_of_the_workbook() -> None:
    limits = [alert.default_threshold(30 * DAY) for alert in ALERTS]
    assert limits == [Decimal("14.4"), 6, 1]


def test_over_28_days_the_thresholds_follow_the_shorter_window() -> None:
    fast, slow, steady = (alert.default_threshold(28 * DAY) for alert in ALERTS)
    assert (fast, slow) == (Decimal("13.44"), Decimal("5.6"))
    assert steady.quantize(Decimal("0.0001")) == Decimal("0.9333")


def test_a_full_outage_at_90_percent_burns_at_10_so_the_fast_alert_is_left_out() -> None:
    assert highest_burn(Decimal("0.9")) == 10
    reachable = reachable_alerts(objective("0.9", days=30))
    assert [alert.name for alert, _ in reachable] == ["slow", "steady"]


def test_a_threshold_that_only_a_full_outage_would_reach_can_never_be_exceeded() -> None:
    slo = objective("0.9", alert_thresholds={"fast": Decimal(10)})
    assert "fast" not in {alert.name for alert, _ in reachable_alerts(slo)}


def test_at_three_nines_and_above_every_alert_can_fire() -> None:
    assert highest_burn(Decimal("0.9995")) == 2_000
    assert len(reachable_alerts(objective("0.999"))) == len(ALERTS)


def test_an_explicit_threshold_takes_the_place_of_the_derived_one() -> None:
    slo = objective("0.9", days=30, alert_thresholds={"fast": Decimal(8)})
    assert {alert.name: limit for alert, limit in reachable_alerts(slo)} == {
        "fast": 8,
        "slow": 6,
        "steady": 1,
    }


@given(target=TARGETS, times=st.integers(1, 1_000), data=st.data())
def test_so_many_times_the_errors_burn_so_many_times_as_fast(
    target: Decimal, times: int, data: st.DataObject
) -> None:
    bad = data.draw(st.integers(1, 1_000))
    total = bad * times + data.draw(st.integers(0, 10**9))
    once = burn_rate(Counts(bad, total), target)
    often = burn_rate(Counts(bad * times, total), target)
    assert once is not None
    assert often is not None
    assert float(often) == pytest.approx(float(once * times), rel=1e-20)


@given(target=TARGETS, days=st.integers(1, 90), data=st.data())
def test_a_window_that_burns_at_r_throughout_spends_r_budgets(
    target: Decimal, days: int, data: st.DataObject
) -> None:
    total = data.draw(st.integers(1, 10**9)) * days
    counts = Counts(data.draw(st.integers(0, total)), total)
    assert ErrorBudget(counts, target).spent == pytest.approx(burn_rate(counts, target))


@given(days=st.integers(1, 90))
def test_a_threshold_spends_its_alerts_share_of_the_budget_in_its_long_window(days: int) -> None:
    for alert, hours in zip(ALERTS, (1, 6, 72), strict=True):
        limit = Fraction(alert.default_threshold(days * DAY))
        spends = limit * Fraction(hours, 24 * days)
        assert 0 <= spends - Fraction(alert.share) < Fraction(1, 10**20)
