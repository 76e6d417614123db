"""The curve: points thinned to what can be seen, and cut where it crosses a level."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PER_COLUMN = 4
_FEW = 2


class Spot(NamedTuple):
    """A point of the curve: where across, in pixels, and which share."""

    x: float
    value: float


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the curve between two crossings, which belong to both sides."""

    spots: tuple[Spot, ...]

    @property
    def middle(self) -> float:
        """A share within the stretch: on which side of each cut it lies."""
        return (self.spots[0].value + self.spots[1].value) / 2


def thinned(spots: Sequence[Spot], *, slack: float) -> list[Spot]:
    """The fewest of the points whose straight lines miss none of the others by more than ``slack``.

    Args:
        spots: Left to right.
        slack: A share too small to be seen.
    """
    if len(spots) <= _FEW:
        return list(spots)
    seen = _by_column(spots)
    kept = [seen[0]]
    # Lines from the last kept point that pass every point since within the slack have slopes in
    # between these two. A point outside them needs a corner before it.
    lowest, highest = -inf, inf
    for before, spot in pairwise(seen):
        start = kept[-1]
        if not lowest <= _slope(start, spot) <= highest:
            kept.append(before)
            start, lowest, highest = before, -inf, inf
        if start.x < spot.x:
            lowest = max(lowest, _slope(start, Spot(spot.x, spot.value - slack)))
            highest = min(highest, _slope(start, Spot(spot.x, spot.value + slack)))
    return [*kept, seen[-1]]


def _by_column(spots: Sequence[Spot]) -> list[Spot]:
    """At most four points per pixel across: the first, the lowest, the highest and the last."""
    kept: list[Spot] = []
    for _, group in groupby(spots, key=lambda spot: int(spot.x)):
        column = list(group)
        if len(column) > _PER_COLUMN:
            order = sorted(range(len(column)), key=lambda index: column[index].value)
            column = [column[index] for index in sorted({0, order[0], order[-1], len(column) - 1})]
        kept.extend(column)
    return kept


def _slope(start: Spot, end: Spot) -> float:
    if start.x == end.x:
        return inf if start.value != end.value else 0.0
    return (end.value - start.value) / (end.x - start.x)


def runs(spots: Sequence[Spot], *, cuts: Sequence[float]) -> list[Run]:
    """The curve cut at every share of ``cuts`` that it crosses; a lone point is no curve."""
    cut: list[Run] = []
    for _, pieces in groupby(_pieces(spots, cuts), key=lambda piece: _above(piece, cuts)):
        joined = list(pieces)
        cut.append(Run((joined[0][0], *(end for _, end in joined))))
    return cut


def _pieces(spots: Sequence[Spot], cuts: Sequence[float]) -> Iterator[tuple[Spot, Spot]]:
    for start, end in pairwise(spots):
        low, high = sorted((start.value, end.value))
        crossed = sorted({cut for cut in cuts if low < cut < high}, reverse=start.value > end.value)
        yield from pairwise((start, *(_crossing(start, end, cut) for cut in crossed), end))


def _crossing(start: Spot, end: Spot, share: float) -> Spot:
    part = (share - start.value) / (end.value - start.value)
    return Spot(start.x + part * (end.x - start.x), share)


def _above(piece: tuple[Spot, Spot], cuts: Sequence[float]) -> int:
    middle = (piece[0].value + piece[1].value) / 2
    return sum(middle < cut for cut in cuts)
