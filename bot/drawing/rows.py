"""Where the lanes of a timeline lie: their names beside them, or above them where it is narrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.frame import TEXT
from bot.drawing.labels import width
from bot.drawing.scales import Scale

if TYPE_CHECKING:
    from datetime import datetime

    from bot.reply_timeline import Timeline

EDGE = 12.0
"""From the paper's edge to anything on it."""

BAR = 24.0
"""The height of a bar."""

BOLD = 1.08
"""How much wider bold letters may be than others, in a browser's font."""

AXIS, KEY = 26.0, 26.0
"""The heights of the dates below the lanes, and of the signs that are explained below those."""

_TOP, _APART = 60.0, 8.0
_NAME_ABOVE = 18.0
_NARROW = 440
_WIDEST_NAMES = 0.27


@dataclass(frozen=True, slots=True)
class Rows:
    """The plot lies between ``left`` and ``right``, ``top`` and ``bottom``.

    Attributes:
        step: From one lane to the next.
        names: How wide a lane's name may be.
        above: How far above its bar a lane's name has a row of its own; 0 where it stands beside.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    step: float
    names: float
    above: float
    times: Scale

    def bar(self, lane: int) -> float:
        """The upper edge of the bars of a lane, counted from 0."""
        return self.top + lane * self.step + self.above

    def x(self, instant: datetime) -> float:
        """How far across an instant lies."""
        return self.times(instant.timestamp())


def laid_out(timeline: Timeline, *, across: float) -> Rows:
    """As high as the lanes need."""
    names, above = across - 2 * EDGE, _NAME_ABOVE
    left, right = EDGE, across - EDGE
    if across >= _NARROW:
        longest = max((width(lane.label, size=TEXT) for lane in timeline.lanes), default=0.0)
        names, above = min(longest * BOLD, across * _WIDEST_NAMES), 0.0
        left, right = EDGE + names + EDGE, across - EDGE
    step = above + BAR + _APART
    bottom = _TOP + step * max(1, len(timeline.lanes))
    start, end = timeline.start.timestamp(), timeline.end.timestamp()
    return Rows(
        width=across,
        height=bottom + AXIS + KEY,
        left=left,
        right=right,
        top=_TOP,
        bottom=bottom,
        step=step,
        names=names,
        above=above,
        times=Scale(start, end, left, right),
    )
