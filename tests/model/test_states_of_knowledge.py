"""What is known and what is not: states that must never be confused."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import budget_headline as words
from bot.cards.budget_forecast import runs_out
from bot.model.assessment import STALE_INTERVALS, Assessment, State, assess, state_of
from bot.model.counts import NOTHING, Counts
from bot.reply import Tone
from tests.model.build import MINUTE, NOW, POLICY, SECOND, assessed, hours, objective, reading

if TYPE_CHECKING:
    from datetime import timedelta

SOME = Counts(10, 100_000)
LIMIT = STALE_INTERVALS * MINUTE


def headline(found: Assessment) -> str:
    return words.headline("checkout", found, zone="UTC", now=NOW)


def test_samples_and_events_are_measured() -> None:
    assert state_of(reading(SOME), NOW) is State.MEASURED


def test_samples_without_events_are_no_data_and_never_100_percent() -> None:
    found = assessed(reading(NOTHING))
    assert found.state is State.NO_TRAFFIC
    assert (found.budget.remaining, found.tier, found.curve) == (None, None, ())
    assert headline(found) == "checkout: no data, because there was no traffic in the last 28 days"
    assert words.tone(found) is Tone.UNKNOWN


def test_no_bad_event_at_all_is_a_measured_whole_budget() -> None:
    found = assessed(reading(Counts(0, 100_000)))
    assert found.state is State.MEASURED
    assert found.budget.remaining == 1
    assert headline(found) == "checkout: all of the error budget left, healthy"


def test_samples_that_stopped_are_stale_after_more_than_two_intervals() -> None:
    assert state_of(reading(SOME, as_of=NOW - LIMIT), NOW) is State.MEASURED
    assert state_of(reading(SOME, as_of=NOW - LIMIT - SECOND), NOW) is State.STALE
    assert state_of(reading(NOTHING, as_of=NOW - LIMIT - SECOND), NOW) is State.STALE


def test_a_stale_budget_is_unknown_since_its_last_sample_and_no_alert_fires() -> None:
    alarming = {"1h": Counts(900, 1_000), "5m": Counts(90, 100), "1d": Counts(900, 24_000)}
    fresh = assessed(reading(SOME, recent=alarming))
    stale = assessed(reading(SOME, recent=alarming, as_of=NOW - 90 * MINUTE))
    assert fresh.alert is not None
    assert fresh.exhausts_at is not None
    assert (stale.alert, stale.exhausts_at, stale.exhausts_at_rolling) == (None, None, None)
    assert headline(stale) == (
        "checkout: unknown since Mon 9 Nov 10:30 UTC; 90% of the error budget left at that time"
    )
    assert words.tone(stale) is Tone.UNKNOWN


def test_what_was_never_seen_is_not_the_same_as_no_traffic() -> None:
    found = assessed(reading(NOTHING, as_of=None))
    assert found.state is State.NEVER_SEEN
    assert headline(found) == "checkout: no data, because nothing matches what main was asked for"


def test_a_source_that_does_not_answer_leaves_the_last_good_number_marked_as_such() -> None:
    last = reading(SOME, as_of=NOW - MINUTE)
    found = assess(objective(), last, policy=POLICY, now=NOW, failure="It does not answer.")
    assert found.state is State.MEASURED
    assert found.stale
    assert words.tone(found) is Tone.UNKNOWN
    said = "90% of the error budget left when last seen 1 min ago; main does not answer now"
    assert headline(found) == f"checkout: {said}"


def test_the_states_all_sound_different() -> None:
    readings = (
        reading(SOME),
        reading(Counts(0, 100_000)),
        reading(NOTHING),
        reading(SOME, as_of=NOW - 90 * MINUTE),
        reading(NOTHING, as_of=None),
    )
    headlines = {headline(assessed(each)) for each in readings}
    assert len(headlines) == len(readings)


@given(age=st.timedeltas(-LIMIT, 1_000 * LIMIT), total=st.integers(0, 1))
def test_every_reading_is_in_exactly_one_state_and_numbers_need_traffic(
    age: timedelta, total: int
) -> None:
    state = state_of(reading(Counts(0, total)), NOW + age)
    assert (state is State.STALE) is (age > LIMIT)
    assert (state is State.NO_TRAFFIC) is (age <= LIMIT and total == 0)


def test_the_curve_starts_whole_stays_level_where_nothing_was_measured_and_ends_as_it_is() -> None:
    slices = hours(10, None, 30)
    found = assessed(reading(Counts(40, 100_000), slices=slices))
    first, last = slices
    assert [(point.at, point.value) for point in found.curve] == [
        (first.start, Decimal(1)),
        (first.end, Decimal("0.9")),
        (last.start, Decimal("0.9")),
        (last.end, Decimal("0.6")),
    ]
    assert found.curve[-1].value == found.budget.remaining


@pytest.mark.parametrize("spent", [Counts(200, 100_000), Counts(100, 100_000)])
def test_what_is_gone_is_said_to_be_spent_even_when_the_last_day_was_not_measured(
    spent: Counts,
) -> None:
    assert runs_out(assessed(reading(spent)), zone="UTC", now=NOW) == "spent"
    assert runs_out(assessed(reading(SOME)), zone="UTC", now=NOW) == "unknown"
