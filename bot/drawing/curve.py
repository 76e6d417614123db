"""The curve: points thinned to what can be seen, and cut where it crosses a level."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


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


def thinned(spots: Sequence[Spot]) -> list[Spot]:
    """At most four points per pixel across: the first, the lowest, the highest and the last.

    They draw the same picture as all of them.
    """
    kept: list[Spot] = []
    for _, group in groupby(spots, key=lambda spot: int(spot.x)):
        column = list(group)
        wanted = {0, len(column) - 1}
        wanted.add(min(range(len(column)), key=lambda index: column[index].value))
        wanted.add(max(range(len(column)), key=lambda index: column[index].value))
        kept.extend(column[index] for index in sorted(wanted))
    return kept


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
