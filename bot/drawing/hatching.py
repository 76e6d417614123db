"""Slanting strokes, cut at the edges of what they fill: a drawing without ids knows no patterns."""

from __future__ import annotations

from itertools import count, takewhile
from typing import NamedTuple

from bot.drawing.markup import number


class Box(NamedTuple):
    """A rectangle, in pixels."""

    left: float
    top: float
    across: float
    down: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.across


def hatching(box: Box, *, spacing: float, falling: bool) -> str:
    """The path of strokes at 45 degrees that fill a box, rising or falling from left to right."""
    whole = box.across + box.down
    return "".join(
        _stroke(box, foot, falling=falling)
        for foot in takewhile(lambda foot: foot < whole, (spacing * turn for turn in count(1)))
    )


def _stroke(box: Box, foot: float, *, falling: bool) -> str:
    """The one whose two distances, from the left and from its foot's edge, add up to ``foot``."""
    near, far = max(foot - box.down, 0.0), min(foot, box.across)
    start, end = foot - near, foot - far
    if falling:
        start, end = box.down - start, box.down - end
    first = f"{number(box.left + near)} {number(box.top + start)}"
    return f"M{first}L{number(box.left + far)} {number(box.top + end)}"
