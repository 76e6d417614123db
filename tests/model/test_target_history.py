"""A target that changes never rewrites history."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from bot.model.counts import Counts
from bot.model.policy import Tier
from bot.model.slo import FormerTarget
from tests.model.build import DAY, NOW, assessed, objective, reading

TWO, THREE, FOUR = Decimal("0.99"), Decimal("0.999"), Decimal("0.9999")


def test_every_instant_has_the_target_that_was_in_force_then() -> None:
    slo = objective(
        "0.9999",
        former=(FormerTarget(TWO, NOW - 90 * DAY), FormerTarget(THREE, NOW - 30 * DAY)),
    )
    assert slo.target_at(NOW - 365 * DAY) == TWO
    assert slo.target_at(NOW - 90 * DAY - timedelta(microseconds=1)) == TWO
    assert slo.target_at(NOW - 90 * DAY) == THREE, "until is the first instant of the next one"
    assert slo.target_at(NOW - 30 * DAY) == FOUR
    assert slo.target_at(NOW) == FOUR


def test_a_target_that_never_changed_is_always_in_force() -> None:
    assert objective("0.999").target_at(NOW - 3650 * DAY) == THREE


def test_a_looser_target_does_not_undo_the_tier_of_the_days_before_it() -> None:
    slo = objective("0.99", former=(FormerTarget(THREE, NOW - DAY / 2),))
    same = Counts(90, 100_000)
    found = assessed(reading(same, before=(same, same)), slo)
    assert found.budget.spent == Decimal("0.09")
    assert found.tier is Tier.AT_RISK, "90 % of the budget was spent by yesterday's target"


def test_a_stricter_target_does_not_exhaust_the_days_before_it() -> None:
    slo = objective("0.999", former=(FormerTarget(TWO, NOW - DAY / 2),))
    yesterday, now = Counts(120, 100_000), Counts(40, 100_000)
    assert assessed(reading(now, before=(yesterday, yesterday)), slo).tier is Tier.HEALTHY


def test_a_target_that_begins_next_month_does_not_judge_today() -> None:
    slo = objective("0.9999", former=(FormerTarget(THREE, NOW + 30 * DAY),))
    found = assessed(reading(Counts(20, 100_000)), slo)
    assert found.slo.target == THREE
    assert found.budget.spent == Decimal("0.2")
