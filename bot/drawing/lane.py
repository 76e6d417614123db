"""One lane of a timeline: what it is called, its bars, and a tick at every change."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot import phrases
from bot.drawing.bars import LEAST, TINTS, bar
from bot.drawing.frame import TEXT
from bot.drawing.hatching import Box
from bot.drawing.labels import shortened
from bot.drawing.markup import element, number, words
from bot.drawing.names import NOBODY
from bot.drawing.rows import BAR, BOLD, EDGE
from bot.reply_timeline import StretchKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.palette import Palette
    from bot.drawing.rows import Rows
    from bot.reply_timeline import Lane, Stretch

_TICK = 3.0
"""So much higher than bars are ticks."""

_BACK_TO_FRONT = tuple(StretchKind)

_moment = lru_cache(maxsize=1_000)(phrases.moment)
"""Lanes have their changes in common, and an end is the next one's beginning."""


class Placed(NamedTuple):
    """A stretch and where it is drawn."""

    stretch: Stretch
    box: Box


def placed(lane: Lane, rows: Rows, *, at: int) -> list[Placed]:
    """Where the stretches of a lane are; ``at`` counts lanes from 0."""
    return [Placed(stretch, _box(stretch, rows, top=rows.bar(at))) for stretch in lane.stretches]


def lane_parts(
    lane: Lane, boxes: list[Placed], rows: Rows, colours: Palette, *, at: int, zone: str
) -> Iterator[str]:
    """A lane without the names in its bars, back to front.

    Args:
        lane: What it is called.
        boxes: What stands on it.
        rows: Where lanes are.
        colours: Of the theme.
        at: Which one it is, from 0.
        zone: In which the ends of stretches are told.
    """
    top = rows.bar(at)
    yield element(
        "rect",
        x=rows.left,
        y=top,
        width=rows.right - rows.left,
        height=BAR,
        fill="none",
        stroke=colours.grid,
    )
    yield _label(lane, rows, colours, top=top)
    turns = enumerate(boxes)
    for turn, (stretch, box) in sorted(turns, key=lambda each: _depth(each[1].stretch)):
        yield element(
            "g",
            element("title", words(in_full(stretch, zone))),
            *bar(stretch.kind, box, colours, tint=TINTS[turn % 2]),
        )
    if ticks := "".join(_tick(rows.x(stretch.start), top) for stretch, _ in boxes[1:]):
        yield element("path", d=ticks, stroke=colours.quiet, stroke_opacity="0.7", fill="none")


def in_full(stretch: Stretch, zone: str) -> str:
    """A stretch in words: who, as what, from when to when."""
    who = " ".join(stretch.label.split()) or NOBODY
    cover = " as cover" if stretch.kind is StretchKind.COVER and "cover" not in who else ""
    return f"{who}{cover}: {_moment(stretch.start, zone)} to {_moment(stretch.end, zone)}"


def _label(lane: Lane, rows: Rows, colours: Palette, *, top: float) -> str:
    label = " ".join(lane.label.split())
    written = element(
        "text",
        words(shortened(label, size=TEXT * BOLD, room=rows.names)),
        x=EDGE,
        y=top - TEXT / 2 if rows.above else top + BAR / 2 + TEXT / 3,
        font_size=TEXT,
        font_weight=600,
        fill=colours.ink,
    )
    return element("g", element("title", words(label)), written)


def _box(stretch: Stretch, rows: Rows, *, top: float) -> Box:
    left, right = rows.x(stretch.start), rows.x(stretch.end)
    if stretch.kind is not StretchKind.DUTY and (lacking := LEAST - (right - left)) > 0:
        left = min(max(left - lacking / 2, rows.left), rows.right - LEAST)
        right = left + LEAST
    return Box(left, top, right - left, BAR)


def _tick(x: float, top: float) -> str:
    return f"M{number(x)} {number(top - _TICK)}V{number(top + BAR)}"


def _depth(stretch: Stretch) -> int:
    return _BACK_TO_FRONT.index(stretch.kind)
