"""A block of a card: who holds which seat when. Each platform draws it in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class StretchKind(StrEnum):
    """What a stretch of a timeline is. Drawn as a pattern, and never as a colour alone."""

    DUTY = "duty"
    """Somebody's own turn."""
    COVER = "cover"
    """Somebody stands in for somebody else."""
    GAP = "gap"
    """Nobody is there."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a lane: from when to when, and who or what stands on it; empty for a gap."""

    start: datetime
    end: datetime
    label: str
    kind: StretchKind


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of a timeline; its stretches come by their start, and do not overlap."""

    label: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Who holds which seat when, a lane a seat.

    Attributes:
        title: What is drawn.
        alt: What it shows, for those who hear it.
        start: Where it begins; stretches are within.
        end: Where it ends.
        now: The instant that is marked, if it lies within.
        lanes: Top to bottom.
        zone: IANA name of the zone in which dates are written.
    """

    title: str
    alt: str
    start: datetime
    end: datetime
    now: datetime
    lanes: tuple[Lane, ...]
    zone: str
