"""The burn-down of an error budget: the curve, what it has crossed, and where it stands."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot import phrases
from bot.drawing.curve import Spot, runs, thinned
from bot.drawing.frame import TEXT
from bot.drawing.levels import level_line
from bot.drawing.marks import REACH, arrow, end_mark
from bot.drawing.markup import element, number, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.drawing.curve import Run
    from bot.drawing.frame import Frame
    from bot.drawing.markup import Value
    from bot.drawing.palette import Palette
    from bot.model.curve import Point
    from bot.reply import Chart

_OFF_SCALE_DASHES = "1 6"
_UNSEEN = 0.1
"""By this many pixels the curve may pass a point by."""


def curve_parts(frame: Frame, chart: Chart, colours: Palette) -> Iterator[str]:
    """Areas, levels, the curve and its marks, back to front."""
    pieces = _pieces(frame, chart.points)
    for run in pieces:
        yield from _area(run, frame, colours)
    for line in frame.lines:
        yield level_line(line, left=frame.left, right=frame.right)
    yield from _strokes(pieces, frame, colours)
    if not chart.points:
        yield _nothing(frame, colours)
        return
    yield from _off_scale(frame, chart.points, colours)
    yield _end(frame, chart, colours)


def _pieces(frame: Frame, points: Sequence[Point]) -> list[Run]:
    if not points:
        return []
    scale, times = frame.shares.scale, frame.times()
    spots = [Spot(times(point.at.timestamp()), float(point.value)) for point in points]
    slack = _UNSEEN * (scale.high - scale.low) / (frame.bottom - frame.top)
    cuts = (scale.low, scale.high, *(line.value for line in frame.lines))
    return runs(thinned(spots, slack=slack), cuts=cuts)


def _area(run: Run, frame: Frame, colours: Palette) -> Iterator[str]:
    """Between the curve and zero: tinted, and hatched in the colour of the gravest level passed."""
    base = frame.y(0)
    line = next((line for line in frame.lines if run.middle < line.value), None)
    colour = line.colour if line else colours.curve
    outline = _path(run, frame)
    first, last = run.spots[0].x, run.spots[-1].x
    yield element(
        "path",
        d=f"{outline}L{number(last)} {number(base)}L{number(first)} {number(base)}Z",
        fill=colour,
        fill_opacity="0.14",
    )
    if line and (strokes := "".join(_hatching(run, frame, spacing=line.hatch))):
        yield element("path", d=strokes, stroke=colour, stroke_opacity="0.5", fill="none")


def _hatching(run: Run, frame: Frame, *, spacing: int) -> Iterator[str]:
    base = frame.y(0)
    for start, end in pairwise(run.spots):
        first = -int(-start.x // spacing) * spacing
        for x in range(first, int(end.x) + 1, spacing):
            if not start.x <= x < end.x:
                continue
            part = (x - start.x) / (end.x - start.x)
            value = start.value + part * (end.value - start.value)
            yield f"M{x} {number(base)}V{number(frame.y(value))}"


def _strokes(pieces: Sequence[Run], frame: Frame, colours: Palette) -> Iterator[str]:
    """The line itself: whole on the scale, dotted along its end where it has left it."""
    for off_scale, dashes in ((False, "none"), (True, _OFF_SCALE_DASHES)):
        chosen = [run for run in pieces if frame.shares.scale.holds(run.middle) is not off_scale]
        if not chosen:
            continue
        yield element(
            "path",
            d="".join(_path(run, frame) for run in chosen),
            fill="none",
            stroke=colours.curve,
            stroke_width=2.2,
            stroke_linejoin="round",
            stroke_linecap="round",
            stroke_dasharray=dashes,
        )


def _path(run: Run, frame: Frame) -> str:
    first, *others = (f"{number(spot.x)} {number(frame.y(spot.value))}" for spot in run.spots)
    return f"M{first}" + "".join(f"L{other}" for other in others)


def _end(frame: Frame, chart: Chart, colours: Palette) -> str:
    value = float(chart.points[-1].value)
    colour = colours.tone(chart.tone)
    if frame.shares.scale.holds(value):
        y = frame.y(value)
        return end_mark(frame.right, y, tone=chart.tone, colour=colour, paper=colours.paper)
    return _arrow(frame, frame.right, value=value, colour=colour, paper=colours.paper)


def _off_scale(frame: Frame, points: Sequence[Point], colours: Palette) -> Iterator[str]:
    """How far the curve went where it left the scale and has come back since."""
    scale, last = frame.shares.scale, points[-1]
    for extreme in (min(points, key=_value), max(points, key=_value)):
        if scale.holds(float(extreme.value)) or not scale.holds(float(last.value)):
            continue
        x, value = frame.times()(extreme.at.timestamp()), float(extreme.value)
        yield _arrow(frame, x, value=value, colour=colours.curve, paper=colours.paper)
        right_half = x > (frame.left + frame.right) / 2
        yield element(
            "text",
            words(phrases.percent(extreme.value)),
            x=x - 12 if right_half else x + 12,
            y=frame.y(value) + (-REACH if value < 0 else REACH + TEXT),
            font_size=TEXT,
            font_weight=600,
            text_anchor="end" if right_half else "start",
            fill=colours.ink,
            **_halo(colours),
        )


def _arrow(frame: Frame, x: float, *, value: float, colour: str, paper: str) -> str:
    down = value < 0
    y = frame.bottom - REACH if down else frame.top + REACH
    return arrow(x, y, down=down, colour=colour, paper=paper)


def _nothing(frame: Frame, colours: Palette) -> str:
    ticks = frame.shares.ticks
    between = sum(ticks[len(ticks) // 2 :][:2]) / 2
    return element(
        "text",
        "No data to draw",
        x=(frame.left + frame.right) / 2,
        y=frame.y(between) + TEXT / 3,
        font_size=15,
        text_anchor="middle",
        fill=colours.quiet,
        **_halo(colours),
    )


def _halo(colours: Palette) -> dict[str, Value]:
    """Paper around words that stand on lines."""
    return {
        "stroke": colours.paper,
        "stroke_width": 4,
        "stroke_linejoin": "round",
        "paint_order": "stroke",
    }


def _value(point: Point) -> float:
    return float(point.value)
