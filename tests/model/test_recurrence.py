"""Times on the wall, and the instants that they are; what is due every day, and every week."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.recurrence import Recurrence, daily, local, occurrences, resolved, weekly
from tests.model.build import DAY, MINUTE
from tests.model.rotations import BERLIN, utc, wall

APIA, NUUK = "Pacific/Apia", "America/Nuuk"
TWELVE_ZONES = (
    "Africa/Cairo",  # forward at midnight, on a Friday
    "America/New_York",
    NUUK,  # forward in the last hour of a Saturday
    "America/Santiago",  # forward at midnight, and back at midnight
    "America/St_Johns",
    "Antarctica/Troll",  # by two hours
    "Asia/Kolkata",
    "Australia/Lord_Howe",  # by half an hour
    "Europe/Berlin",
    "Europe/Dublin",  # its winter is the exception
    APIA,
    "Pacific/Chatham",
)
TIMES = (time(0), time(0, 30), time(1, 45), time(2, 15), time(9), time(23, 30), time(23, 59))


def due(rule: Recurrence, start: datetime, end: datetime) -> list[datetime]:
    return list(occurrences(rule, start=start, end=end))


@pytest.mark.parametrize(
    ("shown", "zone", "expected"),
    [
        ("2026-06-01 09:00", BERLIN, "2026-06-01 07:00"),
        ("2026-10-25 02:30", BERLIN, "2026-10-25 00:30"),
        ("2026-11-01 01:30", "America/New_York", "2026-11-01 05:30"),
        ("2026-04-05 01:45", "Australia/Lord_Howe", "2026-04-04 14:45"),
    ],
)
def test_a_time_that_a_clock_shows_twice_is_the_first(shown: str, zone: str, expected: str) -> None:
    assert resolved(wall(shown), zone) == utc(expected)


@pytest.mark.parametrize(
    ("shown", "zone", "expected"),
    [
        ("2026-03-29 02:00", BERLIN, "2026-03-29 01:00"),
        ("2026-03-29 02:59", BERLIN, "2026-03-29 01:00"),
        ("2026-03-08 02:30", "America/New_York", "2026-03-08 07:00"),
        ("2026-10-04 02:15", "Australia/Lord_Howe", "2026-10-03 15:30"),
        ("2026-03-28 23:30", NUUK, "2026-03-29 01:00"),
    ],
)
def test_a_time_that_a_clock_skips_is_the_end_of_the_gap(
    shown: str, zone: str, expected: str
) -> None:
    assert resolved(wall(shown), zone) == utc(expected)


@pytest.mark.parametrize("shown", ["2011-12-30 00:00", "2011-12-30 12:34", "2011-12-30 23:59:59"])
def test_every_time_of_the_day_that_apia_skipped_is_the_start_of_the_next(shown: str) -> None:
    assert resolved(wall(shown), APIA) == utc("2011-12-30 10:00")
    assert local(utc("2011-12-30 10:00"), APIA) == wall("2011-12-31 00:00")


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(TWELVE_ZONES),
    st.integers(0, 2 * 366 * 24 * 60).map(lambda minutes: wall("2026-01-01") + minutes * MINUTE),
)
def test_it_is_the_first_minute_at_which_the_clock_shows_that_time_or_a_later_one(
    zone: str, shown: datetime
) -> None:
    instant = shown.replace(tzinfo=UTC) - 15 * 60 * MINUTE  # no clock is so far ahead
    while local(instant, zone) < shown:
        instant += MINUTE
    assert resolved(shown, zone) == instant


@pytest.mark.parametrize("zone", TWELVE_ZONES)
def test_what_is_due_daily_is_due_once_for_every_date_of_a_year(zone: str) -> None:
    dates = [date(2026, 1, 1) + day * DAY for day in range(365)]
    start = resolved(wall("2026-01-01"), zone)
    end = resolved(wall("2027-01-01"), zone)
    for at in TIMES:
        found = list(occurrences(daily(at, zone), start=start, end=end))
        assert found == [resolved(datetime.combine(day, at), zone) for day in dates]
        assert len(set(found)) == 365


@pytest.mark.parametrize("zone", [zone for zone in TWELVE_ZONES if zone != NUUK])
def test_and_on_that_date_by_the_local_calendar(zone: str) -> None:
    start, end = resolved(wall("2026-01-01"), zone), resolved(wall("2027-01-01"), zone)
    for at in TIMES:
        found = [local(each, zone).date() for each in due(daily(at, zone), start, end)]
        assert found == [date(2026, 1, 1) + day * DAY for day in range(365)]


def test_in_nuuk_the_last_hour_of_a_saturday_in_march_is_over_when_sunday_begins() -> None:
    rule, sunday = daily(time(23, 30), NUUK), resolved(wall("2026-03-29"), NUUK)
    assert due(rule, sunday - DAY, sunday) == [utc("2026-03-28 01:30")]
    assert due(rule, sunday, sunday + DAY) == [sunday, utc("2026-03-30 00:30")]


@pytest.mark.parametrize("at", TIMES)
def test_a_date_that_apia_never_had_is_due_never_and_its_neighbours_once(at: time) -> None:
    start, end = utc("2011-12-20"), utc("2012-01-10")
    dates = [local(each, APIA).date() for each in due(daily(at, APIA), start, end)]
    assert date(2011, 12, 30) not in dates
    assert dates.count(date(2011, 12, 29)) == dates.count(date(2011, 12, 31)) == 1
    assert len(set(dates)) == len(dates)


def test_every_monday_at_nine_is_nine_in_summer_and_in_winter() -> None:
    found = due(weekly(0, time(9), BERLIN), utc("2026-03-20"), utc("2026-04-07"))
    assert found == [utc("2026-03-23 08:00"), utc("2026-03-30 07:00"), utc("2026-04-06 07:00")]


@pytest.mark.parametrize("zone", TWELVE_ZONES)
@pytest.mark.parametrize("weekday", range(7))
def test_what_is_due_weekly_at_midnight_misses_no_week_when_the_clocks_change(
    zone: str, weekday: int
) -> None:
    found = due(weekly(weekday, time(0), zone), utc("2026-01-01"), utc("2027-01-01"))
    days = [local(each + timedelta(minutes=1), zone).date() for each in found]
    assert len(days) in {52, 53}
    assert {each.weekday() for each in days} == {weekday}
    assert {after - before for before, after in pairwise(days)} == {7 * DAY}


@settings(deadline=None)
@given(
    st.sampled_from(TWELVE_ZONES),
    st.lists(st.integers(0, 500_000), min_size=3, max_size=3, unique=True).map(sorted),
)
def test_two_stretches_side_by_side_hold_what_one_over_both_holds(
    zone: str, minutes: list[int]
) -> None:
    start, middle, end = (utc("2026-01-01") + minute * MINUTE for minute in minutes)
    rule = weekly(5, time(23, 30), zone)
    assert due(rule, start, middle) + due(rule, middle, end) == due(rule, start, end)
