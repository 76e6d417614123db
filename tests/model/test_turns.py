"""Whose turn it is: handoffs on the wall, layers one before the other, hours, and whole duties."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.oncall import Duty
from bot.model.recurrence import local, resolved
from bot.model.rotation import Hours, Layer, Rotation
from bot.model.timeline import gaps, on_at
from tests.model.build import DAY, HOUR, MINUTE
from tests.model.rotations import (
    ALICE,
    BERLIN,
    ERIN,
    EVERY_DAY,
    FRANK,
    INSTANTS,
    KEYS,
    ROTATIONS,
    SPANS,
    STARTS,
    WORKDAYS,
    ZONES,
    at,
    layer,
    rotation,
    turns_of,
    utc,
    wall,
)

WEEKLY = rotation(layer("alice", "erin"))
OFFICE = Hours(WORKDAYS, time(9), time(18))
NIGHTS = Hours(EVERY_DAY, time(22), time(6))


def held(made: Rotation, start: str, end: str) -> list[tuple[str, str, str]]:
    """Who is on call within a stretch of Berlin's time, and from when to when there."""
    return [
        (duty.who.name, f"{_there(duty.start):%a %d %H:%M}", f"{_there(duty.end):%a %d %H:%M}")
        for duty in turns_of(made, at(start), at(end))
    ]


def _there(instant: datetime | None) -> datetime:
    assert instant is not None
    return local(instant, BERLIN)


def test_two_people_hand_over_every_monday_at_ten() -> None:
    assert held(WEEKLY, "2026-02-02 10:00", "2026-02-16 10:00") == [
        ("Alice", "Mon 02 10:00", "Mon 09 10:00"),
        ("Erin", "Mon 09 10:00", "Mon 16 10:00"),
    ]


def test_a_handoff_keeps_its_local_hour_when_the_clocks_change() -> None:
    before, after = turns_of(WEEKLY, at("2026-03-24 12:00"), at("2026-03-31 12:00"))
    assert (before.end, after.start) == (utc("2026-03-30 08:00"), utc("2026-03-30 08:00"))
    assert before.start == utc("2026-03-23 09:00")


def test_a_handoff_at_an_hour_that_is_skipped_comes_when_the_gap_ends() -> None:
    made = rotation(layer("alice", "erin", starts="2026-03-28 02:30", days=1))
    first = turns_of(made, at("2026-03-28 12:00"), at("2026-03-28 13:00"))
    assert first == (Duty(ALICE, utc("2026-03-28 01:30"), utc("2026-03-29 01:00")),)


def test_a_handoff_at_an_hour_that_comes_twice_is_at_the_first() -> None:
    made = rotation(layer("alice", "erin", starts="2026-10-24 02:30", days=1))
    assert [
        duty.who for duty in turns_of(made, utc("2026-10-25 00:29"), utc("2026-10-25 00:30"))
    ] == [ALICE]
    later = turns_of(made, utc("2026-10-25 01:15"), utc("2026-10-25 01:16"))  # 02:15 once more
    assert later == (Duty(ERIN, utc("2026-10-25 00:30"), utc("2026-10-26 01:30")),)


def test_nobody_is_on_call_before_the_first_handoff_nor_after_the_last_day() -> None:
    made = rotation(layer("alice", "erin", until=wall("2026-01-14 10:00")))
    assert held(made, "2026-01-01 00:00", "2026-02-01 00:00") == [
        ("Alice", "Mon 05 10:00", "Mon 12 10:00"),
        ("Erin", "Mon 12 10:00", "Wed 14 10:00"),
    ]


def test_hours_are_local_and_a_night_ends_the_next_morning() -> None:
    made = rotation(layer("alice", starts="2026-01-05 00:00", only=(NIGHTS,)))
    assert held(made, "2026-03-28 12:00", "2026-03-30 12:00") == [
        ("Alice", "Sat 28 22:00", "Sun 29 06:00"),
        ("Alice", "Sun 29 22:00", "Mon 30 06:00"),
    ]
    night = turns_of(made, at("2026-03-29 00:00"), at("2026-03-29 01:00"))[0]
    assert night.start
    assert night.end
    assert night.end - night.start == 7 * HOUR


