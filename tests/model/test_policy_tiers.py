"""From what is spent to what follows."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.counts import NOTHING, Counts
from bot.model.policy import Mode, Policy, Tier
from tests.model.build import assessed, reading

SHARES = st.decimals(0, 2, places=3)


@pytest.mark.parametrize(
    ("spent", "tier"),
    [
        ("0", Tier.HEALTHY),
        ("0.4999", Tier.HEALTHY),
        ("0.50", Tier.WATCH),
        ("0.7499", Tier.WATCH),
        ("0.75", Tier.AT_RISK),
        ("0.9999", Tier.AT_RISK),
        ("1", Tier.EXHAUSTED),
        ("2000", Tier.EXHAUSTED),
    ],
)
def test_a_tier_begins_exactly_at_its_threshold(spent: str, tier: Tier) -> None:
    assert Policy().raw_tier(Decimal(spent)) is tier


@given(SHARES, SHARES)
def test_more_spent_is_never_a_more_relaxed_tier(one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other))
    assert Policy().raw_tier(less).rank <= Policy().raw_tier(more).rank


def walked(*percents: int | None) -> list[Tier | None]:
    """The tier of each day, from the share spent on it in percent; None is a day without data."""
    shares = [None if each is None else Decimal(each) / 100 for each in percents]
    before: list[Decimal | None] = [None, None]
    tiers: list[Tier | None] = []
    for share in shares:
        tiers.append(None if share is None else Policy().tier(share, before))
        before = [share, before[0]]
    return tiers


def test_a_tier_is_entered_at_once_and_left_after_two_days_below_it() -> None:
    assert walked(74, 75, 74, 74, 74) == [
        Tier.WATCH,
        Tier.AT_RISK,
        Tier.AT_RISK,
        Tier.AT_RISK,
        Tier.WATCH,
    ]


def test_a_day_back_above_the_threshold_starts_the_two_days_again() -> None:
    tiers = walked(80, 70, 76, 70, 70, 70)
    assert tiers == [Tier.AT_RISK] * 5 + [Tier.WATCH]


def test_each_tier_is_left_by_itself_when_the_budget_falls_through_several() -> None:
    assert walked(120, 80, 60, 40, 30, 30) == [
        Tier.EXHAUSTED,
        Tier.EXHAUSTED,
        Tier.EXHAUSTED,
        Tier.AT_RISK,
        Tier.WATCH,
        Tier.HEALTHY,
    ]


def test_a_day_without_traffic_holds_no_tier() -> None:
    assert walked(80, None, None, 40) == [Tier.AT_RISK, None, None, Tier.HEALTHY]
    assert walked(80, None, 40, 40) == [Tier.AT_RISK, None, Tier.AT_RISK, Tier.HEALTHY]


@given(st.lists(SHARES, min_size=1, max_size=20))
def test_a_tier_is_never_more_relaxed_than_the_day_asks_for_and_falls_only_after_two_days(
    shares: list[Decimal],
) -> None:
    raw = [Policy().raw_tier(share).rank for share in shares]
    before: list[Decimal | None] = [None, None]
    held = []
    for share in shares:
        held.append(Policy().tier(share, before).rank)
        before = [share, before[0]]
    assert all(now >= asked for now, asked in zip(held, raw, strict=True))
    for day, (earlier, later) in enumerate(pairwise(held), start=1):
        if later < earlier:
            assert max(raw[max(0, day - 2) : day + 1]) == later


def test_the_thresholds_are_the_engagements_own() -> None:
    strict = Policy(watch=Decimal("0.1"), at_risk=Decimal("0.2"), exhausted=Decimal("0.9"))
    assert [strict.raw_tier(Decimal(share)) for share in ("0.09", "0.1", "0.2", "0.9")] == [*Tier]


def test_an_exhausted_budget_halts_changes_except_p0_and_security() -> None:
    said = Policy(mode=Mode.HALT).consequence(Tier.EXHAUSTED)
    assert "halt" in said
    assert "P0" in said
    assert "security" in said


def test_or_it_moves_time_from_features_to_reliability() -> None:
    said = Policy(mode=Mode.REALLOCATE).consequence(Tier.EXHAUSTED)
    assert "from features to reliability" in said
    assert "halt" not in said


@pytest.mark.parametrize("tier", [Tier.HEALTHY, Tier.WATCH, Tier.AT_RISK])
def test_what_is_not_exhausted_asks_the_same_in_both_modes(tier: Tier) -> None:
    halt, move = (Policy(mode=mode).consequence(tier) for mode in Mode)
    assert halt == move


def test_the_readings_of_the_two_days_before_hold_the_tier() -> None:
    def days(*bad: int) -> tuple[Counts, Counts]:
        one, two = (Counts(each, 100_000) for each in bad)
        return one, two

    now = Counts(40, 100_000)
    assert assessed(reading(now, before=days(40, 40))).tier is Tier.HEALTHY
    assert assessed(reading(now, before=days(40, 80))).tier is Tier.AT_RISK
    assert assessed(reading(now, before=days(100, 40))).tier is Tier.EXHAUSTED
    assert assessed(reading(now, before=(NOTHING, NOTHING))).tier is Tier.HEALTHY
