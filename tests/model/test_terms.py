"""Terms: so many days or months on by a zone's calendar, and from which instant a day is."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.recurrence import local, resolved
from bot.model.terms import days_later, months_later, start_of
from tests.model.build import DAY, MINUTE
from tests.model.rotations import BERLIN, utc
from tests.model.test_recurrence import APIA, TWELVE_ZONES

zones = st.sampled_from(TWELVE_ZONES)
instants = st.integers(0, 2 * 366 * 24 * 60).map(lambda late: utc("2026-01-01") + late * MINUTE)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-01-31 11:00", 1, "2026-02-28 11:00"),
        ("2028-01-31 11:00", 1, "2028-02-29 11:00"),
        ("2026-01-31 11:00", 6, "2026-07-31 10:00"),  # summer's noon
        ("2026-11-30 11:00", 12, "2027-11-30 11:00"),
        ("2028-02-29 11:00", 12, "2029-02-28 11:00"),
    ],
)
def test_a_month_later_is_the_same_day_or_the_months_last(
    start: str, months: int, expected: str
) -> None:
    assert months_later(utc(start), months, BERLIN) == utc(expected)


def test_two_weeks_later_is_the_same_hour_in_summer_and_in_winter() -> None:
    assert days_later(utc("2026-10-20 10:00"), 14, BERLIN) == utc("2026-11-03 11:00")
    assert days_later(utc("2026-03-28 01:30"), 1, BERLIN) == utc(
        "2026-03-29 01:00"
    )  # half past two


@settings(deadline=None)
@given(zones, instants, st.integers(1, 400))
def test_days_later_the_clock_shows_the_same_time_unless_it_skips_it(
    zone: str, start: datetime, days: int
) -> None:
    then, meant = days_later(start, days, zone), local(start, zone) + days * DAY
    assert then > start
    assert then == resolved(meant, zone)
    assert local(then, zone) == meant or local(then - MINUTE, zone) < meant < local(then, zone)


@settings(deadline=None)
@given(zones, instants, st.integers(1, 36))
def test_months_later_it_is_so_many_months_on_in_the_calendar(
    zone: str, start: datetime, months: int
) -> None:
    here, there = local(start, zone), local(months_later(start, months, zone), zone)
    on = here.year * 12 + here.month - 1 + months
    longest = monthrange(on // 12, on % 12 + 1)[1]
    wall = here.replace(year=on // 12, month=on % 12 + 1, day=min(here.day, longest))
    assert there == wall or timedelta() < there - wall <= timedelta(hours=2)


@settings(deadline=None)
@given(zones, instants)
def test_a_day_starts_with_its_first_instant(zone: str, instant: datetime) -> None:
    day = local(instant, zone).date()
    start = start_of(day, zone)
    assert start <= instant
    assert local(start, zone).date() == day
    assert local(start - timedelta(microseconds=1), zone).date() < day


def test_a_day_that_apia_never_had_starts_with_the_next_one() -> None:
    assert start_of(date(2011, 12, 30), APIA) == start_of(date(2011, 12, 31), APIA)
    assert days_later(utc("2011-12-29 22:00"), 1, APIA) == start_of(date(2011, 12, 31), APIA)