def test_hours_may_be_listed_in_any_order_and_overlap() -> None:
    later, earlier = Hours((0,), time(15), time(20)), Hours((0,), time(8), time(16))
    made = rotation(layer("alice", starts="2026-01-05 00:00", only=(later, earlier)))
    assert held(made, "2026-02-02 00:00", "2026-02-03 00:00") == [
        ("Alice", "Mon 02 08:00", "Mon 02 20:00")
    ]


def test_a_view_from_the_first_to_the_last_minute_of_a_duty_adds_none_of_its_neighbours() -> None:
    made = rotation(layer("alice", starts="2026-01-05 00:00", only=(OFFICE,)))
    assert held(made, "2026-02-03 09:00", "2026-02-03 18:00") == [
        ("Alice", "Tue 03 09:00", "Tue 03 18:00")
    ]


def test_the_first_handoff_may_be_at_an_hour_that_comes_twice() -> None:
    made = rotation(layer("alice", "erin", starts="2026-10-25 02:30", days=1))
    again = turns_of(made, utc("2026-10-25 01:15"), utc("2026-10-25 01:16"))  # 02:15 once more
    assert again == (Duty(ALICE, utc("2026-10-25 00:30"), utc("2026-10-26 01:30")),)


def test_hours_from_nine_to_nine_are_whole_days() -> None:
    made = rotation(layer("alice", only=(Hours((5, 6), time(9), time(9)),)))
    assert held(made, "2026-02-03 00:00", "2026-02-13 00:00") == [
        ("Alice", "Sat 07 09:00", "Mon 09 09:00")
    ]


def test_the_first_layer_that_has_somebody_decides_and_the_next_one_has_the_rest() -> None:
    office = layer("frank", starts="2026-01-05 00:00", only=(OFFICE,))
    made = rotation(office, layer("alice", "erin"))
    assert held(made, "2026-02-06 12:00", "2026-02-09 19:00") == [
        ("Frank", "Fri 06 09:00", "Fri 06 18:00"),
        ("Alice", "Fri 06 18:00", "Mon 09 09:00"),
        ("Frank", "Mon 09 09:00", "Mon 09 18:00"),
        ("Erin", "Mon 09 18:00", "Tue 10 09:00"),
    ]


def test_a_layer_that_ends_leaves_what_follows_to_the_next() -> None:
    first = layer("frank", until=wall("2026-02-04 12:00"))
    made = rotation(first, layer("alice"))
    assert turns_of(made, at("2026-02-01 00:00"), at("2026-03-01 00:00")) == (
        Duty(FRANK, at("2026-01-05 10:00"), at("2026-02-04 12:00")),
        Duty(ALICE, at("2026-02-04 12:00"), None),
    )


def test_whoever_is_alone_is_on_call_since_the_first_handoff_and_without_end() -> None:
    assert turns_of(rotation(layer("alice")), utc("2031-05-05"), utc("2031-05-06")) == (
        Duty(ALICE, at("2026-01-05 10:00"), None),
    )


def test_alone_in_two_layers_is_still_alone() -> None:
    office = layer("alice", starts="2026-01-05 00:00", only=(OFFICE,))
    made = rotation(office, layer("alice", starts="2026-01-05 00:00"))
    assert turns_of(made, utc("2026-05-05"), utc("2026-05-06")) == (
        Duty(ALICE, at("2026-01-05 00:00"), None),
    )


def test_two_turns_in_a_row_are_one_duty() -> None:
    made = rotation(layer("alice", "alice", "erin"))
    found = turns_of(made, at("2026-01-14 00:00"), at("2026-01-15 00:00"))
    assert found == (Duty(ALICE, at("2026-01-05 10:00"), at("2026-01-19 10:00")),)


