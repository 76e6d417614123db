"""A decision, for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model.decision import UNDECIDED

if TYPE_CHECKING:
    from bot.cards.surroundings import Surroundings
    from bot.model.decision import Decision


def decision_data(decision: Decision, here: Surroundings) -> dict[str, object]:
    """All that people see of it: nobody who has left stands in, or above, while it waits."""
    waits, active = decision.state in UNDECIDED, here.organisation.active
    delegated = not waits or decision.delegate in active
    raised = not waits or decision.escalated_to in active
    return {
        "decision": decision.name,
        "service": decision.service,
        "kind": decision.kind,
        "question": decision.question,
        "options": list(decision.options),
        "state": decision.state_at(here.now).value,
        "opened_by": decision.opened_by,
        "opened_at": decision.opened_at,
        "approver": decision.approver,
        "delegate": decision.delegate if delegated else None,
        "delegate_from": decision.delegate_from,
        "due": decision.due,
        "escalated_to": decision.escalated_to if raised else None,
        "outcome": decision.outcome,
        "rationale": decision.rationale,
        "decided_by": decision.decided_by,
        "decided_at": decision.decided_at,
        "review": decision.review_at,
        "expires": decision.expires,
        "reversible": decision.reversible,
        "supersedes": decision.supersedes,
        "superseded_by": decision.superseded_by,
        "link": decision.link,
    }
