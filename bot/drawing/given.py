"""What people are called where there is little room: in full, by first name, or by initials."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.labels import shortened, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FEWEST = 4
"""Letters of a first name that still tell whose it is."""


@dataclass(frozen=True, slots=True)
class Called:
    """One person's names.

    Attributes:
        names: The longest first: all that stands in the timeline, the name alone, and the first
            name, with a letter of the next where somebody else has the same.
        initials: A letter for each name; empty where there is one name only.
        cuttable: Whether the beginning of the first name tells who it is.
    """

    names: tuple[str, ...]
    initials: str
    cuttable: bool

    @property
    def ways(self) -> tuple[str, ...]:
        """Everything that they can be called, the longest first."""
        return (*self.names, self.initials) if self.initials else self.names

    def whole(self, *, size: float, room: float) -> str:
        """The longest of the names that fits, or nothing."""
        return next((name for name in self.names if width(name, size=size) <= room), "")

    def part(self, *, size: float, room: float) -> str:
        """The beginning of the first name, or initials, or nothing."""
        cut = shortened(self.names[-1], size=size, room=room)
        if self.cuttable and len(cut) > _FEWEST:
            return cut
        return self.initials if width(self.initials, size=size) <= room else ""


def called(labels: Iterable[str]) -> Mapping[str, Called]:
    """Everybody's names by their label. A name ends at a comma, as before "covering for"."""
    known = {label: parts for label in labels if (parts := label.partition(",")[0].split())}
    namesakes: dict[str, set[str]] = defaultdict(set)
    for parts in known.values():
        namesakes[parts[0]].add(" ".join(parts[:2]))
    return {
        label: _called(label, parts, alone=len(namesakes[parts[0]]) == 1)
        for label, parts in known.items()
    }


def _called(label: str, parts: list[str], *, alone: bool) -> Called:
    first, *others = parts
    short = first if alone or not others else f"{first} {others[0][0]}."
    return Called(
        names=tuple(dict.fromkeys((" ".join(label.split()), " ".join(parts), short))),
        initials=f"{first[0]}{others[-1][0]}" if others else "",
        cuttable=alone,
    )
