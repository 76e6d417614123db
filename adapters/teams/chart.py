"""A curve as Teams' own line chart, its levels as further lines; or the same in words."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from math import ceil
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from adapters.teams.elements import container, facts, words
from adapters.teams.text import one_line
from bot import phrases
from bot.drawing.text import sparkline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
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
        "yAxisTitle": "%",
        "yMin": low,
        "yMax": high,
        "data": list(_series(chart, values)),
        "fallback": _in_words(chart),
    }
    return container([*titled, line])


def _series(chart: Chart, values: Sequence[tuple[str, Decimal]]) -> Iterator[Element]:
    """The curve, then the levels from top to bottom, as they lie."""
    latest = phrases.percent(chart.points[-1].value)
    yield _line(f"last {latest}", values, colour=_CURVE)
    (start, _), (end, _) = values[0], values[-1]
    ranked = enumerate(sorted(chart.levels, key=lambda level: level.value))
    for rank, level in reversed(tuple(ranked)):
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

    Teams writes five numbers along it. They are round ones, with 0 and 100 % among them.
    """
    for step in (round_step * 10**power for power in count() for round_step in (25, 50, 100)):
        top = ceil(max(highest, 1) * 100 / step) * step
        if top - 4 * step <= min(lowest, 0) * 100:
            return top - 4 * step, top
    raise AssertionError


def _in_words(chart: Chart) -> Element:
    """What the curve shows, its line in signs, its ends, its levels."""
    said = [("Shows", chart.alt)]
    if chart.points:
        lowest = min(chart.points, key=lambda point: point.value)
        said += [
            ("Curve", sparkline(chart.points)),
            ("Last", _told(chart.points[-1], chart.zone)),
            ("Lowest", _told(lowest, chart.zone)),
        ]
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
        width = (end - start) / _MOST_TIMES or _DATES_FROM
        kept = _thinned(chart.points, [(point.at - start) // width for point in chart.points])
        return [(f"{point.at.astimezone(zone):%a %H:%M}", point.value) for point in kept]
    dates = [point.at.astimezone(zone).date() for point in chart.points]
    days = (dates[-1] - dates[0]).days + 1
    width = timedelta(days=ceil(days / _MOST_DATES))
    kept = _thinned(chart.points, [(date - dates[0]) // width for date in dates])
    return [(f"{point.at.astimezone(zone):%Y-%m-%d}", point.value) for point in kept]


def _thinned(points: Sequence[Point], groups: Sequence[int]) -> list[Point]:
    """The first point of each group of neighbours, the last of all, the lowest and the highest.

    A date is drawn where it begins, and so is the first of its points.
    """
    firsts = [at for at, group in enumerate(groups) if at == 0 or groups[at - 1] != group]
    order = sorted(range(len(points)), key=lambda at: points[at].value)
    return [points[at] for at in sorted({*firsts, order[0], order[-1], len(points) - 1})]
