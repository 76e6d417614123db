"""A curve as Teams' own line chart, its levels as further lines; or the same in words."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, timedelta
from itertools import count
from math import ceil
from operator import attrgetter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from adapters.teams.elements import container, facts, words
from adapters.teams.text import one_line
from bot import phrases
from bot.drawing.text import sparkline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from decimal import Decimal

    from adapters.teams.elements import Element
    from bot.model.curve import Point
    from bot.reply import Chart, Level

_MOST_DATES, _MOST_TIMES = 60, 12
_DATES_FROM = timedelta(days=3)
"""Teams draws an axis of dates, and none of times: a shorter curve stands over names of times."""

_CURVE = "categoricalBlue"
_LEVELS = ("attention", "warning", "categoricalTeal", "categoricalPurple")
"""Colours of levels, the gravest first: that is the lowest."""

_NO_WORDS = "\u00a0"
"""A title of the upright axis that only keeps room: without it the first date is cut in half."""


def curve(chart: Chart) -> Element:
    """The curve under its title. In words where there are no two points to join."""
    titled = [words(chart.title, weight="Bolder")] if chart.title.strip() else []
    values = _values(chart)
    if len({x for x, _ in values}) < 2:  # noqa: PLR2004 - a line has two ends
        return container([*titled, _in_words(chart)])
    shares = [*(share for _, share in values), *(level.value for level in chart.levels)]
    low, high = _scale(float(min(shares)), float(max(shares)))
    line = {
        "type": "Chart.Line",
        # Read aloud, where the points alone would tell nothing.
        "title": one_line(chart.alt),
        "yAxisTitle": _NO_WORDS,
        "yMin": low,
        "yMax": high,
        "data": list(_series(chart, values, low=low)),
        "fallback": _in_words(chart),
    }
    return container([*titled, line])


def _series(chart: Chart, values: Sequence[tuple[str, Decimal]], *, low: int) -> Iterator[Element]:
    """The curve, then the levels from top to bottom, as they lie; the axis itself is none."""
    latest = phrases.percent(chart.points[-1].value)
    yield _line(f"last {latest}", values, colour=_CURVE)
    (start, _), (end, _) = values[0], values[-1]
    ranked = enumerate(sorted(chart.levels, key=lambda level: level.value))
    for rank, level in reversed(tuple(ranked)):
        if level.value * 100 > low:
            ends = [(start, level.value), (end, level.value)]
            yield _line(_named(level), ends, colour=_LEVELS[min(rank, len(_LEVELS) - 1)])


def _line(legend: str, values: Sequence[tuple[str, Decimal]], *, colour: str) -> Element:
    return {
        "legend": one_line(legend),
        "color": colour,
        "values": [{"x": x, "y": float(round(value * 100, 1))} for x, value in values],
    }


def _scale(lowest: float, highest: float) -> tuple[int, int]:
    """The percents at which the upright axis begins and ends.

    Teams divides it into four. The steps are round, one ends at 0, and 100 % has room.
    """
    steps = (step * 10**power for power in count() for step in (25, 50, 100))
    ends = ((step, ceil(max(highest, 1) * 100 / step) * step) for step in steps)
    return next(
        (top - 4 * step, top) for step, top in ends if top - 4 * step <= min(lowest, 0) * 100
    )


def _in_words(chart: Chart) -> Element:
    """What the curve shows, its line in signs, its ends, its levels."""
    said = [("Shows", chart.alt)]
    if chart.points:
        last = chart.points[-1]
        said += [("Curve", sparkline(chart.points)), ("Last", _told(last, chart.zone))]
        lowest = min(chart.points, key=lambda point: point.value)
        if lowest.value < last.value:
            said.append(("Lowest", _told(lowest, chart.zone)))
    if chart.levels:
        said.append(("Levels", ", ".join(map(_named, chart.levels))))
    return facts(said)


def _told(point: Point, zone: str) -> str:
    return f"{phrases.percent(point.value)} on {phrases.moment(point.at, zone)}"


def _named(level: Level) -> str:
    return f"{level.label} {phrases.percent(level.value)}"


def _values(chart: Chart) -> list[tuple[str, Decimal]]:
    """The curve's points by date, or by time where it spans few dates."""
    if not chart.points:
        return []
    zone = ZoneInfo(chart.zone)
    start, end = chart.points[0].at, chart.points[-1].at
    if end - start < _DATES_FROM:
        step, written = (end - start) / _MOST_TIMES, "%a %H:%M"
        marks = [start + step * turn for turn in range(_MOST_TIMES)]
    else:
        marks, written = _midnights(start.astimezone(zone), end.astimezone(zone)), "%Y-%m-%d"
    kept = _thinned(chart.points, marks)
    return [(point.at.astimezone(zone).strftime(written), point.value) for point in kept]


def _midnights(start: datetime, end: datetime) -> list[datetime]:
    """Where dates begin between two local times, as evenly as there may be points."""
    days = (end.date() - start.date()).days
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    every = range(1, days + 1, ceil(days / _MOST_DATES))
    return [(midnight + timedelta(days=day)).astimezone(UTC) for day in every]


def _thinned(points: Sequence[Point], marks: Sequence[datetime]) -> list[Point]:
    """The first point from each mark on, the first and last of all, the lowest and the highest."""
    by_value = [point.value for point in points]
    lowest, highest = by_value.index(min(by_value)), by_value.index(max(by_value))
    nexts = (bisect_left(points, mark, key=attrgetter("at")) for mark in marks)
    kept = {0, lowest, highest, len(points) - 1, *nexts}
    return [points[at] for at in sorted(kept) if at < len(points)]
