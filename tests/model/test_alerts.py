"""When a burn is worth a page or a ticket."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.model.burn import ALERTS, BurnAlert, Severity, firing
from bot.model.counts import Counts
from tests.model.build import objective

SLO = objective("0.999", days=30)


def at(percent: str) -> Counts:
    """A window in which so many percent of 100,000 events were bad."""
    return Counts(int(Decimal(percent) * 1_000), 100_000)


def fired(**windows: str) -> str | None:
    """The alert that fires, from error rates in percent by window."""
    found = firing(SLO, {name.lstrip("_"): at(rate) for name, rate in windows.items()})
    return found[0].name if found else None


def test_1_6_percent_over_an_hour_and_2_over_five_minutes_are_worth_a_page() -> None:
    assert fired(_1h="1.6", _5m="2.0") == "fast"


def test_an_hour_that_was_bad_is_no_page_once_the_last_five_minutes_are_better() -> None:
    assert fired(_1h="1.6", _5m="0.5") is None


def test_0_7_percent_over_six_hours_and_0_65_over_half_an_hour_are_worth_a_page() -> None:
    assert fired(_6h="0.7", _30m="0.65") == "slow"


def test_three_days_above_the_threshold_are_no_ticket_when_the_last_six_hours_are_below() -> None:
    assert fired(_3d="0.12", _6h="0.09") is None
    assert fired(_3d="0.12", _6h="0.11") == "steady"


def test_pages_and_tickets_are_told_apart() -> None:
    assert [alert.severity for alert in ALERTS] == [Severity.PAGE, Severity.PAGE, Severity.TICKET]


@pytest.mark.parametrize(
    ("long", "short", "limit"), [("1h", "5m", "1.44"), ("6h", "30m", "0.6"), ("3d", "6h", "0.1")]
)
def test_a_burn_of_exactly_the_threshold_does_not_fire(long: str, short: str, limit: str) -> None:
    exactly, above = at(limit), Counts(at(limit).bad + 1, 100_000)
    assert firing(SLO, {long: exactly, short: exactly}) is None
    assert firing(SLO, {long: above, short: exactly}) is None
    assert firing(SLO, {long: exactly, short: above}) is None
    assert firing(SLO, {long: above, short: above}) is not None


@given(
    alert=st.sampled_from(ALERTS),
    days=st.integers(1, 90),
    target=st.decimals("0.5", "0.9999", places=4),
    scale=st.integers(1, 1_000),
)
def test_the_threshold_is_strict_for_every_target_and_window(
    alert: BurnAlert, days: int, target: Decimal, scale: int
) -> None:
    hours = {"1h": 1, "6h": 6, "3d": 72}[alert.long]
    limit = Fraction(alert.share) * 24 * days / hours * (1 - Fraction(target))
    assume(limit < 1)
    total = limit.denominator * scale * 3
    exactly = Counts(int(limit * total), total)
    above = Counts(exactly.bad + 1, total)
    slo = objective(str(target), days=days)
    windows = (alert.long, alert.short)
    assert firing(slo, dict.fromkeys(windows, exactly)) is None
    found = firing(slo, dict.fromkeys(windows, above))
    assert (found is not None and found[0] is alert) is (above.bad >= 3)


def test_a_lower_alert_is_silent_while_a_higher_one_fires() -> None:
    everything = dict.fromkeys(("_5m", "_30m", "_1h", "_6h", "_3d"), "2.0")
    assert fired(**everything) == "fast"
    assert fired(**(everything | {"_5m": "0.7"})) == "slow"
    assert fired(**(everything | {"_5m": "0", "_30m": "0.2"})) == "steady"


def test_a_window_that_cannot_be_measured_fires_nothing() -> None:
    assert fired(_1h="5") is None
    assert fired(_5m="5") is None
    assert firing(SLO, {"1h": Counts(0, 0), "5m": Counts(0, 0)}) is None


def test_a_full_outage_trips_the_hourly_alert_after_51_84_seconds() -> None:
    a_second = 100
    hour, five_minutes = 3_600 * a_second, 300 * a_second

    def outage(bad: int) -> dict[str, Counts]:
        return {"1h": Counts(bad, hour), "5m": Counts(bad, five_minutes)}

    assert firing(SLO, outage(5_184)) is None, "51.84 s: exactly 14.4 times too fast"
    found = firing(SLO, outage(5_185))
    assert found is not None
    assert found[0].name == "fast"


def test_at_90_percent_even_a_full_outage_is_only_the_slow_alert() -> None:
    slo = objective("0.9", days=30)
    everything = dict.fromkeys(("5m", "30m", "1h", "6h", "3d"), Counts(1_000, 1_000))
    found = firing(slo, everything)
    assert found is not None
    assert found[0].name == "slow"


def test_the_thresholds_move_with_the_length_of_the_window() -> None:
    windows = {"1h": at("1.4"), "5m": at("1.4")}
    assert firing(objective(days=30), windows) is None
    found = firing(objective(days=28), windows)
    assert found is not None
    assert found[1] == Decimal("13.44")
