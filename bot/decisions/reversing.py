"""Takes back what was decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.access import Act, permit
from bot.cards.decision import decision_card
from bot.decisions.parts import in_decision
from bot.decisions.telling import tell_taken
from bot.decisions.which import which_decision
from bot.errors import Conflict
from bot.model.decision import DecisionState

if TYPE_CHECKING:
    from bot.decisions.acting import Acting
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement
    from bot.ports.store import Tx
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Reversing:
    """Somebody who takes a decision back."""

    acting: Acting

    def reverse(self, tx: Tx, number: int, because: str) -> Card:
        """Take back what was decided.

        Raises:
            NotFound: There is no such decision.
            NotAllowed: Somebody else decides that now.
            Conflict: It does not hold, or cannot be taken back.
        """
        acting = self.acting
        decision, engagement = self.may_reverse(tx, number)
        reversed_ = replace(
            decision,
            state=DecisionState.REVERSED,
            ended_by=acting.actor,
            ended_at=acting.now,
            because=because,
        )
        tx.decisions.amend(reversed_)
        acting.note(tx, reversed_, "reversed", before=decision)
        tell_taken(acting, tx, reversed_, engagement)
        return decision_card(reversed_, acting.here(engagement, service=decision.service))

    def may_reverse(self, tx: Tx, number: int) -> tuple[Decision, Engagement]:
        """The decision of that number, if the actor may reverse it; errors as those of that."""
        acting = self.acting
        acting.deciding.ready(tx, now=acting.now)
        decision, engagement = which_decision(acting, tx, number)
        if not decision.in_force(acting.now):
            raise Conflict(
                f"{decision.name} does not hold: it is {decision.state_at(acting.now).value}.",
                next_step=f"See it: decision {decision.name}",
            )
        if not decision.reversible:
            raise Conflict(
                f"{decision.name} was taken for good, and cannot be reversed.",
                next_step=f"Put another in its place: decide {decision.service} {decision.kind} "
                f"… supersedes={decision.name}",
            )
        approver = self._approver_now(tx, decision, engagement)
        parts = in_decision(
            acting.somebody, replace(decision, approver=approver), acting.organisation, acting.now
        )
        about = f"{decision.service} {decision.kind}"
        next_step = f"Agree on somebody who does: owner propose {about} approver=… reason=…"
        if approver in acting.organisation.active:
            next_step = f"Ask {acting.here(engagement).name(approver or '')}."
        permit(Act.REVERSE, tuple(parts), next_step=next_step)
        return decision, engagement

    def _approver_now(self, tx: Tx, decision: Decision, engagement: Engagement) -> str | None:
        """Who decides such things now; who decided it, if nobody does."""
        kind = engagement.decisions.kind(decision.kind)
        found = self.acting.standing(tx, engagement, kind, service=decision.service)
        return found.approver or decision.approver
