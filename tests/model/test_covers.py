"""Covers over the turns of a rotation."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.cover import Cover, CoverState
from bot.model.oncall import Duty
from bot.model.timeline import covered, gaps, merged, on_at
from tests.model.build import DAY, HOUR, NOW
from tests.model.rotations import ALICE, ERIN, FRANK, GRACE, KEYS, PEOPLE

if TYPE_CHECKING:
    from datetime import datetime

ACCEPTED = CoverState.ACCEPTED


def after(hours: int) -> datetime:
    return NOW + hours * HOUR


def turn(key: str, start: int, end: int, *, over: str | None = None) -> Duty:
    return Duty(PEOPLE[key], after(start), after(end), PEOPLE[over] if over else None)


def cover(
    person: str, over: str, start: int, end: int, *, number: int = 1, accepted: int | None = None
) -> Cover:
    """A cover by its hours from now, accepted in the order of the numbers unless told."""
    decided = NOW - DAY + (number if accepted is None else accepted) * HOUR
    return Cover(
        rotation="hub-sre",
        person=person,
        covering_for=over,
        start=after(start),
        end=after(end),
        proposed_by=over,
        proposed_at=NOW - 2 * DAY,
        state=ACCEPTED,
        number=number,
        decided_by=person,
        decided_at=decided,
    )


TURNS = (turn("alice", 0, 24), turn("erin", 24, 48), turn("alice", 48, 72))


def laid(*covers: Cover, turns: tuple[Duty, ...] = TURNS) -> tuple[Duty, ...]:
    return covered(turns, covers, people=PEOPLE)


def test_a_cover_takes_a_stretch_out_of_a_turn_and_gives_the_rest_back() -> None:
    assert laid(cover("frank", "alice", 8, 18)) == (
        turn("alice", 0, 8),
        turn("frank", 8, 18, over="alice"),
        turn("alice", 18, 24),
        *TURNS[1:],
    )


def test_a_cover_over_several_turns_takes_only_those_of_whom_it_names() -> None:
    assert laid(cover("frank", "alice", 12, 60)) == (
        turn("alice", 0, 12),
        turn("frank", 12, 24, over="alice"),
        turn("erin", 24, 48),
        turn("frank", 48, 60, over="alice"),
        turn("alice", 60, 72),
    )


def test_a_cover_where_nobody_is_on_call_fills_no_gap() -> None:
    assert laid(cover("frank", "alice", 72, 96)) == TURNS


@pytest.mark.parametrize("state", [state for state in CoverState if state is not ACCEPTED])
def test_only_what_is_accepted_counts(state: CoverState) -> None:
    assert laid(replace(cover("frank", "alice", 8, 18), state=state)) == TURNS


def test_of_two_covers_of_one_turn_the_one_that_was_accepted_later_has_it() -> None:
    first, second = cover("frank", "alice", 8, 18), cover("grace", "alice", 12, 14, number=2)
    expected = (
        turn("alice", 0, 8),
        turn("frank", 8, 12, over="alice"),
        turn("grace", 12, 14, over="alice"),
        turn("frank", 14, 18, over="alice"),
        turn("alice", 18, 24),
        *TURNS[1:],
    )
    assert laid(first, second) == laid(second, first) == expected


def test_accepted_later_is_later_whatever_the_numbers() -> None:
    first = cover("frank", "alice", 8, 18, number=1, accepted=9)
    second = cover("grace", "alice", 8, 18, number=2, accepted=5)
    assert laid(first, second)[1].who == FRANK


def test_whoever_covers_can_be_covered_and_it_is_still_the_turn_of_the_first() -> None:
    found = laid(cover("frank", "alice", 0, 24), cover("grace", "frank", 8, 12, number=2))
    assert found[:3] == (
        turn("frank", 0, 8, over="alice"),
        turn("grace", 8, 12, over="alice"),
        turn("frank", 12, 24, over="alice"),
    )


def test_a_cover_takes_over_nothing_that_was_agreed_after_it() -> None:
    grace_for_frank = cover("grace", "frank", 0, 72, number=1)
    frank_for_alice = cover("frank", "alice", 0, 24, number=2)
    assert laid(grace_for_frank, frank_for_alice)[0].who == FRANK


def test_whoever_covers_may_find_somebody_else_than_they_had() -> None:
    found = laid(
        cover("frank", "alice", 0, 24),
        cover("grace", "frank", 0, 24, number=2),
        cover("erin", "frank", 0, 24, number=3),
    )
    assert found[0] == turn("erin", 0, 24, over="alice")


def test_whose_turn_it_is_may_take_it_back_and_covers_for_nobody() -> None:
    assert laid(cover("frank", "alice", 0, 24), cover("alice", "frank", 0, 24, number=2)) == TURNS


def test_what_was_given_back_cannot_be_passed_on() -> None:
    found = laid(
        cover("frank", "alice", 0, 24),
        cover("alice", "frank", 0, 24, number=2),
        cover("grace", "frank", 0, 24, number=3),
    )
    assert found == TURNS


def test_without_the_first_cover_the_second_has_nothing_to_take() -> None:
    gone = replace(cover("frank", "alice", 0, 24), state=CoverState.CANCELLED)
    assert laid(gone, cover("grace", "frank", 0, 24, number=2)) == TURNS


def test_a_swap_is_two_covers() -> None:
    found = laid(cover("erin", "alice", 0, 24), cover("alice", "erin", 24, 48, number=2))
    assert found == (
        turn("erin", 0, 24, over="alice"),
        turn("alice", 24, 48, over="erin"),
        turn("alice", 48, 72),
    )


def test_who_is_not_known_any_more_cannot_stand_in() -> None:
    known = {"alice": ALICE, "erin": ERIN}
    assert covered(TURNS, [cover("frank", "alice", 8, 18)], people=known) == TURNS


def test_a_turn_without_beginning_and_end_keeps_both() -> None:
    alone = (Duty(ALICE, None, None),)
    assert laid(cover("grace", "alice", 8, 18), turns=alone) == (
        Duty(ALICE, None, after(8)),
        Duty(GRACE, after(8), after(18), ALICE),
        Duty(ALICE, after(18), None),
    )


def _one_after_the_other(made: list[tuple[str | None, int]]) -> tuple[Duty, ...]:
    """Turns and gaps by who has them and their hours."""
    hour, found = 0, []
    for key, length in made:
        if key:
            found.append(turn(key, hour, hour + length))
        hour += length
    return merged(found)


COVERS = st.lists(
    st.builds(
        lambda people, start, length, accepted: cover(
            people[0], people[1], start, start + length, accepted=accepted
        ),
        st.permutations(KEYS),
        st.integers(-10, 90),
        st.integers(1, 50),
        st.integers(0, 5),
    ),
    max_size=6,
).map(lambda made: [replace(each, number=number) for number, each in enumerate(made)])
ANY_TURNS = st.lists(
    st.tuples(st.sampled_from([*KEYS, None]), st.integers(1, 30)), min_size=1, max_size=6
).map(_one_after_the_other)


def at_one_instant(own: str, covers: list[Cover], instant: datetime) -> str:
    """Who has somebody's turn at one instant, by going from one agreement to the next."""
    had = [own]
    for each in sorted(covers, key=lambda each: (each.decided_at, each.number)):
        if each.start <= instant < each.end and each.covering_for in had:
            had = [*had[: had.index(each.covering_for) + 1], each.person]
            had = had[: had.index(each.person) + 1]
    return had[-1]


