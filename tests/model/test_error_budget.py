"""What a target allows, what is spent and what is left."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.budget import ErrorBudget, allowed_outage
from bot.model.counts import NOTHING, Counts
from tests.model.build import DAY, MINUTE

TARGETS = st.decimals("0.0001", "0.99999", places=5)
TOTALS = st.integers(1, 10**12)


@st.composite
def budgets(draw: st.DrawFn) -> ErrorBudget:
    total = draw(TOTALS)
    return ErrorBudget(Counts(draw(st.integers(0, total)), total), draw(TARGETS))


def test_4800_bad_of_12_million_spend_40_percent_of_what_three_nines_allow() -> None:
    budget = ErrorBudget(Counts(4_800, 12_000_000), Decimal("0.999"))
    assert budget.allowed == 12_000
    assert (budget.spent, budget.remaining) == (Decimal("0.4"), Decimal("0.6"))
    assert budget.sli == Decimal("0.9996")
    assert budget.events_left == 7_200


def test_200_million_events_allow_exactly_100_000_bad_ones_which_floats_would_miss() -> None:
    assert ErrorBudget(Counts(0, 200_000_000), Decimal("0.9995")).allowed == 100_000
    assert 200_000_000 * (1 - 0.9995) != 100_000


@pytest.mark.parametrize(
    ("target", "days", "minutes"),
    [
        ("0.999", 30, "43.2"),
        ("0.999", 28, "40.32"),
        ("0.9995", 28, "20.16"),
        ("0.9999", 30, "4.32"),
    ],
)
def test_a_budget_of_time_is_this_many_minutes_of_full_outage(
    target: str, days: int, minutes: str
) -> None:
    outage = allowed_outage(Decimal(target), days * DAY)
    assert outage == timedelta(seconds=float(Decimal(minutes) * 60))


def test_half_of_the_traffic_failing_for_an_hour_spends_69_percent_of_43_minutes() -> None:
    lost = 60 * MINUTE / 2
    assert lost / allowed_outage(Decimal("0.999"), 30 * DAY) == pytest.approx(0.694, abs=0.0005)
    a_minute = 1_000
    counts = Counts(60 * a_minute // 2, 30 * 24 * 60 * a_minute)
    spent = ErrorBudget(counts, Decimal("0.999")).spent
    assert spent is not None
    assert spent.quantize(Decimal("0.001")) == Decimal("0.694")


def test_an_outage_of_26_seconds_empties_30_days_at_five_nines() -> None:
    assert allowed_outage(Decimal("0.99999"), 30 * DAY) == timedelta(seconds=25.92)
    remaining = ErrorBudget(Counts(26, 30 * 86_400), Decimal("0.99999")).remaining
    assert remaining is not None
    assert remaining < 0


def test_without_traffic_there_is_no_share_to_speak_of() -> None:
    budget = ErrorBudget(NOTHING, Decimal("0.999"))
    assert (budget.spent, budget.remaining, budget.sli) == (None, None, None)


def test_an_overspent_budget_is_negative_and_counts_the_events_over_it() -> None:
    budget = ErrorBudget(Counts(8, 7_200), Decimal("0.999"))
    assert budget.remaining is not None
    assert budget.remaining < 0
    assert budget.events_left == -1, "7.2 were allowed, so the eighth is over"


@pytest.mark.parametrize("target", ["0", "1", "1.5", "-0.1"])
def test_a_target_of_everything_or_nothing_is_refused(target: str) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        ErrorBudget(Counts(0, 1), Decimal(target))


@given(budgets())
def test_what_is_spent_and_what_remains_are_the_whole_budget(budget: ErrorBudget) -> None:
    assert budget.spent is not None
    assert budget.remaining is not None
    assert budget.spent + budget.remaining == 1


@given(total=TOTALS, target=TARGETS, data=st.data())
def test_every_further_bad_event_leaves_less(
    total: int, target: Decimal, data: st.DataObject
) -> None:
    bad = data.draw(st.integers(0, total - 1))
    fewer = ErrorBudget(Counts(bad, total), target).remaining
    more = ErrorBudget(Counts(bad + 1, total), target).remaining
    assert fewer is not None
    assert more is not None
    assert more < fewer


@given(budgets())
def test_the_budget_is_overspent_when_the_promise_is_broken_and_only_then(
    budget: ErrorBudget,
) -> None:
    assert budget.remaining is not None
    assert (budget.remaining < 0) is (budget.counts.good < budget.target * budget.counts.total)
    assert (budget.events_left < 0) is (budget.remaining < 0)
