"""The app's icons: two speech bubbles, and on their common ground the budget that is left.

https://learn.microsoft.com/microsoftteams/platform/concepts/design/design-teams-app-icon-store-appbar
"""

from __future__ import annotations

import math

from bot.drawing.markup import element, number
from bot.drawing.palette import LIGHT
from bot.drawing.raster import png

COLOUR_SIZE, OUTLINE_SIZE = 192, 32
SAFE = 120
"""The square in the middle of the coloured icon in which the mark must stay."""

WHITE, GOLD = "#ffffff", "#ffe28a"

# In pixels of the coloured icon, from the middle of the mark.
_REACH, _APART, _LEFT = 38.0, 17.0, 0.5
_TAIL_FROM, _TAIL_TIP, _TAIL_TO = 14.0, 38.0, 54.0  # degrees from straight down


def colour() -> bytes:
    """The coloured icon, 192 × 192, right to its edges: Teams rounds the corners itself."""
    paper = element("rect", width=COLOUR_SIZE, height=COLOUR_SIZE, fill=LIGHT.curve)
    middle = COLOUR_SIZE / 2
    mark = _placed(_mark(9.0, fill=GOLD), x=middle, y=middle - 2, scale=1)
    return png(_drawing(COLOUR_SIZE, paper, mark), scale=1)


def outline() -> bytes:
    """The outline icon, 32 × 32: white, and nothing else."""
    middle = OUTLINE_SIZE / 2
    mark = _placed(_mark(7.4, fill=WHITE), x=middle, y=middle - 0.5, scale=0.237)
    return png(_drawing(OUTLINE_SIZE, mark), scale=1)


def _drawing(size: int, *parts: str) -> str:
    space = "http://www.w3.org/2000/svg"
    return element("svg", *parts, xmlns=space, width=size, height=size)


def _placed(mark: str, *, x: float, y: float, scale: float) -> str:
    return element("g", mark, transform=f"translate({x:g} {y:g}) scale({scale:g})")


def _mark(stroke: float, *, fill: str) -> str:
    bubbles = (_bubble(side, stroke) for side in (-1, 1))
    return element("path", d=_budget(), fill=fill) + "".join(bubbles)


def _bubble(side: int, stroke: float) -> str:
    """A ring with a tail, to the left or to the right."""
    ring = element(
        "circle", cx=side * _APART, cy=0, r=_REACH, fill="none", stroke=WHITE, stroke_width=stroke
    )
    corners = (
        _around(side, _TAIL_FROM, reach=_REACH),
        _around(side, _TAIL_TIP, reach=_REACH * 1.5),
        _around(side, _TAIL_TO, reach=_REACH),
    )
    tail = element(
        "polygon",
        points=" ".join(corners),
        fill=WHITE,
        stroke=WHITE,
        stroke_width=stroke / 3,
        stroke_linejoin="round",
    )
    return ring + tail


def _around(side: int, degrees: float, *, reach: float) -> str:
    """A point on a bubble, so far out and so many degrees from straight down."""
    angle = math.radians(degrees)
    return _at(side * (_APART + reach * math.sin(angle)), reach * math.cos(angle))


def _budget() -> str:
    """The lower part of what both bubbles cover."""
    depth = math.sqrt(_REACH**2 - _APART**2)
    level = depth - 2 * depth * _LEFT
    half = math.sqrt(_REACH**2 - level**2) - _APART
    arc = f"A{number(_REACH)} {number(_REACH)} 0 0 1"
    left, right, bottom = _at(-half, level), _at(half, level), _at(0, depth)
    return f"M{left} L{right} {arc} {bottom} {arc} {left} Z"


def _at(x: float, y: float) -> str:
    return f"{number(x)},{number(y)}"
