"""Working time by an engagement's calendar, on the wall of its zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.organisation import WorkingCalendar
from bot.model.recurrence import local
from bot.model.working_time import WorkingTime
from tests.model.build import DAY, HOUR, MINUTE
from tests.model.rotations import BERLIN, utc

APIA, KOLKATA, LORD_HOWE = "Pacific/Apia", "Asia/Kolkata", "Australia/Lord_Howe"
NEW_YORK, SANTIAGO = "America/New_York", "America/Santiago"
EVERY_DAY = tuple(range(7))
OFFICE = WorkingTime(WorkingCalendar(holidays=("2026-12-25", "2027-01-01")), BERLIN)

FORWARD = (
    (BERLIN, "2026-03-28"),
    (NEW_YORK, "2026-03-07"),
    (LORD_HOWE, "2026-10-03"),
    (SANTIAGO, "2026-09-05"),
    (APIA, "2011-12-29"),  # past a whole Friday
)
"""Zones, and the day before their clocks skip something."""
BACK = (
    (BERLIN, "2026-10-24"),
    (NEW_YORK, "2026-10-31"),
    (LORD_HOWE, "2026-04-04"),
    (SANTIAGO, "2026-04-04"),
    (KOLKATA, "2026-12-24"),
)
"""Zones, and the day before their clocks are set back; Kolkata's never are."""

hours_of_day = st.lists(st.integers(0, 24 * 60 - 1), min_size=2, max_size=2, unique=True)
weeks = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
minutes = st.integers(0, 3 * 24 * 60)


@st.composite
def calendars(draw: st.DrawFn, *, around: date) -> WorkingCalendar:
    """Odd weekdays, odd hours, now and then a holiday within the next days."""
    opens, closes = (f"{each // 60:02}:{each % 60:02}" for each in sorted(draw(hours_of_day)))
    off = draw(st.sets(st.integers(0, 4), max_size=2))
    holidays = tuple((around + day * DAY).isoformat() for day in off)
    return WorkingCalendar(draw(weeks), opens, closes, holidays)


@st.composite
def situations(
    draw: st.DrawFn, *, changes: tuple[tuple[str, str], ...] = FORWARD + BACK
) -> tuple[WorkingTime, datetime]:
    """A calendar, and an instant in the days around a change of the clocks."""
    zone, day = draw(st.sampled_from(changes))
    calendar = draw(calendars(around=date.fromisoformat(day)))
    return WorkingTime(calendar, zone), utc(day) - 12 * HOUR + draw(minutes) * MINUTE


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2026-11-30 08:00", 1, "2026-11-30 16:00"),  # Monday at nine, to its end
        ("2026-11-30 10:00", 1, "2026-12-01 10:00"),
        ("2026-12-04 15:00", 2, "2026-12-08 15:00"),  # over a weekend
        ("2026-12-05 12:00", 1, "2026-12-07 16:00"),  # from within one
        ("2026-12-24 12:00", 2, "2026-12-29 12:00"),  # over Christmas, a Friday
        ("2026-03-27 12:00", 1, "2026-03-30 11:00"),  # the same hour in summer
        ("2026-11-30 03:00", 0, "2026-11-30 03:00"),
    ],
)
def test_a_working_day_is_over_at_the_same_hour_of_the_next_one(
    start: str, days: int, expected: str
) -> None:
    assert OFFICE.after(utc(start), days * OFFICE.day) == utc(expected)


def test_half_the_limit_is_half_as_many_working_hours() -> None:
    assert OFFICE.day == 8 * HOUR
    opened = utc("2026-12-04 15:00")
    assert OFFICE.after(opened, OFFICE.day / 2) == utc("2026-12-07 11:00")
    assert OFFICE.after(opened, 3 * OFFICE.day / 2) == utc("2026-12-08 11:00")


def test_an_hour_that_a_clock_skips_counts_as_people_see_it() -> None:
    nights = WorkingTime(WorkingCalendar(EVERY_DAY, "01:00", "05:00"), BERLIN)
    midnight = utc("2026-03-28 23:00")
    assert nights.between(midnight, midnight + DAY) == nights.day == 4 * HOUR
    assert nights.after(midnight, 2 * HOUR) == utc("2026-03-29 01:00")  # two becomes three
    assert nights.after(midnight, nights.day) == utc("2026-03-29 03:00")


def test_an_hour_that_a_clock_shows_twice_counts_once() -> None:
    nights = WorkingTime(WorkingCalendar(EVERY_DAY, "01:00", "05:00"), BERLIN)
    midnight = utc("2026-10-24 22:00")
    assert nights.between(midnight, midnight + 25 * HOUR) == nights.day
    assert nights.between(utc("2026-10-25 01:00"), utc("2026-10-25 02:00")) == timedelta()
    assert nights.after(midnight, nights.day) == utc("2026-10-25 04:00")


