"""Paces: whatever was sent by them, no stretch of time holds more than a platform takes."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.model.pace import Flow, Ledger, Limit
from tests.fakes.clock import NOON

SECOND = timedelta(seconds=1)
ALONE = (Limit(1, SECOND),)
TEAMS = (
    Limit(7, SECOND),
    Limit(8, 2 * SECOND),
    Limit(60, 30 * SECOND),
    Limit(1_800, timedelta(hours=1)),
)
LIMITS = st.lists(
    st.builds(Limit, st.integers(1, 60), st.integers(1, 60).map(lambda each: each * SECOND)),
    min_size=1,
    max_size=3,
).map(tuple)
LATER = st.floats(0, 5).map(lambda each: timedelta(seconds=each))


@given(LIMITS, st.lists(LATER, min_size=1, max_size=150))
def test_no_stretch_of_time_holds_more_than_its_limit(
    limits: tuple[Limit, ...], waits: list[timedelta]
) -> None:
    """Whoever sends as soon as the ledger lets them, or some time after that, stays within it."""
    now, ledger, sent = NOON, Ledger(), []
    for wait in waits:
        now = max(now, ledger.free(limits, now=now) or now) + wait
        ledger = ledger.with_one_more(limits, at=now)
        sent.append(now)
    for limit in limits:
        for first, beyond in zip(sent, sent[limit.messages :], strict=False):
            assert beyond - first >= limit.within - timedelta(microseconds=limit.messages)


@given(LIMITS)
def test_what_goes_as_fast_as_it_may_takes_nine_tenths_of_what_is_allowed(
    limits: tuple[Limit, ...],
) -> None:
    now, ledger = NOON, Ledger()
    for _ in range(200):
        now = max(now, ledger.free(limits, now=now) or now)
        ledger = ledger.with_one_more(limits, at=now)
    slowest = max(limit.within / limit.messages for limit in limits)
    assert now - NOON <= 200 * slowest * 2.01


def test_a_channel_gets_a_message_every_1_05_seconds() -> None:
    now, ledger, sent = NOON, Ledger(), []
    for _ in range(4):
        now = max(now, ledger.free(ALONE, now=now) or now)
        ledger = ledger.with_one_more(ALONE, at=now)
        sent.append(now)
    assert {after - before for before, after in pairwise(sent)} == {1.05 * SECOND}


def test_an_hour_in_a_thread_of_teams_stays_within_all_four_limits() -> None:
    now, ledger, sent = NOON, Ledger(), 0
    while now < NOON + timedelta(hours=1):
        ledger = ledger.with_one_more(TEAMS, at=now)
        sent += 1
        now = max(now, ledger.free(TEAMS, now=now) or now)
    assert 1_700 < sent <= 1_800


def test_patience_is_a_pause_and_a_quarter_less_speed_that_comes_back_slowly() -> None:
    limits = (Limit(100, 10 * SECOND),)
    flow = Flow().patient(5 * SECOND, now=NOON)
    after = NOON + 5 * SECOND
    assert flow.free(limits, now=NOON) == after
    assert flow.speed_at(after) == 0.75
    assert flow.speed_at(after + timedelta(minutes=1)) == 0.85
    assert flow.speed_at(after + timedelta(minutes=3)) == 1


def test_what_was_refused_together_is_one_refusal() -> None:
    once = Flow().patient(5 * SECOND, now=NOON)
    twice = once.patient(8 * SECOND, now=NOON + SECOND)
    assert twice.speed_at(NOON) == once.speed_at(NOON)
    assert twice.free((), now=NOON) == NOON + 9 * SECOND
    later = once.patient(SECOND, now=NOON + 5 * SECOND)
    assert later.speed_at(NOON + 6 * SECOND) < 0.75
