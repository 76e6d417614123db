"""Ten requests an hour: one failure is a seventh of the budget, and no reason to wake anybody."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.cards.budget_why import why
from bot.model.budget import ErrorBudget
from bot.model.burn import WINDOWS, burn_rate, firing
from bot.model.counts import Counts
from bot.reply import Facts
from tests.model.build import HOUR, NOW, assessed, objective, reading

SLO = objective("0.999", days=30)
A_MONTH = 30 * 24 * 10


def after(failures: int) -> dict[str, Counts]:
    """Every burn window right after so many failures at once."""
    totals = {name: max(failures, int(10 * (span / HOUR))) for name, span in WINDOWS.items()}
    return {name: Counts(failures, total) for name, total in totals.items()}


def test_ten_requests_an_hour_leave_a_budget_of_7_2_in_30_days() -> None:
    assert ErrorBudget(Counts(0, A_MONTH), SLO.target).allowed == Decimal("7.2")


def test_one_failure_spends_13_9_percent() -> None:
    spent = ErrorBudget(Counts(1, A_MONTH), SLO.target).spent
    assert spent is not None
    assert spent.quantize(Decimal("0.001")) == Decimal("0.139")


def test_one_failure_burns_a_hundred_times_too_fast_for_an_hour_and_not_a_thousand() -> None:
    burn = burn_rate(Counts(1, 10), SLO.target)
    spent = ErrorBudget(Counts(1, A_MONTH), SLO.target).spent
    assert burn == 100
    assert spent == burn / (30 * 24), "an hour at that burn spends just those 13.9 %"


@pytest.mark.parametrize("failures", [1, 2])
def test_fewer_than_three_bad_events_fire_nothing_however_fast_they_burn(failures: int) -> None:
    assert firing(SLO, after(failures)) is None


def test_the_third_bad_event_is_worth_a_page() -> None:
    found = firing(SLO, after(3))
    assert found is not None
    assert found[0].name == "fast"


def test_three_bad_events_count_in_the_long_window_and_not_in_the_short_one() -> None:
    windows = {"1h": Counts(3, 10), "5m": Counts(1, 1)}
    assert firing(SLO, windows) is not None


@pytest.mark.parametrize(("total", "said"), [(7_200, "7.2"), (30, "0.03"), (10**8, "100,000")])
def test_the_arithmetic_behind_the_answer_is_said_without_rounding_it_away(
    total: int, said: str
) -> None:
    facts, *_ = why(assessed(reading(Counts(1, total)), SLO), None, zone="UTC", now=NOW)
    assert isinstance(facts, Facts)
    arithmetic = {fact.label: fact.value for fact in facts.facts}["Arithmetic"]
    assert f" = {said} allowed)" in arithmetic
