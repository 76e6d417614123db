"""A year of turns against looking at the clock on the wall once a minute."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from bot.model.rotation import Hours, Layer, Rotation
from bot.model.timeline import on_at
from tests.model.build import DAY
from tests.model.rotations import (
    BERLIN,
    EVERY_DAY,
    INSTANTS,
    ROTATIONS,
    WORKDAYS,
    minute_by_minute,
    rotation,
    turns_of,
    utc,
    wall,
)

if TYPE_CHECKING:
    from datetime import datetime


def everything(year: int, zone: str) -> Rotation:
    """Handoffs and hours in what clocks skip and show twice; nights; layers that come and go."""
    return rotation(
        Layer(
            people=("alice", "erin"),
            starts=wall(f"{year}-01-05 01:45"),
            days=1,
            zone=zone,
            only=(
                Hours(WORKDAYS, time(9), time(18)),
                Hours((4, 5, 6), time(22), time(2, 15)),
                Hours((6,), time(2, 30), time(2, 50)),
            ),
        ),
        Layer(
            people=("frank", "grace", "frank"),
            starts=wall(f"{year}-02-01 02:30"),
            days=7,
            zone=zone,
            only=(Hours(EVERY_DAY, time(1, 50), time(23, 10)), Hours((2,), time(12), time(12))),
            until=wall(f"{year}-11-20 02:10"),
        ),
        Layer(("grace", "alice", "erin"), wall(f"{year - 9}-03-01 00:00"), 2, zone),
    )


@pytest.mark.parametrize(
    ("zone", "year"),
    [
        (BERLIN, 2026),
        ("America/New_York", 2026),
        ("Australia/Lord_Howe", 2026),
        ("Asia/Kolkata", 2026),
        ("Pacific/Apia", 2026),
        ("Pacific/Apia", 2011),
    ],
)
def test_a_year_of_turns_is_what_the_clock_on_the_wall_says_at_every_minute(
    zone: str, year: int
) -> None:
    made = everything(year, zone)
    start, end = utc(f"{year}-01-01"), utc(f"{year + 1}-01-02")
    found = iter(turns_of(made, start, end))
    duty = next(found)
    for instant, expected in minute_by_minute(made.layers, start=start, end=end):
        while duty.end is not None and duty.end <= instant:
            duty = next(found)
        key = duty.who.person if duty.holds(instant) else None
        assert key == expected, (instant, duty)


@settings(deadline=None, max_examples=60)
@given(ROTATIONS, INSTANTS)
def test_any_day_of_any_rotation_is_what_the_clock_on_the_wall_says(
    made: Rotation, start: datetime
) -> None:
    found = turns_of(made, start, start + DAY)
    for instant, expected in minute_by_minute(made.layers, start=start, end=start + DAY):
        keys = [duty.who.person for duty in on_at(found, instant)]
        assert keys == ([expected] if expected else []), instant