@settings(deadline=None, max_examples=300)
@given(ANY_TURNS, COVERS)
def test_every_hour_is_whose_the_agreements_make_it_one_after_the_other(
    turns: tuple[Duty, ...], covers: list[Cover]
) -> None:
    found = laid(*covers, turns=turns)
    for hour in range(-5, 190):
        was, now = on_at(turns, after(hour)), on_at(found, after(hour))
        assert len(was) == len(now)
        for own, has in zip(was, now, strict=True):
            assert has.who.person == at_one_instant(str(own.who.person), covers, after(hour))
            assert has.covering_for == (None if has.who == own.who else own.who)


@settings(deadline=None, max_examples=300)
@given(ANY_TURNS, COVERS)
def test_a_turn_of_somebody_whom_no_cover_names_is_not_touched(
    turns: tuple[Duty, ...], covers: list[Cover]
) -> None:
    found = laid(*covers, turns=turns)
    named = {each.covering_for for each in covers}
    for own in turns:
        if own.who.person not in named:
            assert own in found


@settings(deadline=None, max_examples=300)
@given(ANY_TURNS, COVERS)
def test_covers_make_no_gap_and_fill_none_and_never_put_two_on_call(
    turns: tuple[Duty, ...], covers: list[Cover]
) -> None:
    found = laid(*covers, turns=turns)
    whole = {"start": after(-10), "end": after(200)}
    assert gaps(found, **whole) == gaps(turns, **whole)
    for before, later in pairwise(found):
        assert before.end is not None
        assert later.start is not None
        assert before.end <= later.start


@settings(deadline=None, max_examples=300)
@given(ANY_TURNS, COVERS)
def test_laying_the_same_covers_twice_changes_nothing(
    turns: tuple[Duty, ...], covers: list[Cover]
) -> None:
    once = laid(*covers, turns=turns)
    assert laid(*covers, turns=once) == once
