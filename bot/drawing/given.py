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
        full: As it stands in the timeline.
        short: The first name; with a letter of the next where somebody else has the same.
        initials: A letter for each name; empty where there is one name only.
        cuttable: Whether the beginning of the first name tells who it is.
    """

    full: str
    short: str
    initials: str
    cuttable: bool

    def whole(self, *, size: float, room: float) -> str:
        """The longer of the two names that fits, or nothing."""
        fitting = (name for name in (self.full, self.short) if width(name, size=size) <= room)
        return next(fitting, "")

    def part(self, *, size: float, room: float) -> str:
        """The beginning of the first name, or initials, or nothing."""
        cut = shortened(self.short, size=size, room=room)
        if self.cuttable and len(cut) > _FEWEST:
            return cut
        return self.initials if width(self.initials, size=size) <= room else ""


def called(labels: Iterable[str]) -> Mapping[str, Called]:
    """Everybody's names by their label."""
    known = {label: label.split() for label in labels}
    namesakes: dict[str, set[str]] = defaultdict(set)
    for parts in known.values():
        if parts:
            namesakes[parts[0]].add(" ".join(parts[:2]))
    return {
        label: _called(parts, alone=len(namesakes[parts[0]]) == 1)
        for label, parts in known.items()
        if parts
    }


def _called(parts: list[str], *, alone: bool) -> Called:
    first, *others = parts
    return Called(
        full=" ".join(parts),
        short=first if alone or not others else f"{first} {others[0][0]}.",
        initials=f"{first[0]}{others[-1][0]}" if others else "",
        cuttable=alone,
    )
