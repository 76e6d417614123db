"""On what a decision rests, in its order: SLO and policy, then the charter, then who is named.

Never the seniority of whoever is in the thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards import owner_words as words
from bot.cards.budget_headline import TIER_WORDS
from bot.model.decision_kind import First
from bot.model.ownership import OwnershipState
from bot.reply import Fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cards.surroundings import Surroundings
    from bot.model.assessment import Assessment
    from bot.model.ownership import Ownership


def basis(
    found: Ownership, here: Surroundings, assessments: Sequence[Assessment] | None
) -> tuple[Fact, ...]:
    """The three steps, and what each of them says here.

    Args:
        found: Who owns it.
        here: For whom.
        assessments: What is left of the service's budgets, the worst first; None if unknown.
    """
    return (
        Fact("1 SLO and policy", _policy(found, here, assessments)),
        Fact("2 Charter", _charter(found)),
        Fact("3 Named approver", _named(found, here)),
    )


def in_short(found: Ownership) -> str | None:
    """The clause or the rule, with the version of the right; None if nobody owns it by a right."""
    right = found.held
    if right is None:
        return None
    return f"{right.basis or 'the agreement of both sides'}, version {right.version}"


def _policy(found: Ownership, here: Surroundings, assessments: Sequence[Assessment] | None) -> str:
    if found.state is OwnershipState.COMMANDED:
        return "an incident is declared: its commander decides, finally, until it is called off"
    if found.kind.first is not First.BUDGET:
        return "leave this open"
    policy = here.engagement.policy
    if not policy.agreed:
        return "the policy is not agreed by both sides yet, so it leaves this open"
    worst = next(iter(assessments or ()), None)
    if worst is None or worst.tier is None:
        return "nothing is known of the budget just now, so they leave this open"
    stale = ", as last known" if worst.stale else ""
    return f"the budget is {TIER_WORDS[worst.tier]}{stale}. {policy.consequence(worst.tier)}"


def _charter(found: Ownership) -> str:
    if found.held and found.held.basis:
        return found.held.basis
    if found.proposal and found.proposal.basis:
        return f"names no clause yet; proposed: {found.proposal.basis}"
    return "names no clause"


def _named(found: Ownership, here: Surroundings) -> str:
    if found.approver is None:
        return words.unowned(found, here)
    right = found.held
    version = f", version {right.version} of this right" if right else ""
    return f"{here.name(found.approver)}{version}"