def test_a_working_day_that_a_zone_never_had_counts_not_at_all() -> None:
    apia = WorkingTime(WorkingCalendar(EVERY_DAY), APIA)
    thursday = utc("2011-12-29 20:00")  # ten in the morning
    assert local(apia.after(thursday, apia.day), APIA).isoformat() == "2011-12-31T10:00:00"
    assert apia.between(thursday, utc("2011-12-31 03:00")) == 15 * HOUR


@settings(deadline=None, max_examples=60)
@given(situations(), st.integers(0, 3 * 24 * 60))
def test_minute_by_minute_it_is_the_same(
    situation: tuple[WorkingTime, datetime], length: int
) -> None:
    working, start = situation
    walls = [local(start + turn * MINUTE, working.zone) for turn in range(-180, length + 1)]
    seen = [walls[0]]
    for before, now in pairwise(walls):
        seen.append(max(seen[-1], before + MINUTE, now))
    counted, first = 0, {0: start}
    for turn, (before, now) in enumerate(pairwise(seen[180:]), start=1):
        new = (before + each * MINUTE for each in range((now - before) // MINUTE))
        counted += sum(_works(working, each) for each in new)
        if walls[180 + turn] == now:  # the clock has come so far for the first time
            first.setdefault(counted, start + turn * MINUTE)
    assert working.between(start, start + length * MINUTE) == counted * MINUTE
    for passed, instant in first.items():
        assert working.after(start, passed * MINUTE) == instant


def _works(working: WorkingTime, wall: datetime) -> bool:
    calendar = working.calendar
    if (working.zone, wall.date()) == (APIA, date(2011, 12, 30)):
        return False
    return (
        wall.weekday() in calendar.weekdays
        and wall.date().isoformat() not in calendar.holidays
        and calendar.opens <= f"{wall:%H:%M}" < calendar.closes
    )


@settings(deadline=None)
@given(situations(), st.timedeltas(timedelta(), timedelta(days=3)))
def test_as_much_as_was_waited_for_has_passed_and_not_a_moment_less(
    situation: tuple[WorkingTime, datetime], span: timedelta
) -> None:
    working, start = situation
    over = working.after(start, span)
    assert over >= start
    assert working.between(start, over) >= span
    if over > start:
        assert working.between(start, over - timedelta(microseconds=1)) <= span


@settings(deadline=None)
@given(situations(changes=BACK), st.timedeltas(timedelta(), timedelta(days=3)))
def test_where_no_clock_skips_anything_they_are_each_others_inverse(
    situation: tuple[WorkingTime, datetime], span: timedelta
) -> None:
    working, start = situation
    over = working.after(start, span)
    assert working.between(start, over) == span
    assert working.after(start, working.between(start, over)) == over


@settings(deadline=None)
@given(situations(), minutes, minutes, st.timedeltas(timedelta(), timedelta(days=2)))
def test_who_starts_later_or_waits_longer_is_never_done_sooner(
    situation: tuple[WorkingTime, datetime], later: int, more: int, span: timedelta
) -> None:
    working, start = situation
    longer = span + more * MINUTE
    assert working.after(start, span) <= working.after(start + later * MINUTE, span)
    assert working.after(start, span) <= working.after(start, longer)


@settings(deadline=None)
@given(situations(), minutes, minutes)
def test_what_passes_in_two_stretches_is_what_passes_over_both(
    situation: tuple[WorkingTime, datetime], first: int, second: int
) -> None:
    working, start = situation
    middle, end = start + first * MINUTE, start + (first + second) * MINUTE
    parts = working.between(start, middle) + working.between(middle, end)
    assert working.between(start, end) == parts
    assert working.between(end, start) == timedelta()


def test_where_nobody_works_for_two_years_the_time_is_up_at_their_end() -> None:
    never = WorkingTime(WorkingCalendar(weekdays=()), BERLIN)
    assert never.after(utc("2026-11-30 12:00"), never.day) == utc("2028-11-30 23:00")
    assert never.between(utc("2026-01-01"), utc("2027-01-01")) == timedelta()


def test_two_years_begin_anew_with_every_hour_that_somebody_works() -> None:
    closed = tuple((date(2026, 12, 2) + day * DAY).isoformat() for day in range(700))
    working = WorkingTime(WorkingCalendar(EVERY_DAY, holidays=closed), BERLIN)
    tuesday = utc("2026-12-01 12:00")
    assert working.after(tuesday, 4 * HOUR) == utc("2026-12-01 16:00")
    assert working.after(tuesday, 5 * HOUR) == utc("2028-11-01 09:00")


def test_instants_of_any_zone_are_the_same_instants() -> None:
    there = utc("2026-11-30 08:00").astimezone(UTC)
    here = datetime.fromisoformat("2026-11-30T03:00:00-05:00")
    assert OFFICE.after(here, HOUR) == OFFICE.after(there, HOUR)
    assert OFFICE.after(here, timedelta()).tzinfo is UTC
