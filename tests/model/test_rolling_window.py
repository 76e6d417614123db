"""A rolling window that moves on: the exact crossing against hour by hour stepping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.model.counts import Counts, Slice
from bot.model.exhaustion import Rolling, time_to_exhaustion
from tests.model.build import HOUR, NOW

HOURS = 48
WINDOW = HOURS * HOUR
EDGE = NOW - WINDOW
ALLOWED = 100
RATES = st.none() | st.integers(0, 12)
CLOSE = Fraction(1, 10**9)
MOMENT = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Case:
    """A window, and the same again as plain numbers: bad events by hour, and what no slice has."""

    rolling: Rolling
    hourly: tuple[int, ...]
    unseen: Fraction

    @property
    def stepped(self) -> list[Fraction]:
        """The share spent now and after every hour of the next window."""
        arrives = Fraction(self.rolling.burn) / HOURS
        changes = (
            arrives - Fraction(leaving, ALLOWED) - self.unseen / HOURS for leaving in self.hourly
        )
        return list(accumulate(changes, initial=Fraction(self.rolling.spent)))

    def crosses_at(self, *, rising: bool) -> datetime | None:
        """The first crossing of 1, by walking from hour to hour; in between it is straight."""
        if (self.stepped[0] >= 1) is rising:
            return None
        for hour, (before, after) in enumerate(pairwise(self.stepped)):
            if (after >= 1) is rising:
                return NOW + (hour + float((1 - before) / (after - before))) * HOUR
        return None

    @property
    def decided(self) -> bool:
        """Whether no step merely touches 1, where rounding would decide."""
        return all(abs(step - 1) > CLOSE for step in self.stepped[1:])


@st.composite
def cases(draw: st.DrawFn, *, seen_only: bool = False) -> Case:
    """Runs of equal hours: each a slice or a gap; the first may begin before the window does."""
    hour = -draw(st.integers(0, 5))
    hourly: list[int] = []
    slices: list[Slice] = []
    for length, bad in draw(st.lists(st.tuples(st.integers(1, 16), RATES), max_size=12)):
        end = min(hour + length, HOURS)
        if hour == end:
            break
        if bad is not None:
            counts = Counts(bad * (end - hour), 1_000 * (end - hour))
            slices.append(Slice(EDGE + hour * HOUR, EDGE + end * HOUR, counts))
        hourly.extend([bad or 0] * (max(end, 0) - max(hour, 0)))
        hour = end
    hourly = (hourly + [0] * HOURS)[:HOURS]
    unseen = Decimal(0) if seen_only else draw(st.decimals("-0.2", "0.8", places=1))
    spent = Decimal(sum(hourly)) / ALLOWED + unseen
    burn = draw(st.decimals(0, 4, places=2))
    rolling = Rolling(
        now=NOW, window=WINDOW, slices=slices, allowed=Decimal(ALLOWED), spent=spent, burn=burn
    )
    return Case(rolling, tuple(hourly), Fraction(unseen))


def assert_close(found: datetime | None, expected: datetime | None) -> None:
    assert (found is None) == (expected is None)
    if found and expected:
        assert abs(found - expected) <= MOMENT


@settings(deadline=None, max_examples=300)
@given(cases())
def test_it_exhausts_when_walking_hour_by_hour_says_so(case: Case) -> None:
    assume(case.decided)
    assert_close(case.rolling.exhausts_at(), case.crosses_at(rising=True))


@settings(deadline=None, max_examples=300)
@given(cases())
def test_it_recovers_when_walking_hour_by_hour_says_so(case: Case) -> None:
    assume(case.decided)
    assert_close(case.rolling.recovers_at(), case.crosses_at(rising=False))


@settings(deadline=None)
@given(cases(seen_only=True))
def test_spend_that_leaves_never_makes_it_run_out_earlier(case: Case) -> None:
    rolling = case.rolling
    constant = time_to_exhaustion(
        remaining=1 - rolling.spent, window=rolling.window, burn=rolling.burn
    )
    at = rolling.exhausts_at()
    if at is not None:
        assert constant is not None
        assert at >= NOW + constant - MOMENT


@settings(deadline=None)
@given(cases())
def test_one_window_ahead_only_the_new_burn_decides(case: Case) -> None:
    rolling = case.rolling
    assume(rolling.burn != 1)
    assert abs(case.stepped[-1] - Fraction(rolling.burn)) < CLOSE
    if rolling.spent < 1 < rolling.burn:
        assert rolling.exhausts_at() is not None
    if rolling.burn < 1 <= rolling.spent:
        assert rolling.recovers_at() is not None


@settings(deadline=None)
@given(cases())
def test_a_budget_either_runs_out_or_recovers_and_only_within_a_window(case: Case) -> None:
    rolling = case.rolling
    dates = [at for at in (rolling.exhausts_at(), rolling.recovers_at()) if at is not None]
    assert len(dates) <= 1
    assert all(NOW <= at <= NOW + WINDOW for at in dates)


def rolled(spent: str, *, burn: str, slices: tuple[Slice, ...] = ()) -> Rolling:
    return Rolling(
        now=NOW,
        window=WINDOW,
        slices=slices,
        allowed=Decimal(ALLOWED),
        spent=Decimal(spent),
        burn=Decimal(burn),
    )


def test_with_no_burn_nothing_runs_out_and_what_was_overspent_recovers() -> None:
    early = Slice(EDGE, EDGE + HOUR, Counts(150, 1_000))
    assert rolled("0.9", burn="0").exhausts_at() is None
    back = rolled("1.5", burn="0", slices=(early,)).recovers_at()
    assert back == NOW + 20 * timedelta(minutes=1), "a third of 150 leaves in a third of the hour"


def test_old_spend_that_leaves_in_time_keeps_the_budget() -> None:
    early = Slice(EDGE, EDGE + HOUR, Counts(80, 1_000))
    late = Slice(NOW - HOUR, NOW, Counts(80, 1_000))
    assert rolled("0.8", burn="0.95", slices=(early,)).exhausts_at() is None
    assert rolled("0.8", burn="0.95", slices=(late,)).exhausts_at() is not None


def test_a_budget_that_is_exactly_spent_is_exhausted_and_recovers_as_soon_as_spend_leaves() -> None:
    early = Slice(EDGE, EDGE + HOUR, Counts(100, 1_000))
    exactly = rolled("1", burn="0.5", slices=(early,))
    assert exactly.exhausts_at() is None
    assert exactly.recovers_at() == NOW


def test_a_share_that_just_reaches_the_whole_budget_has_exhausted_it() -> None:
    late = Slice(NOW - 24 * HOUR, NOW, Counts(73, 1_000))
    peak = rolled("0.73", burn="0.54", slices=(late,))
    assert peak.exhausts_at() == NOW + 24 * HOUR, "0.27 more by then, and less from then on"


def test_spend_that_no_slice_holds_leaves_evenly() -> None:
    assert rolled("1.5", burn="0.5").recovers_at() == NOW + WINDOW / 2
    assert rolled("0.5", burn="1.5").exhausts_at() == NOW + WINDOW / 2
