"""Who owns decisions, for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.decision_data import decision_data
from bot.cards.owner_basis import in_short
from bot.model.right import Holders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cards.surroundings import Surroundings
    from bot.model.ownership import Ownership
    from bot.model.right import DecisionRight


def owners_data(found: Sequence[Ownership], here: Surroundings) -> dict[str, object]:
    """The first right's own values, and all of them under ``rights``."""
    rights = [owner_data(each, here) for each in found]
    return {**(rights[0] if rights else {}), "rights": rights}


def owner_data(found: Ownership, here: Surroundings) -> dict[str, object]:
    """One kind: who decides by a right in force; nobody by one that is over, nor who has left."""
    right = found.held
    holders, present = right.holders if right else Holders(""), here.organisation.present
    return {
        "decision": found.kind.key,
        "name": found.kind.name,
        "service": here.service.key,
        "state": found.state.value,
        "approver": found.approver,
        "delegate": found.delegate,
        "driver": found.driver,
        "contributors": present(holders.contributors),
        "informed": present(holders.informed),
        "veto": present(holders.veto),
        "basis": in_short(found),
        "rule": found.kind.rule,
        "version": right.version if right else None,
        "effective": right.effective if right else None,
        "expires": right.expires if right else None,
        "unowned_since": found.since,
        "incident": found.incident.number if found.incident else None,
        "proposal": proposal_data(found.proposal) if found.proposal else None,
        "undecided": [decision_data(each, here) for each in found.undecided],
        "taken": [decision_data(each, here) for each in found.taken],
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
