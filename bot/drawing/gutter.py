"""The words right of the plot: each level's name and the last value, never on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases
from bot.drawing.frame import BESIDE, ROW, TEXT
from bot.drawing.labels import shortened, spread
from bot.drawing.markup import element, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drawing.frame import Frame
    from bot.drawing.palette import Palette
    from bot.reply import Chart

_VALUE = 16.0
_HEAVY, _LIGHT = 1000.0, 1.0


def gutter_parts(frame: Frame, chart: Chart, colours: Palette) -> Iterator[str]:
    """The last value stays beside its mark; names make way for it and are led to their lines."""
    wanted = [line.y for line in frame.lines]
    weights = [_LIGHT] * len(wanted)
    if chart.points:
        wanted.append(frame.y(float(chart.points[-1].value)))
        weights.append(_HEAVY)
    placed = spread(wanted, weights, gap=ROW, low=frame.top, high=frame.bottom)
    room = frame.width - frame.right - BESIDE
    for line, y in zip(frame.lines, placed, strict=False):
        yield element(
            "line",
            x1=frame.right,
            x2=frame.right + BESIDE - 3,
            y1=line.y,
            y2=y,
            stroke=line.colour,
        )
        yield element(
            "text",
            words(shortened(line.label, size=TEXT, room=room)),
            x=frame.right + BESIDE,
            y=y + TEXT / 3,
            font_size=TEXT,
            fill=line.colour,
        )
    if chart.points:
        yield element(
            "text",
            words(phrases.percent(chart.points[-1].value)),
            x=frame.right + BESIDE,
            y=placed[-1] + _VALUE / 3,
            font_size=_VALUE,
            font_weight=600,
            fill=colours.tone(chart.tone),
        )
