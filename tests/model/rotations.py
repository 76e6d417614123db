"""Rotations for the tests of on call, drawn and written, and what they mean minute by minute."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.model.oncall import Contact, Duty
from bot.model.organisation import Side
from bot.model.rotation import Hours, Layer, Rotation
from bot.model.turns import turns
from tests.model.build import MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BERLIN = "Europe/Berlin"
EVERY_DAY, WORKDAYS = (0, 1, 2, 3, 4, 5, 6), (0, 1, 2, 3, 4)
KEYS = ("alice", "erin", "frank", "grace")
PEOPLE = {key: Contact(key.title(), person=key) for key in KEYS}
ALICE, ERIN, FRANK, GRACE = PEOPLE.values()
A_DAY = 24 * 60
A_WEEK = 7 * A_DAY


def wall(text: str) -> datetime:
    """A time on the wall, in no zone."""
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def at(text: str, zone: str = BERLIN) -> datetime:
    """The instant of a time on the wall that is shown once."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def layer(*people: str, starts: str = "2026-01-05 10:00", days: int = 7, **rest: object) -> Layer:
    given: dict[str, object] = {"zone": BERLIN, **rest}
    return Layer(people, wall(starts), days, **given)  # type: ignore[arg-type] # the fields of Layer


def rotation(*layers: Layer, minimum: int = 8) -> Rotation:
    zone = layers[0].zone if layers else BERLIN
    return Rotation("hub-sre", "IoT Hub SRE", "sre", Side.SRE, zone, layers=layers, minimum=minimum)


def turns_of(given: Rotation, start: datetime, end: datetime) -> tuple[Duty, ...]:
    return turns(given, start=start, end=end, people=PEOPLE)


def minute_by_minute(
    layers: Sequence[Layer], *, start: datetime, end: datetime
) -> Iterator[tuple[datetime, str | None]]:
    """Who is on call at each minute, by looking at the clock on the wall and at nothing else.

    A time is reached when the clock first shows it or a later one; that it then shows some of them
    again changes nothing.
    """
    zone = ZoneInfo(layers[0].zone)
    plain = [_Plain(each) for each in layers]
    reached = 0
    instant = start - 26 * 60 * MINUTE  # so that an hour shown again at the start is known as such
    while instant < end:
        reached = max(reached, _minutes(instant.astimezone(zone)))
        if instant >= start:
            yield instant, next(filter(None, (each(reached) for each in plain)), None)
        instant += MINUTE


class _Plain:
    """A layer in minutes on the wall."""

    def __init__(self, given: Layer) -> None:
        self._people = given.people
        self._starts = _minutes(given.starts)
        self._until = _minutes(given.until) if given.until else None
        self._each = given.days * A_DAY
        self._open = cache(lambda minute: _opens(given.only, *divmod(minute, A_DAY)))

    def __call__(self, reached: int) -> str | None:
        if reached < self._starts or (self._until is not None and reached >= self._until):
            return None
        if not self._open(reached % A_WEEK):
            return None
        return self._people[(reached - self._starts) // self._each % len(self._people)]


def _opens(only: Sequence[Hours], weekday: int, minute: int) -> bool:
    """Whether a layer's hours hold at a minute of the week."""
    for hours in only:
        today, yesterday = weekday in hours.weekdays, (weekday - 1) % 7 in hours.weekdays
        opens, closes = _of_day(hours.opens), _of_day(hours.closes)
        if opens < closes and today and opens <= minute < closes:
            return True
        if opens >= closes and ((today and minute >= opens) or (yesterday and minute < closes)):
            return True
    return not only


def _minutes(when: datetime) -> int:
    """Since 1 January of the year 1, a Monday."""
    return (when.toordinal() - 1) * A_DAY + when.hour * 60 + when.minute


def _of_day(when: time) -> int:
    return when.hour * 60 + when.minute


TIMES = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30)))
HOURS = st.builds(
    Hours,
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    opens=TIMES,
    closes=TIMES,
)
ZONES = st.sampled_from((BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"))
STARTS = st.builds(
    lambda days, minutes: wall("2026-01-01") + timedelta(days=days, minutes=minutes),
    st.integers(0, 320),
    st.sampled_from((0, 90, 120, 150, 600, 1320)),
)


@st.composite
def layers(draw: st.DrawFn, zone: str) -> Layer:
    """A layer that starts in 2026, often at an hour that clocks skip or show twice."""
    starts = draw(STARTS)
    ends = st.integers(1, 200).map(lambda days: starts + timedelta(days=days))
    return Layer(
        people=tuple(draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=4))),
        starts=starts,
        days=draw(st.sampled_from((1, 2, 7, 14))),
        zone=zone,
        only=tuple(draw(st.lists(HOURS, max_size=2))),
        until=draw(st.none() | ends),
    )


ROTATIONS = ZONES.flatmap(
    lambda zone: st.lists(layers(zone), min_size=1, max_size=3).map(lambda made: rotation(*made))
)
INSTANTS = st.builds(
    lambda minutes: utc("2026-01-01") + minutes * MINUTE, st.integers(0, 400 * A_DAY)
)
SPANS = st.integers(1, 30 * A_DAY).map(lambda minutes: minutes * MINUTE)