def test_nothing_is_found_where_nobody_takes_turns() -> None:
    assert turns_of(rotation(), utc("2026-01-01"), utc("2027-01-01")) == ()


def test_five_hundred_years_after_the_first_handoff_turns_still_follow_each_other() -> None:
    made = rotation(layer(*KEYS, starts="2026-01-05 00:00", days=1))
    days = (wall("2526-05-05") - wall("2026-01-05")).days
    found = turns_of(made, at("2526-05-05 00:00"), at("2526-05-06 00:00"))
    assert [duty.who.person for duty in found] == [KEYS[days % len(KEYS)]]


STARTED = st.builds(
    lambda zone, starts, days: (zone, starts, days), ZONES, STARTS, st.integers(1, 30)
)


@settings(deadline=None)
@given(STARTED)
def test_every_handoff_of_a_year_is_at_the_same_time_on_the_wall(
    made: tuple[str, datetime, int],
) -> None:
    zone, starts, days = made
    start = resolved(starts, zone)
    found = turns_of(
        rotation(Layer(("alice", "erin"), starts, days, zone)), start, start + 366 * DAY
    )
    for duty in found:
        assert duty.start is not None
        shown = local(duty.start, zone)
        skipped = (
            resolved(shown.replace(hour=starts.hour, minute=starts.minute), zone) == duty.start
        )
        assert shown.time() == starts.time() or skipped
    dates = [local(duty.start, zone).date() for duty in found if duty.start]
    assert {after - before for before, after in pairwise(dates)} == {days * DAY}


@settings(deadline=None)
@given(ROTATIONS, INSTANTS, SPANS)
def test_turns_tile_time_exactly(made: Rotation, start: datetime, span: timedelta) -> None:
    end = start + span
    found = turns_of(made, start, end)
    for before, after in pairwise(found):
        assert before.end is not None
        assert after.start is not None
        assert before.end <= after.start
        assert before.end < after.start or before.who != after.who
    assert all(duty.start is not None and duty.start < (duty.end or end) for duty in found)
    whole = [each for each in made.layers if not each.only]
    for gap in gaps(found, start=start, end=end):
        for each in whole:
            begun = resolved(each.starts, each.zone)
            over = resolved(each.until, each.zone) if each.until else None
            assert gap.end <= begun or (over is not None and over <= gap.start)


@settings(deadline=None)
@given(ROTATIONS, INSTANTS, SPANS)
def test_a_layer_above_keeps_what_it_has_and_the_ones_below_get_only_its_holes(
    made: Rotation, start: datetime, span: timedelta
) -> None:
    first, *rest = made.layers
    alone = turns_of(rotation(first), start, start + span)
    below = turns_of(rotation(*rest), start, start + span)
    together = turns_of(made, start, start + span)
    edges = {edge for duty in (*alone, *below, *together) for edge in (duty.start, duty.end)}
    for instant in {start, *(edge for edge in edges if edge and start <= edge < start + span)}:
        expected = on_at(alone, instant) or on_at(below, instant)
        found = on_at(together, instant)
        assert [duty.who for duty in found] == [duty.who for duty in expected]


@settings(deadline=None)
@given(ROTATIONS, INSTANTS, SPANS)
def test_a_duty_is_as_long_in_a_narrow_view_as_in_a_wide_one(
    made: Rotation, start: datetime, span: timedelta
) -> None:
    wide = turns_of(made, start - 400 * DAY, start + span + 400 * DAY)
    seen = tuple(
        duty
        for duty in wide
        if (duty.start or start) < start + span and (duty.end or start + span) > start
    )
    assert turns_of(made, start, start + span) == seen


def test_a_view_of_a_minute_is_enough() -> None:
    instant = at("2026-02-09 09:59")
    assert [duty.who for duty in turns_of(WEEKLY, instant, instant + MINUTE)] == [ALICE]
    assert [duty.who for duty in turns_of(WEEKLY, instant + MINUTE, instant + 2 * MINUTE)] == [ERIN]
