"""The load and the shape of a rotation, against what the field thinks bearable."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from bot.model.oncall import Contact, Duty
from bot.model.oncall_shape import AHEAD, Judgment, Shape, oncall_share, shape
from bot.model.rotation import Hours, Rotation
from bot.model.timeline import Gap
from tests.model.build import DAY, NOW
from tests.model.rotations import (
    ALICE,
    ERIN,
    FRANK,
    INSTANTS,
    ROTATIONS,
    WORKDAYS,
    at,
    layer,
    rotation,
    turns_of,
    wall,
)

if TYPE_CHECKING:
    from datetime import datetime

END = NOW + AHEAD
EIGHT = tuple(f"p{number}" for number in range(8))


def seen(made: Rotation, *duties: Duty, seats: int = 1) -> Shape:
    return shape(made, duties, start=NOW, end=END, seats=seats)


@pytest.mark.parametrize(
    ("people", "percent", "alarm"), [(8, Fraction(25), False), (6, Fraction(100, 3), True)]
)
def test_two_seats_are_a_quarter_of_the_time_of_eight_people_and_too_much_for_six(
    people: int, percent: Fraction, alarm: bool
) -> None:
    made = rotation(layer(*EIGHT[:people]))
    found = seen(made, Duty(ALICE, None, None), seats=2)
    assert found.share == oncall_share(seats=2, people=people) == percent / 100
    assert (Judgment.OVERLOADED in found.judgments) is alarm


def test_eight_people_who_share_one_seat_without_a_gap_are_as_it_should_be() -> None:
    found = seen(rotation(layer(*EIGHT)), Duty(ALICE, None, None))
    assert (found.people, found.minimum, found.judgments) == (8, 8, ())


def test_seven_are_fewer_than_a_rotation_at_one_site_needs() -> None:
    found = seen(rotation(layer(*EIGHT[:7])), Duty(ALICE, None, None))
    assert found.judgments == (Judgment.TOO_FEW,)


def test_how_many_it_needs_is_the_rotations_to_say() -> None:
    found = seen(rotation(layer(*EIGHT[:5]), minimum=5), Duty(ALICE, None, None))
    assert found.judgments == ()


def test_people_of_layers_that_are_over_or_not_yet_there_do_not_count() -> None:
    over = layer("frank", until=wall("2026-11-09 10:00"))
    to_come = layer("grace", starts="2027-01-01 00:00")
    assert seen(rotation(over, layer("alice", "erin"), to_come)).people == 2


def test_of_another_sources_rotation_those_count_whose_turns_it_shows() -> None:
    made = replace(rotation(), source="pager")
    found = seen(
        made,
        Duty(Contact("Alice"), NOW, NOW + DAY),
        Duty(Contact("Erin"), NOW + DAY, NOW + 2 * DAY, covering_for=Contact("Frank")),
        Duty(Contact("Grace"), NOW - 2 * DAY, NOW),
    )
    assert found.people == 2


def test_a_gap_is_judged_and_takes_its_share_of_the_coverage() -> None:
    found = seen(
        rotation(layer(*EIGHT)), Duty(ALICE, None, NOW + 3 * DAY), Duty(ERIN, NOW + 6 * DAY, None)
    )
    assert found.gaps == (Gap(NOW + 3 * DAY, NOW + 6 * DAY),)
    assert found.coverage == Fraction(27, 30)
    assert found.judgments == (Judgment.GAPS,)


def test_each_ones_load_counts_turns_and_covers_within_the_thirty_days() -> None:
    found = seen(
        rotation(layer("alice", "erin")),
        Duty(ALICE, NOW - 5 * DAY, NOW + 6 * DAY),
        Duty(FRANK, NOW + 6 * DAY, NOW + 9 * DAY, covering_for=ALICE),
        Duty(ERIN, NOW + 9 * DAY, NOW + 60 * DAY),
    )
    assert [(load.who, load.held, load.share) for load in found.loads] == [
        (ERIN, 21 * DAY, Fraction(7, 10)),
        (ALICE, 6 * DAY, Fraction(1, 5)),
        (FRANK, 3 * DAY, Fraction(1, 10)),
    ]


def test_the_longest_stretch_goes_on_through_a_cover_and_beyond_the_thirty_days() -> None:
    found = seen(
        rotation(layer("alice", "erin")),
        Duty(ALICE, NOW, NOW + 7 * DAY),
        Duty(ERIN, NOW + 7 * DAY, NOW + 14 * DAY),
        Duty(ERIN, NOW + 14 * DAY, NOW + 16 * DAY, covering_for=ALICE),
        Duty(ALICE, NOW + 16 * DAY, NOW + 21 * DAY),
        Duty(FRANK, NOW + 29 * DAY, NOW + 37 * DAY),
    )
    assert found.longest == Duty(ERIN, NOW + 7 * DAY, NOW + 16 * DAY)


def test_whoever_is_never_off_has_the_longest_stretch() -> None:
    found = seen(rotation(layer("alice")), Duty(ALICE, NOW - DAY, None))
    assert found.longest == Duty(ALICE, NOW - DAY, None)


def test_where_nobody_is_on_call_there_is_no_load_and_no_share() -> None:
    found = seen(rotation())
    assert (found.people, found.share, found.longest, found.loads) == (0, None, None, ())
    assert found.coverage == 0
    assert found.judgments == (Judgment.TOO_FEW, Judgment.GAPS)


def test_office_hours_cover_their_part_of_four_weeks_exactly() -> None:
    made = rotation(
        layer("alice", starts="2026-01-05 00:00", only=(Hours(WORKDAYS, time(9), time(18)),))
    )
    start, end = at("2026-11-02 00:00"), at("2026-11-30 00:00")
    found = shape(made, turns_of(made, start, end), start=start, end=end)
    assert found.coverage == Fraction(20 * 9, 28 * 24)
    assert len(found.gaps) == 21
    assert found.longest == Duty(ALICE, at("2026-11-02 09:00"), at("2026-11-02 18:00"))


@settings(deadline=None)
@given(ROTATIONS, INSTANTS)
def test_loads_and_gaps_add_up_to_all_of_the_time(made: Rotation, start: datetime) -> None:
    end = start + AHEAD
    found = shape(made, turns_of(made, start, end), start=start, end=end)
    held = sum((load.held for load in found.loads), timedelta(0))
    empty = sum((gap.end - gap.start for gap in found.gaps), timedelta(0))
    assert held + empty == AHEAD
    assert sum(load.share for load in found.loads) == found.coverage
