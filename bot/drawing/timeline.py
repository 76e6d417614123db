"""Who holds which seat when: a lane a seat, weekends and now across them, a key below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.bars import bar
from bot.drawing.days import dates, now_line, weekends
from bot.drawing.frame import TEXT, TITLE
from bot.drawing.given import called
from bot.drawing.hatching import Box
from bot.drawing.labels import shortened, width
from bot.drawing.lane import lane_parts, placed
from bot.drawing.markup import element, words
from bot.drawing.names import NOBODY, names
from bot.drawing.rows import EDGE
from bot.reply_timeline import StretchKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.palette import Palette
    from bot.drawing.rows import Rows
    from bot.reply_timeline import Timeline

_KEYS = {StretchKind.COVER: "cover", StretchKind.GAP: NOBODY}
_SIGN, _BESIDE, _BETWEEN = (22.0, 13.0), 6.0, 16.0


def timeline_parts(timeline: Timeline, rows: Rows, colours: Palette) -> Iterator[str]:
    """Paper, title, lanes and key, back to front."""
    yield element("rect", width=rows.width, height=rows.height, rx=8, fill=colours.paper)
    yield element(
        "text",
        words(shortened(timeline.title, size=TITLE, room=rows.width - 2 * EDGE)),
        x=EDGE,
        y=26,
        font_size=TITLE,
        font_weight=600,
        fill=colours.ink,
    )
    yield from weekends(timeline, rows, colours)
    yield from dates(timeline, rows, colours)
    lanes = [placed(lane, rows, at=at) for at, lane in enumerate(timeline.lanes)]
    for at, (lane, boxes) in enumerate(zip(timeline.lanes, lanes, strict=True)):
        yield from lane_parts(lane, boxes, rows, colours, at=at, zone=timeline.zone)
    now = rows.x(timeline.now) if timeline.start <= timeline.now < timeline.end else None
    if now is not None:
        yield from now_line(timeline, rows, colours, x=now)
    known = called(stretch.label for lane in timeline.lanes for stretch in lane.stretches)
    for boxes in lanes:
        yield from names(boxes, known, colours, now=now)
    yield from _key(timeline, rows, colours)


def _key(timeline: Timeline, rows: Rows, colours: Palette) -> Iterator[str]:
    """What the patterns mean, those that there are; and whose dates and hours these are."""
    there = {stretch.kind for lane in timeline.lanes for stretch in lane.stretches}
    x, y = EDGE, rows.height - EDGE
    for kind, meaning in _KEYS.items():
        if kind not in there:
            continue
        yield from bar(kind, Box(x, y - _SIGN[1] + 2, *_SIGN), colours)
        x += _SIGN[0] + _BESIDE
        yield element("text", meaning, x=x, y=y, font_size=TEXT, fill=colours.quiet)
        x += width(meaning, size=TEXT) + _BETWEEN
    zone = timeline.zone.replace("_", " ")
    yield element(
        "text",
        words(shortened(zone, size=TEXT, room=rows.width - EDGE - x)),
        x=rows.width - EDGE,
        y=y,
        font_size=TEXT,
        text_anchor="end",
        fill=colours.quiet,
    )
