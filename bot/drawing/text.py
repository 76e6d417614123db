"""A curve and a share in one line of text, for private answers and the terminal."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from bot.model.curve import Point


_BARS, _ASCII_BARS = "▁▂▃▄▅▆▇█", "_.:-=+*#"


def sparkline(
    points: Sequence[Point],
    width: int = 20,
    *,
    ascii: bool = False,  # noqa: A002 - the word terminals use for it
) -> str:
    """A curve of shares from 0 to 1, evenly resampled; the last character is where it stands now.

    The lowest bar is kept for nothing left and less than nothing: whatever is left, however
    little, stands above it. No points give dots.
    """
    bars = _ASCII_BARS if ascii else _BARS
    if not points:
        return ("." if ascii else "·") * width
    instants = [point.at for point in points]
    step = (instants[-1] - instants[0]) / max(width, 1)
    ends = (instants[-1] - step * left for left in reversed(range(width)))
    return "".join(bars[_bar(points[bisect_right(instants, end) - 1].value)] for end in ends)


def meter(
    share: Decimal,
    width: int = 20,
    *,
    ascii: bool = False,  # noqa: A002 - the word terminals use for it
) -> str:
    """A bar filled to a share from 0 to 1.

    Only a whole share fills it, and any share above 0 shows. Below 0 it is empty and starts with
    an arrow that points further down.
    """
    full, empty, below = "#-<" if ascii else "▰▱◂"
    if share < 0:
        return (below + empty * (width - 1))[:width]
    filled = _filled(share, width)
    return full * filled + empty * (width - filled)


def _bar(value: Decimal) -> int:
    top = len(_BARS) - 1
    return 0 if value <= 0 else min(max(round(value * top), 1), top)


def _filled(share: Decimal, width: int) -> int:
    if share <= 0:
        return 0
    return min(max(int(share * width), 1), width)
