"""The frame of a chart: its title, the two axes, and where the levels lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from bot import phrases
from bot.drawing.dates import date_ticks
from bot.drawing.labels import shortened, width
from bot.drawing.levels import lines
from bot.drawing.markup import element, words
from bot.drawing.scales import Axis, Scale, share_axis

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.drawing.levels import Line
    from bot.drawing.palette import Palette
    from bot.model.curve import Point
    from bot.reply import Chart

TEXT = 12.5
"""The size of small text, in pixels."""

ROW = 16.0
"""The height of a row of small text."""

BESIDE = 14.0
"""From the curve's end to the words beside it."""

TITLE = 15
"""The size of a title, in pixels."""

_TOP, _BOTTOM, _EDGE, _APART = 46, 32, 12, 8
_NARROWEST_GUTTER = 72
_WIDEST_GUTTER = 0.3
_LONE_POINT_SPAN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where everything goes. The plot lies between ``left`` and ``right``; words beside it."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    shares: Axis
    lines: tuple[Line, ...]
    instants: tuple[datetime, datetime] | None

    def times(self) -> Scale:
        """From POSIX seconds to pixels across; only with points there are any."""
        assert self.instants is not None
        start, end = (instant.timestamp() for instant in self.instants)
        return Scale(start, end, self.left, self.right)

    def y(self, value: float) -> float:
        """How high a share lies; off the scale it is held at its end."""
        return self.shares.scale(value)


def framed(chart: Chart, *, size: tuple[float, float], colours: Palette) -> Frame:
    """Make room for what the chart holds."""
    across, down = size
    names = max((width(level.label, size=TEXT) for level in chart.levels), default=0)
    gutter = min(max(names + BESIDE + _EDGE, _NARROWEST_GUTTER), across * _WIDEST_GUTTER)
    top, bottom = _TOP, down - _BOTTOM
    values = (*(each.value for each in chart.points), *(each.value for each in chart.levels))
    shares = share_axis(map(float, values), top=top, bottom=bottom)
    ticks = max(width(_percent(share), size=TEXT) for share in shares.ticks)
    room = int((bottom - top) // ROW)
    return Frame(
        width=across,
        height=down,
        left=_EDGE + ticks + _APART,
        right=across - gutter,
        top=top,
        bottom=bottom,
        shares=shares,
        lines=lines(chart.levels, shares.scale, colours=colours, room=room),
        instants=_instants(chart.points),
    )


def frame_parts(frame: Frame, chart: Chart, colours: Palette) -> Iterator[str]:
    """Paper, title, grid and axes, back to front."""
    yield element("rect", width=frame.width, height=frame.height, rx=8, fill=colours.paper)
    title = shortened(chart.title, size=TITLE, room=frame.width - 2 * _EDGE)
    yield element(
        "text",
        words(title),
        x=_EDGE,
        y=26,
        font_size=TITLE,
        font_weight=600,
        fill=colours.ink,
    )
    yield from _share_ticks(frame, colours)
    if frame.instants:
        yield from _date_ticks(frame, frame.instants, chart.zone, colours)


def _share_ticks(frame: Frame, colours: Palette) -> Iterator[str]:
    for share in frame.shares.ticks:
        y = frame.y(share)
        stroke = colours.quiet if share == 0 else colours.grid
        yield element("line", x1=frame.left, x2=frame.right, y1=y, y2=y, stroke=stroke)
        yield element(
            "text",
            words(_percent(share)),
            x=frame.left - _APART,
            y=y + TEXT / 3,
            font_size=TEXT,
            text_anchor="end",
            fill=colours.quiet,
        )


def _date_ticks(
    frame: Frame, instants: tuple[datetime, datetime], zone: str, colours: Palette
) -> Iterator[str]:
    times = frame.times()
    for tick in date_ticks(*instants, zone=zone, width=frame.right - frame.left):
        x = times(tick.at.timestamp())
        yield element(
            "line", x1=x, x2=x, y1=frame.bottom, y2=frame.bottom + 5, stroke=colours.quiet
        )
        yield element(
            "text",
            words(tick.label),
            x=x,
            y=frame.bottom + 19,
            font_size=TEXT,
            text_anchor="middle",
            fill=colours.quiet,
        )


def _percent(share: float) -> str:
    return phrases.percent(Decimal(share))


def _instants(points: tuple[Point, ...]) -> tuple[datetime, datetime] | None:
    if not points:
        return None
    start, end = points[0].at, points[-1].at
    return (start, end) if start < end else (end - _LONE_POINT_SPAN, end)
