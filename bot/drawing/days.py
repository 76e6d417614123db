"""What lies across all lanes of a timeline: weekends, dates below, and the line of now."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.drawing.dates import date_ticks
from bot.drawing.frame import TEXT
from bot.drawing.labels import width
from bot.drawing.markup import element, number, words
from bot.drawing.rows import BAR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.drawing.palette import Palette
    from bot.drawing.rows import Rows
    from bot.reply_timeline import Timeline

_THINNEST_DAY = 3.0
"""Pixels of a day below which weekends would only flicker."""

_DAY = timedelta(days=1)
_SATURDAY = 5
_AXIS_TEXT, _NOW_ABOVE, _AIR = 18.0, 9.0, 3.0


def weekends(timeline: Timeline, rows: Rows, colours: Palette) -> Iterator[str]:
    """A shade behind Saturdays and Sundays of the zone."""
    if (rows.right - rows.left) / ((timeline.end - timeline.start) / _DAY) < _THINNEST_DAY:
        return
    zone = ZoneInfo(timeline.zone)
    day = timeline.start.astimezone(zone).date()
    day -= timedelta(days=(day.weekday() - _SATURDAY) % 7)
    while (start := _midnight(day, zone)) < timeline.end:
        left, right = rows.x(start), rows.x(_midnight(day + 2 * _DAY, zone))
        if left < right:
            yield element(
                "rect",
                x=left,
                y=rows.top,
                width=right - left,
                height=rows.bottom - rows.top,
                fill=colours.grid,
                fill_opacity="0.5",
            )
        day += 7 * _DAY


def dates(timeline: Timeline, rows: Rows, colours: Palette) -> Iterator[str]:
    """The axis: lines through the lanes and what day it is."""
    across = rows.right - rows.left
    for tick in date_ticks(timeline.start, timeline.end, zone=timeline.zone, width=across):
        x = rows.x(tick.at)
        yield element("line", x1=x, x2=x, y1=rows.top, y2=rows.bottom + 4, stroke=colours.grid)
        yield _middled(tick.label, x, rows.bottom + _AXIS_TEXT, rows, fill=colours.quiet)


def now_line(timeline: Timeline, rows: Rows, colours: Palette, *, x: float) -> Iterator[str]:
    """Where we stand, and what time that is; names of lanes are not struck through."""
    pieces = [(rows.top - _NOW_ABOVE / 2, rows.bottom)]
    if rows.above:
        tops = (rows.bar(at) for at in range(len(timeline.lanes)))
        pieces = [(top - _AIR, top + BAR + _AIR) for top in tops]
    line = "".join(f"M{number(x)} {number(top)}V{number(bottom)}" for top, bottom in pieces)
    yield element("path", d=line, stroke=colours.ink, stroke_width=1.5, fill="none")
    local = timeline.now.astimezone(ZoneInfo(timeline.zone))
    label = f"now, {local:%a %H:%M}"
    yield _middled(label, x, rows.top - _NOW_ABOVE, rows, fill=colours.ink, font_weight=600)


def _middled(
    label: str, x: float, y: float, rows: Rows, *, fill: str, font_weight: int = 400
) -> str:
    """Words above or below a line, moved where the paper ends."""
    half = width(label, size=TEXT) / 2 + _AIR
    return element(
        "text",
        words(label),
        x=min(max(x, half), rows.width - half),
        y=y,
        font_size=TEXT,
        font_weight=font_weight,
        text_anchor="middle",
        fill=fill,
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)
