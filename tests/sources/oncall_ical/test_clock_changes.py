"""Shifts through changes of the clocks, in Berlin, New York and Lord Howe (half an hour)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.oncall.ical import repeating
from adapters.oncall.ical.expanding import Wanted, expand
from adapters.oncall.ical.parsing import Parsed, parse
from tests.sources.oncall_ical.feed import calendar, event, lines, publish, read, shift

if TYPE_CHECKING:
    from pathlib import Path

CHANGES = [
    ("Europe/Berlin", datetime(2026, 3, 29)),  # noqa: DTZ001 - days on the wall
    ("Europe/Berlin", datetime(2026, 10, 25)),  # noqa: DTZ001
    ("America/New_York", datetime(2026, 3, 8)),  # noqa: DTZ001
    ("America/New_York", datetime(2026, 11, 1)),  # noqa: DTZ001
    ("Australia/Lord_Howe", datetime(2026, 4, 5)),  # noqa: DTZ001
    ("Australia/Lord_Howe", datetime(2026, 10, 4)),  # noqa: DTZ001
]
MINUTE = timedelta(minutes=1)


def weekly(zone: str, handoff: datetime) -> Parsed:
    """Alice and Frank take turns by the week, and hand off at the same hour on the wall."""
    written = []
    for name, ago in (("Alice", 28), ("Frank", 21)):
        start = handoff - timedelta(days=ago)
        end = start + timedelta(days=7)
        written.append(
            shift(
                name,
                f";TZID={zone}:{start:%Y%m%dT%H%M%S}",
                f";TZID={zone}:{end:%Y%m%dT%H%M%S}",
                "RRULE:FREQ=WEEKLY;INTERVAL=2",
                f"UID:{name}",
            )
        )
    return parse(calendar(*written))


def on_call(parsed: Parsed, at: datetime, zone: str) -> list[str]:
    """Who holds at an instant, asked about that instant alone."""
    wanted = Wanted(at, at + timedelta(seconds=1), ZoneInfo(zone))
    return [duty.who.name for duty in expand(parsed, wanted).duties if duty.holds(at)]


@pytest.mark.parametrize(("zone", "day"), CHANGES)
@pytest.mark.parametrize("hour", [1, 2, 3, 4, 9])
def test_a_handoff_at_a_change_of_the_clocks_leaves_nobody_and_nothing_out(
    zone: str, day: datetime, hour: int
) -> None:
    """Every ten minutes of the three hours around it, exactly one person is on call."""
    handoff = day + timedelta(hours=hour)
    parsed = weekly(zone, handoff)
    at_once = handoff.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    for minutes in range(-180, 190, 10):
        at = at_once + minutes * MINUTE
        assert on_call(parsed, at, zone) == ["Frank" if minutes < 0 else "Alice"], at


def test_that_hour_would_be_lost_without_looking_two_days_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    zone, day = CHANGES[1]
    parsed = weekly(zone, day + timedelta(hours=9))
    last = datetime(2026, 10, 25, 7, 30, tzinfo=UTC)
    assert on_call(parsed, last, zone) == ["Frank"]
    monkeypatch.setattr(repeating, "MARGIN", timedelta(0))
    assert on_call(parsed, last, zone) == []


@settings(deadline=None, max_examples=60)
@given(
    zone=st.sampled_from(
        ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]
    ),
    start=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)),  # noqa: DTZ001 - on the wall
    hours=st.integers(1, 24),
    days=st.integers(0, 40),
)
def test_daily_shifts_keep_their_hours_on_the_wall(
    zone: str, start: datetime, hours: int, days: int
) -> None:
    """Whatever is asked for, the shifts are those that one counts on a calendar of paper."""
    start = start.replace(minute=0, second=0, microsecond=0)
    end = start + timedelta(hours=hours)
    told = (f";TZID={zone}:{each:%Y%m%dT%H%M%S}" for each in (start, end))
    parsed = parse(calendar(shift("Alice", *told, "RRULE:FREQ=DAILY", "UID:a")))
    local = ZoneInfo(zone)
    asked = (start + timedelta(days=days)).replace(tzinfo=local).astimezone(UTC)
    wanted = Wanted(asked, asked + timedelta(days=3), local)
    found = [(duty.start, duty.end) for duty in expand(parsed, wanted).duties]
    walls = [
        tuple(
            (each + timedelta(days=n)).replace(tzinfo=local).astimezone(UTC)
            for each in (start, end)
        )
        for n in range(days + 10)
    ]
    assert found == [w for w in walls if w[0] < wanted.end and asked < w[1] and w[0] < w[1]]


@pytest.mark.parametrize("repeats", ["X-NOTE:once", "RRULE:FREQ=WEEKLY;COUNT=2"])
@pytest.mark.parametrize(
    ("length", "ends"),
    [
        ("DURATION:PT12H", "25 08:00"),  # twelve hours by the clock: an hour earlier on the wall
        ("DURATION:P1D", "25 21:00"),  # the next day at the same hour
        ("DURATION:P1DT1H", "25 22:00"),
        ("DTEND;TZID=Europe/Berlin:20261025T100000", "25 09:00"),
        ("DTEND:20261025T090000Z", "25 09:00"),
    ],
)
async def test_hours_are_a_clocks_and_days_a_calendars(
    tmp_path: Path, length: str, ends: str, repeats: str
) -> None:
    feed = tmp_path / "feed.ics"
    begins = "DTSTART;TZID=Europe/Berlin:20261024T220000"
    publish(feed, calendar(event(begins, length, repeats, "UID:a")))
    start = datetime(2026, 10, 24, tzinfo=UTC)
    first = lines(await read(feed, start, start + timedelta(days=3)))
    assert first == [f"Alice Nakamura 24 20:00 – {ends}"]


async def test_a_time_that_comes_twice_is_the_first_and_one_that_never_comes_is_told_as_before(
    tmp_path: Path,
) -> None:
    feed = tmp_path / "feed.ics"
    zone = ";TZID=Europe/Berlin:"
    publish(
        feed,
        calendar(
            shift("Alice", f"{zone}20261025T023000", f"{zone}20261025T040000"),
            shift("Frank", f"{zone}20260329T023000", f"{zone}20260329T040000"),
        ),
    )
    spring, autumn = (datetime(2026, month, 24, tzinfo=UTC) for month in (3, 10))
    week = timedelta(days=7)
    assert lines(await read(feed, autumn, autumn + week)) == ["Alice 25 00:30 – 25 03:00"]
    assert lines(await read(feed, spring, spring + week)) == ["Frank 29 01:30 – 29 02:00"]


async def test_a_series_told_in_utc_repeats_in_utc_whatever_the_calendars_zone(
    tmp_path: Path,
) -> None:
    feed = tmp_path / "feed.ics"
    daily = shift("Alice", "20261024T080000Z", "20261024T160000Z", "RRULE:FREQ=DAILY;COUNT=3")
    publish(feed, calendar(daily, head="X-WR-TIMEZONE:Europe/Berlin"))
    start = datetime(2026, 10, 24, tzinfo=UTC)
    assert lines(await read(feed, start)) == [
        "Alice 24 08:00 – 24 16:00",
        "Alice 25 08:00 – 25 16:00",
        "Alice 26 08:00 – 26 16:00",
    ]
