"""What can be asked of duties, from whichever source they are."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.oncall import Contact, Duty
from bot.model.timeline import Gap, gaps, merged, next_after, on_at
from tests.model.build import DAY, HOUR, NOW
from tests.model.rotations import ALICE, ERIN, FRANK, PEOPLE


def after(hours: int) -> datetime:
    return NOW + hours * HOUR


def duty(who: Contact, start: int | None, end: int | None, *, over: Contact | None = None) -> Duty:
    """A duty by its hours from now."""
    return Duty(
        who, None if start is None else after(start), None if end is None else after(end), over
    )


SOME = (duty(ALICE, None, 4), duty(ERIN, 6, 10), duty(FRANK, 10, None))


def test_a_duty_begins_at_its_start_and_is_over_at_its_end() -> None:
    assert on_at(SOME, after(3)) == (SOME[0],)
    assert on_at(SOME, after(4)) == ()
    assert on_at(SOME, after(10)) == (SOME[2],)


def test_several_may_be_on_call_at_once() -> None:
    both = (duty(ALICE, 0, 4), duty(ERIN, 2, 6))
    assert on_at(both, after(3)) == both


def test_next_is_the_first_duty_that_begins_later() -> None:
    assert next_after(SOME, after(0)) == SOME[1]
    assert next_after(SOME, after(6)) == SOME[2]
    assert next_after(reversed(SOME), after(0)) == SOME[1]
    assert next_after(SOME, after(10)) is None


def test_a_gap_lasts_from_who_was_to_who_comes() -> None:
    assert gaps(SOME, start=after(0), end=after(20)) == (Gap(after(4), after(6)),)
    assert gaps(SOME, start=after(5), end=after(20)) == (Gap(after(5), after(6)),)
    assert gaps(SOME[:2], start=after(7), end=after(20)) == (Gap(after(10), after(20)),)


def test_without_duties_all_of_it_is_a_gap() -> None:
    assert gaps((), start=after(0), end=after(1)) == (Gap(after(0), after(1)),)


def test_a_short_duty_within_a_long_one_leaves_no_gap_behind_it() -> None:
    found = gaps((duty(ALICE, 0, 9), duty(ERIN, 2, 3)), start=after(0), end=after(10))
    assert found == (Gap(after(9), after(10)),)


def test_what_touches_or_overlaps_is_one_if_it_is_the_same_person_for_the_same() -> None:
    parts = (duty(ALICE, 2, 5), duty(ALICE, 0, 2), duty(ALICE, 4, None))
    assert merged(parts) == (duty(ALICE, 0, None),)


def test_covering_for_somebody_is_not_the_same_as_a_turn_of_ones_own() -> None:
    parts = (duty(ALICE, 0, 2), duty(ALICE, 2, 4, over=ERIN), duty(ALICE, 4, 6))
    assert merged(parts) == parts


def test_somebody_else_in_between_at_the_same_time_breaks_nothing() -> None:
    found = merged((duty(ALICE, 0, 2), duty(ERIN, 1, 3), duty(ALICE, 2, 4)))
    assert found == (duty(ALICE, 0, 4), duty(ERIN, 1, 3))


EDGES = st.none() | st.integers(-50, 50)
ANY = st.lists(
    st.tuples(st.sampled_from([*PEOPLE.values()]), EDGES, EDGES)
    .filter(lambda made: made[1] is None or made[2] is None or made[1] < made[2])
    .map(lambda made: duty(*made))
)
VIEW = st.tuples(st.integers(-60, 60), st.integers(1, 60))


@settings(deadline=None)
@given(ANY, VIEW)
def test_at_every_hour_either_somebody_is_on_call_or_it_is_in_a_gap(
    duties: list[Duty], view: tuple[int, int]
) -> None:
    start, hours = view
    found = gaps(duties, start=after(start), end=after(start + hours))
    for hour in range(start, start + hours):
        in_a_gap = [gap for gap in found if gap.start <= after(hour) < gap.end]
        assert bool(on_at(duties, after(hour))) is not bool(in_a_gap)
    assert all(gap.start < gap.end for gap in found)
    assert all(before.end < later.start for before, later in pairwise(found))


@settings(deadline=None)
@given(ANY)
def test_merging_changes_nobodys_hours_and_leaves_nothing_to_merge(duties: list[Duty]) -> None:
    found = merged(duties)
    assert merged(found) == found
    for hour in range(-60, 60):
        before, now = on_at(duties, after(hour)), on_at(found, after(hour))
        assert {each.who for each in before} == {each.who for each in now}
        assert len(now) == len({each.who for each in now})


@settings(deadline=None)
@given(ANY, st.integers(-60, 60))
def test_nobody_begins_between_now_and_who_comes_next(duties: list[Duty], hour: int) -> None:
    found = next_after(duties, after(hour))
    until = found.start if found and found.start else NOW + 10 * DAY
    begun = [each.start for each in duties if each.start and after(hour) < each.start < until]
    assert begun == []


def test_an_empty_moment_is_no_gap() -> None:
    assert gaps((), start=NOW, end=NOW + timedelta(0)) == ()
