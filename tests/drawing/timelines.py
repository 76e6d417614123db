"""Timelines worth looking at: each is a rota that somebody will have."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot.reply_timeline import Lane, Stretch, StretchKind, Timeline

Scene: TypeAlias = Callable[[], Timeline]

BERLIN = "Europe/Berlin"
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
PEOPLE = (
    "Alice Nakamura",
    "Bob Castellano",
    "Dana Iyer",
    "Erin Gallagher",
    "Frank Adeyemi",
    "Zoe Quist",
)
DUTY, COVER, GAP = StretchKind.DUTY, StretchKind.COVER, StretchKind.GAP


def local(*when: int, zone: str = BERLIN) -> datetime:
    """A wall time, such as ``local(2026, 11, 30, 9)``, as an instant."""
    year, month, day, hour = when
    return datetime(year, month, day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)


START = local(2026, 11, 30, 9)
"""A Monday."""


def timeline(
    *lanes: Lane,
    start: datetime = START,
    span: timedelta = 2 * WEEK,
    now: datetime | None = None,
    zone: str = BERLIN,
    title: str = "iot-hub: who is on call, two weeks",
) -> Timeline:
    return Timeline(
        title=title,
        alt="Alice, then Bob. Nobody from Sat 5 Dec 09:00 to Sun 6 Dec 18:00.",
        start=start,
        end=start + span,
        now=now or start + span / 5,
        lanes=lanes,
        zone=zone,
    )


def lane(label: str, *turns: tuple[datetime, str, StretchKind], end: datetime) -> Lane:
    """Each turn ends where the next begins."""
    ends = [*(start for start, _, _ in turns[1:]), end]
    return Lane(
        label,
        tuple(
            Stretch(start, stop, who, kind)
            for (start, who, kind), stop in zip(turns, ends, strict=True)
        ),
    )


def turns(
    label: str,
    people: Sequence[str] = PEOPLE,
    *,
    start: datetime = START,
    every: timedelta = WEEK,
    times: int = 2,
) -> Lane:
    """A rotation in which everybody has their turn."""
    return Lane(
        label,
        tuple(
            Stretch(start + every * turn, start + every * (turn + 1), who, DUTY)
            for turn, who in enumerate(islice(cycle(people), times))
        ),
    )


def two_sides() -> Timeline:
    end = START + 2 * WEEK
    return timeline(
        turns("SRE primary", PEOPLE[:2]),
        lane(
            "SRE secondary",
            (START, PEOPLE[1], DUTY),
            (local(2026, 12, 3, 18), f"{PEOPLE[3]}, covering for {PEOPLE[1]}", COVER),
            (local(2026, 12, 5, 9), PEOPLE[1], DUTY),
            (START + WEEK, PEOPLE[0], DUTY),
            end=end,
        ),
        lane(
            "Product primary",
            (START, PEOPLE[2], DUTY),
            (local(2026, 12, 5, 9), "", GAP),
            (local(2026, 12, 6, 18), PEOPLE[2], DUTY),
            (START + WEEK, PEOPLE[4], DUTY),
            end=end,
        ),
        turns("Product secondary", PEOPLE[4:]),
    )


def daily_for_eight_weeks() -> Timeline:
    lanes = (
        turns(f"{side} {role}", PEOPLE[first:] + PEOPLE[:first], every=DAY, times=56)
        for first, (side, role) in enumerate(
            (side, role)
            for side in ("SRE", "Product")
            for role in ("primary", "secondary", "manager")
        )
    )
    return timeline(*lanes, span=8 * WEEK, title="iot-hub: who is on call, eight weeks")


def one_lane() -> Timeline:
    return timeline(turns("SRE", every=DAY, times=14), title="iot-hub: two weeks of SRE")


def twelve_lanes_with_long_names() -> Timeline:
    people = (
        "Maximiliane-Alexandra von Hohenstein-Wittgenbach",
        "Alice Nakamura",
        "Alice Bergström",
        "李小龍",
        "Ng",
        "O'Brien & <sons>",
    )
    lanes = (
        turns(
            f"Second line of the European payments platform, seat {seat + 1}",
            people[seat % 6 :] + people[: seat % 6],
            every=WEEK / 2,
            times=8,
        )
        for seat in range(12)
    )
    title = "A service with a name that is so long that nobody could ever read it at this size"
    return timeline(*lanes, span=4 * WEEK, title=title)


def clocks_go_back_in_berlin() -> Timeline:
    start = local(2026, 10, 22, 9)
    turn = [local(2026, 10, day, 9) for day in range(22, 30)]
    people = zip(turn, islice(cycle(PEOPLE), len(turn)), strict=True)
    return timeline(
        lane("SRE", *((at, who, DUTY) for at, who in people), end=local(2026, 10, 30, 9)),
        start=start,
        span=local(2026, 10, 30, 9) - start,
        now=local(2026, 10, 25, 12),
        title="The week in which the clocks go back",
    )


def half_an_hour_off() -> Timeline:
    zone = "Asia/Kolkata"
    start = local(2026, 11, 30, 9, zone=zone)
    return timeline(
        turns("SRE", start=start, every=timedelta(hours=8), times=3),
        turns("Product", PEOPLE[3:], start=start, every=DAY, times=1),
        start=start,
        span=DAY,
        zone=zone,
        title="A day in Kolkata",
    )


def nobody_at_all() -> Timeline:
    end = START + 2 * WEEK
    return timeline(
        lane("SRE", (START, "", GAP), end=end),
        turns("Product", PEOPLE[2:]),
        Lane("Nothing known", ()),
    )


def an_hour_in_two_weeks() -> Timeline:
    """Short ones must be seen all the same."""
    hour = timedelta(hours=1)
    cover, gap = START + 5 * DAY, START + 9 * DAY
    return timeline(
        lane(
            "SRE",
            (START, PEOPLE[0], DUTY),
            (cover, f"{PEOPLE[3]}, covering for {PEOPLE[0]}", COVER),
            (cover + hour, PEOPLE[0], DUTY),
            (gap, "", GAP),
            (gap + hour, PEOPLE[1], DUTY),
            end=START + 2 * WEEK,
        ),
        now=START + 3 * WEEK,
    )


SCENES: tuple[Scene, ...] = (
    two_sides,
    daily_for_eight_weeks,
    one_lane,
    twelve_lanes_with_long_names,
    clocks_go_back_in_berlin,
    half_an_hour_off,
    nobody_at_all,
    an_hour_in_two_weeks,
)
