"""When the budget is gone if the last day goes on."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from bot import phrases
from bot.model.assessment import State
from bot.model.counts import Counts, Slice
from bot.model.exhaustion import FARTHEST, time_to_exhaustion
from tests.model.build import DAY, NOW, assessed, hours, objective, reading

FOUR_WEEKS = 28 * DAY


def left(share: str, *, burn: str | None) -> timedelta | None:
    rate = None if burn is None else Decimal(burn)
    return time_to_exhaustion(remaining=Decimal(share), window=FOUR_WEEKS, burn=rate)


def test_a_tenth_left_of_28_days_lasts_1_4_days_at_twice_the_pace() -> None:
    found = left("0.10", burn="2")
    assert found == 1.4 * DAY
    assert phrases.span(1.4 * DAY) == "1.4 days"


def test_the_whole_budget_lasts_exactly_the_window_at_a_burn_of_1() -> None:
    assert left("1", burn="1") == FOUR_WEEKS


@pytest.mark.parametrize("burn", ["0", None])
def test_what_does_not_burn_does_not_run_out(burn: str | None) -> None:
    assert left("0.5", burn=burn) is None


@pytest.mark.parametrize("share", ["0", "-0.5"])
def test_what_is_gone_does_not_run_out_again(share: str) -> None:
    assert left(share, burn="2") is None


def test_what_lies_more_than_ten_years_ahead_is_no_forecast() -> None:
    assert left("1", burn=str(FOUR_WEEKS / FARTHEST * 1.01)) is not None
    assert left("1", burn=str(FOUR_WEEKS / FARTHEST * 0.99)) is None
    assert left("1", burn="0.000000000001") is None


def test_one_bad_event_among_billions_is_assessed_and_never_runs_out() -> None:
    window = Counts(28, 2_000_000_000)
    found = assessed(reading(window, recent={"1d": Counts(1, 71_000_000)}), objective("0.99"))
    assert found.state is State.MEASURED
    assert found.exhausts_at is None
    assert found.exhausts_at_rolling is None


def test_the_forecast_goes_on_at_the_burn_of_the_last_day() -> None:
    recent = {"1h": Counts(0, 1_000), "1d": Counts(200, 100_000), "3d": Counts(0, 300_000)}
    found = assessed(reading(Counts(2_520, 2_800_000), recent=recent))
    assert found.budget.remaining == Decimal("0.1")
    assert found.exhausts_at == NOW + 1.4 * DAY


def test_without_a_measured_day_there_is_no_forecast() -> None:
    found = assessed(reading(Counts(2_520, 2_800_000), recent={"3d": Counts(900, 300_000)}))
    assert (found.exhausts_at, found.exhausts_at_rolling) == (None, None)


def test_the_window_regains_what_leaves_it_so_the_second_date_is_later_or_none() -> None:
    everyday = {"1d": Counts(200, 100_000)}
    start = NOW - FOUR_WEEKS
    old = tuple(Slice(start + n * DAY, start + (n + 1) * DAY, Counts(315, 100_000)) for n in (0, 1))
    rest = tuple(
        Slice(start + n * DAY, start + (n + 1) * DAY, Counts(1890 // 26, 100_000))
        for n in range(2, 28)
    )
    found = assessed(reading(Counts(2_520, 2_800_000), recent=everyday, slices=(*old, *rest)))
    assert found.exhausts_at is not None
    assert found.exhausts_at_rolling is not None
    assert found.exhausts_at_rolling > found.exhausts_at


def test_an_overspent_budget_recovers_when_its_incident_has_left_the_window() -> None:
    start = NOW - FOUR_WEEKS
    incident = hours(4_200, total=100_000, start=start + DAY)
    found = assessed(
        reading(Counts(4_200, 2_800_000), recent={"1d": Counts(0, 100_000)}, slices=(*incident,))
    )
    assert found.exhausts_at is None
    back = found.recovers_at_rolling
    assert back is not None
    assert start + FOUR_WEEKS + DAY < back < start + FOUR_WEEKS + DAY + timedelta(hours=1)
