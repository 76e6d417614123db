"""Who owns decisions, for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.decision_data import decision_data
from bot.cards.owner_basis import in_short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.organisation import Service
    from bot.model.ownership import Ownership
    from bot.model.right import DecisionRight


def owners_data(found: Sequence[Ownership], service: Service) -> dict[str, object]:
    """The first right's own values, and all of them under ``rights``."""
    rights = [owner_data(each, service) for each in found]
    return {**(rights[0] if rights else {}), "rights": rights}


def owner_data(found: Ownership, service: Service) -> dict[str, object]:
    """One kind: who decides by a right in force, and nobody by one that is over."""
    right, holders = found.held, found.held.holders if found.held else None
    return {
        "decision": found.kind.key,
        "name": found.kind.name,
        "service": service.key,
        "state": found.state.value,
        "approver": found.approver,
        "delegate": found.delegate,
        "driver": holders.driver if holders else None,
        "contributors": list(holders.contributors) if holders else [],
        "informed": list(holders.informed) if holders else [],
        "veto": list(holders.veto) if holders else [],
        "basis": in_short(found),
        "rule": found.kind.rule,
        "version": right.version if right else None,
        "effective": right.effective if right else None,
        "expires": right.expires if right else None,
        "unowned_since": found.since,
        "proposal": proposal_data(found.proposal) if found.proposal else None,
        "undecided": [decision_data(each) for each in found.undecided],
        "taken": [decision_data(each) for each in found.taken],
    }


def proposal_data(right: DecisionRight) -> dict[str, object]:
    """A proposal, and what became of it."""
    return {
        "number": right.number,
        "engagement": right.engagement,
        "decision": right.kind,
        "state": right.state.value,
        "approver": right.holders.approver,
        "delegate": right.holders.delegate,
        "driver": right.holders.driver,
        "proposed_by": right.proposed_by,
        "origin": right.origin.value,
        "reason": right.reason,
        "lapses": right.lapses_at,
        "effective": right.effective,
        "expires": right.expires,
        "decided_by": right.decided_by,
        "because": right.because,
    }
