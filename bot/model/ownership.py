"""Who owns decisions of a kind at an instant: what a right says, or since when nobody does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.model.decision_kind import First
from bot.model.right import RightState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from bot.model.decision import Decision
    from bot.model.decision_kind import DecisionKind
    from bot.model.incident import Incident
    from bot.model.right import DecisionRight


class OwnershipState(StrEnum):
    """Whether somebody owns it."""

    HELD = "held"
    COMMANDED = "commanded"
    """An incident is declared, and its commander decides."""
    EXPIRED = "expired"
    VACANT = "vacant"
    """Who should decide is not active any more."""
    PROPOSED = "proposed"
    """One side proposed somebody, the other has not accepted."""
    STANDBY = "standby"
    """An incident's commander decides, and none is declared."""
    MISSING = "missing"


OWNED = frozenset({OwnershipState.HELD, OwnershipState.COMMANDED})
"""Somebody may decide now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """Who owns decisions of a kind at an instant.

    Attributes:
        kind: Of which kind.
        engagement: The key of the engagement.
        at: When.
        state: Whether somebody owns them.
        right: The last right that was agreed on, in force or not; None if there never was one.
        proposal: What waits for the other side; None if nothing does.
        incident: The one that runs, whoever owns them; None if none does.
        active: The keys of those who may hold a part now.
        undecided: Decisions of the kind that are still to be taken, the newest first.
        taken: The last ones that were taken, the newest first.
    """

    kind: DecisionKind
    engagement: str
    at: datetime
    state: OwnershipState
    right: DecisionRight | None = None
    proposal: DecisionRight | None = None
    incident: Incident | None = None
    active: Collection[str] = frozenset()
    undecided: tuple[Decision, ...] = ()
    taken: tuple[Decision, ...] = ()

    @property
    def owned(self) -> bool:
        """Whether somebody may decide now."""
        return self.state in OWNED

    @property
    def held(self) -> DecisionRight | None:
        """The right by which somebody decides now; None if nobody does by one."""
        return self.right if self.state is OwnershipState.HELD else None

    @property
    def approver(self) -> str | None:
        """The key of who decides now; never somebody whose right is over."""
        if self.state is OwnershipState.COMMANDED and self.incident:
            return self.incident.commander
        return self.held.holders.approver if self.held else None

    @property
    def delegate(self) -> str | None:
        """The key of who decides in their place, if they are still active."""
        delegate = self.held.holders.delegate if self.held else None
        return delegate if delegate in self.active else None

    @property
    def driver(self) -> str | None:
        """The key of who brings them to a decision, if they are still active."""
        driver = self.held.holders.driver if self.held else None
        return driver if driver in self.active else None

    @property
    def since(self) -> datetime | None:
        """Since when nobody owns them, if that is known."""
        if self.right and self.state is OwnershipState.EXPIRED:
            return self.right.expires
        return None


def ownership(
    kind: DecisionKind,
    rights: Iterable[DecisionRight],
    *,
    engagement: str,
    now: datetime,
    active: Collection[str],
    incident: Incident | None = None,
) -> Ownership:
    """Who owns decisions of a kind.

    Args:
        kind: Of which kind.
        rights: The engagement's rights that are active or proposed.
        engagement: Its key.
        now: When.
        active: The keys of those who may hold a part now.
        incident: The one that runs, if one does.
    """
    mine = [each for each in rights if each.kind == kind.key]
    right = next((each for each in mine if each.state is RightState.ACTIVE), None)
    proposal = next((each for each in mine if each.waits(now)), None)
    if incident is None or kind.first is not First.INCIDENT:
        state = _state(kind, right, proposal, now, active)
    elif incident.commander in active:
        state = OwnershipState.COMMANDED
    else:
        state = OwnershipState.VACANT
    return Ownership(
        kind=kind,
        engagement=engagement,
        at=now,
        state=state,
        right=right,
        proposal=proposal,
        incident=incident,
        active=active,
    )


def _state(
    kind: DecisionKind,
    right: DecisionRight | None,
    proposal: DecisionRight | None,
    now: datetime,
    active: Collection[str],
) -> OwnershipState:
    if right and right.holds(now):
        present = right.holders.approver in active
        return OwnershipState.HELD if present else OwnershipState.VACANT
    if right and right.expires is not None and right.expires <= now:
        return OwnershipState.EXPIRED
    if kind.first is First.INCIDENT:
        return OwnershipState.STANDBY
    return OwnershipState.PROPOSED if proposal else OwnershipState.MISSING
