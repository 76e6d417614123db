"""The marks on a curve: its end, by shape as much as by colour, and arrows off the scale."""

from __future__ import annotations

from bot.drawing.markup import element, number
from bot.reply import Tone

REACH = 6.0
"""How far a mark reaches from its point, in pixels."""

_UP, _DOWN = ((-6, 5), (0, -6), (6, 5)), ((-6, -5), (0, 6), (6, -5))
_DIAMOND = ((-6, 0), (0, -6), (6, 0), (0, 6))
_SQUARE = ((-5, -5), (5, -5), (5, 5), (-5, 5))
_CORNERS = {Tone.WATCH: _DIAMOND, Tone.AT_RISK: _UP, Tone.BAD: _SQUARE}


def end_mark(x: float, y: float, *, tone: Tone, colour: str, paper: str) -> str:
    """The last point: a disc, a diamond, a triangle or a square, a ring where nothing is known."""
    if corners := _CORNERS.get(tone):
        return _polygon(x, y, corners, colour=colour, paper=paper)
    ring = tone is Tone.UNKNOWN
    fill, stroke = (paper, colour) if ring else (colour, paper)
    return element("circle", cx=x, cy=y, r=5, fill=fill, stroke=stroke, stroke_width=2)


def arrow(x: float, y: float, *, down: bool, colour: str, paper: str) -> str:
    """The curve goes on, further than the scale."""
    return _polygon(x, y, _DOWN if down else _UP, colour=colour, paper=paper)


def _polygon(
    x: float, y: float, corners: tuple[tuple[int, int], ...], *, colour: str, paper: str
) -> str:
    points = " ".join(f"{number(x + across)},{number(y + along)}" for across, along in corners)
    return element("polygon", points=points, fill=colour, stroke=paper, stroke_width=1.5)
