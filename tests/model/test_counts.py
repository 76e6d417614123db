"""Counts over stretches of time: nothing is lost where they are cut."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.counts import NOTHING, Counts, Slice, total_of, within
from tests.model.build import DAY, HOUR, MINUTE, NOW, SECOND, hours

START = NOW - DAY
OFFSETS = st.timedeltas(-2 * HOUR, DAY + 2 * HOUR)


@st.composite
def stretches(draw: st.DrawFn) -> tuple[Slice, ...]:
    """Slices of a day, oldest first, with gaps between them."""
    at = START
    found: list[Slice] = []
    while at < NOW and len(found) < 12:
        at += draw(st.sampled_from([timedelta(0), SECOND, 7 * MINUTE, 3 * HOUR]))
        end = at + draw(st.timedeltas(timedelta(microseconds=1), 5 * HOUR))
        total = draw(st.integers(0, 10**9))
        found.append(Slice(at, end, Counts(draw(st.integers(0, total)), total)))
        at = end
    return tuple(found)


def test_a_slice_that_the_edge_cuts_keeps_its_share() -> None:
    (cut,) = within(hours(60, total=6_000), start=START + 45 * MINUTE, end=NOW)
    assert (cut.start, cut.length) == (START + 45 * MINUTE, 15 * MINUTE)
    assert cut.counts == Counts(15, 1_500)


def test_slices_outside_are_left_out_and_those_inside_stay_as_they_are() -> None:
    slices = hours(1, 2, 3)
    assert within(slices, start=START + HOUR, end=START + 2 * HOUR) == slices[1:2]


@given(slices=stretches(), offsets=st.lists(OFFSETS, min_size=3, max_size=3))
def test_two_stretches_side_by_side_hold_what_one_over_both_holds(
    slices: tuple[Slice, ...], offsets: list[timedelta]
) -> None:
    first, middle, last = (START + offset for offset in sorted(offsets))
    whole = total_of(within(slices, start=first, end=last))
    left = total_of(within(slices, start=first, end=middle))
    right = total_of(within(slices, start=middle, end=last))
    assert left + right == whole


@given(slices=stretches(), offsets=st.lists(OFFSETS, min_size=2, max_size=2))
def test_what_is_cut_out_lies_within_the_stretch_in_order(
    slices: tuple[Slice, ...], offsets: list[timedelta]
) -> None:
    start, end = (START + offset for offset in sorted(offsets))
    cut = within(slices, start=start, end=end)
    edges = [edge for each in cut for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    assert all(start <= edge <= end for edge in edges)


@given(stretches())
def test_a_stretch_around_everything_holds_everything(slices: tuple[Slice, ...]) -> None:
    assert within(slices, start=START, end=NOW + DAY) == slices


def test_no_traffic_has_no_error_rate() -> None:
    assert NOTHING.error_rate is None
    assert total_of(()) == NOTHING


@pytest.mark.parametrize(("bad", "total"), [(2, 1), (-1, 1)])
def test_more_bad_events_than_events_are_refused(bad: int, total: int) -> None:
    with pytest.raises(ValueError, match="between 0 and the total"):
        Counts(bad, total)


def test_a_slice_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="ends after its start"):
        Slice(NOW, NOW, Counts(1, 1))
