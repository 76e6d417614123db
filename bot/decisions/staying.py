"""What is open when a right comes into force or ends: it stays with whoever was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.decision import OPEN_STATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.decisions.acting import Acting
    from bot.model.decision import Decision
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx


def staying(tx: Tx, right: DecisionRight, acting: Acting) -> Sequence[Decision]:
    """Open decisions of its kind that somebody decides whom the right does not name now.

    What nobody is left to decide stays with nobody.
    """
    decisions = tx.decisions.among(
        engagement=right.engagement, kinds=(right.kind,), states=OPEN_STATES
    )
    named = right.holders.approver if right.holds(acting.now) else None
    active = acting.organisation.active
    return tuple(
        each
        for each in decisions
        if each.approver != named and {each.approver, each.delegate} & active
    )
