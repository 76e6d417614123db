"""A role at one instant: who holds it, since when, until when, and who comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.timeline import next_after, on_at

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.oncall import Duty, Roster
    from bot.model.rotation import Role, Rotation
    from bot.model.timeline import Gap


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Nobody is on call; None where it is not known when that began or ends."""

    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Seat:
    """One role, read at one instant.

    Attributes:
        role: Which one.
        rotation: What fills it.
        at: The instant.
        holders: Who holds it; several where the source has it so, nobody in a gap.
        gap: Since when nobody does, until when; None if somebody does.
        next: The first duty that begins later, perhaps of the same person: after a break, or
            covering for somebody.
        roster: What was known.
        gaps: Where nobody holds it, in all that was known.
        failure: Why that is the last good answer and no new one; None if it is new.
    """

    role: Role
    rotation: Rotation
    at: datetime
    holders: tuple[Duty, ...]
    gap: Vacancy | None
    next: Duty | None
    roster: Roster
    gaps: tuple[Gap, ...] = ()
    failure: str | None = None

    @property
    def until(self) -> datetime | None:
        """Until when it stays as it is; None if nobody knows an end."""
        ends = [each.end for each in self.holders if each.end is not None]
        if self.gap is not None:
            return self.gap.until
        return min(ends) if len(ends) == len(self.holders) else None


def seat_at(
    role: Role,
    rotation: Rotation,
    roster: Roster,
    at: datetime,
    *,
    gaps: tuple[Gap, ...] = (),
    failure: str | None = None,
) -> Seat:
    """Read a role at an instant within its roster, of which the gaps are known."""
    holders = tuple(on_at(roster.duties, at))
    return Seat(
        role=role,
        rotation=rotation,
        at=at,
        holders=holders,
        gap=None if holders else _gap(roster, at),
        next=next_after(roster.duties, at),
        roster=roster,
        gaps=gaps,
        failure=failure,
    )


def _gap(roster: Roster, at: datetime) -> Vacancy:
    ended = [each.end for each in roster.duties if each.end is not None and each.end <= at]
    begins = [each.start for each in roster.duties if each.start is not None and each.start > at]
    return Vacancy(max(ended, default=None), min(begins, default=None))
