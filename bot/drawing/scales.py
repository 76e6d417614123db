"""The upright axis: from shares to pixels, with round steps in percent."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LOWEST, HIGHEST = -2.0, 2.0
"""Shares beyond these leave the scale: a budget overspent tenfold would flatten all the rest."""

_STEPS = (0.25, 0.5, 1.0)
_TICK_HEIGHT = 28


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from values to pixels; values outside are held at its ends."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The pixel of a value."""
        held = min(max(value, self.low), self.high)
        return self.start + (held - self.low) / (self.high - self.low) * (self.end - self.start)

    def holds(self, value: float) -> bool:
        """Whether the value is drawn where it is, not held at an end."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale and the shares to be written beside it."""

    scale: Scale
    ticks: tuple[float, ...]


def share_axis(values: Iterable[float], *, top: float, bottom: float) -> Axis:
    """From 0 to 100 % and as far beyond as the values go, ending on a round step.

    Args:
        values: Shares to make room for.
        top: The pixel of the highest share.
        bottom: The pixel of the lowest.
    """
    held = [min(max(value, LOWEST), HIGHEST) for value in values]
    low, high = min(held, default=0.0), max(held, default=1.0)
    room = max(2, int((bottom - top) // _TICK_HEIGHT))
    for step in _STEPS:
        first, last = math.floor(min(low, 0.0) / step), math.ceil(max(high, 1.0) / step)
        if last - first <= room:
            break
    ticks = tuple(step * count for count in range(first, last + 1))
    return Axis(Scale(ticks[0], ticks[-1], bottom, top), ticks)
