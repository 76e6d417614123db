"""Words beside a drawing: how wide they are, cut where they must be, and never on each other."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NARROW = frozenset("iIjl.,:;'|!()[]{}/ ftr-")
_WIDE = frozenset("mwMW%@")
_FROM_ARMENIAN, _TO_GEORGIAN = "\u0530", "\u1cff"
"""Letters in between are drawn in fonts that nobody knows beforehand."""


def width(text: str, *, size: float) -> float:
    """About how wide a text is in pixels, on the generous side: a browser's font may be wider."""
    return size * sum(_advance(letter) for letter in text)


def shortened(text: str, *, size: float, room: float) -> str:
    """The text, or as much of it as there is room for and an ellipsis."""
    if width(text, size=size) <= room:
        return text
    left = room - width("…", size=size)
    kept = 0
    for letter in text:
        left -= _advance(letter) * size
        if left < 0:
            break
        kept += 1
    return f"{text[:kept].rstrip()}…"


def spread(
    wanted: Sequence[float], weights: Sequence[float], *, gap: float, low: float, high: float
) -> list[float]:
    """Positions at least ``gap`` apart, as near as can be to the wanted ones.

    Neighbours in each other's way share the distance by weight: the heavy one hardly moves. They
    stay between ``low`` and ``high`` if the gaps fit there.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    # Less the gaps before it, a position need only not be before its neighbour's. Blocks that
    # would be are merged at their weighted mean.
    blocks: list[tuple[float, float, int]] = []
    for rank, index in enumerate(order):
        mean, weight, size = wanted[index] - rank * gap, weights[index], 1
        while blocks and blocks[-1][0] > mean:
            other, heavier, more = blocks.pop()
            mean = (mean * weight + other * heavier) / (weight + heavier)
            weight, size = weight + heavier, size + more
        blocks.append((mean, weight, size))
    last = max(low, high - (len(wanted) - 1) * gap)
    placed = [min(max(mean, low), last) for mean, _, size in blocks for _ in range(size)]
    positions = [0.0] * len(wanted)
    for rank, index in enumerate(order):
        positions[index] = placed[rank] + rank * gap
    return positions


def _advance(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.9
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if unicodedata.combining(letter):
        return 0.0
    if _FROM_ARMENIAN <= letter <= _TO_GEORGIAN:
        return 0.8
    return 0.68 if letter.isupper() else 0.57
