"""Takes decisions, and takes them back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.access import Act, permit
from bot.cards.decision import decision_card
from bot.decisions.opening import supersede, tell_closed
from bot.decisions.parts import in_decision
from bot.decisions.slots import decided_slots
from bot.decisions.terms import decision_expires, review_at
from bot.decisions.which import which_decision
from bot.errors import Conflict, Usage
from bot.grammar import fold, quoted
from bot.model.decision import OPEN_STATES, DecisionState
from bot.offers import offers

if TYPE_CHECKING:
    from datetime import datetime

    from bot.decisions.acting import Acting
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement
    from bot.ports.store import Tx
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Concluding:
    """Somebody who takes a decision, or takes one back."""

    acting: Acting

    def conclude(
        self, tx: Tx, number: int, *, outcome: str, rationale: str, expires: datetime | None
    ) -> Card:
        """Write down what was decided, and why.

        Args:
            tx: Where it is written.
            number: Which decision.
            outcome: What is decided; one of the options, if there are any.
            rationale: Why.
            expires: From when on it holds no more; None for the usual term of its kind.

        Raises:
            NotFound: There is no such decision.
            NotAllowed: Somebody else decides it, or the delegate is too early.
            Conflict: It is no longer open, or not yet.
            Usage: The outcome is none of the options.
        """
        acting = self.acting
        acting.deciding.ready(tx, now=acting.now)
        decision, engagement = which_decision(acting, tx, number)
        self._see_open(decision)
        parts = in_decision(acting.somebody, decision, acting.organisation, acting.now)
        permit(Act.CONCLUDE, tuple(parts), next_step=self._who(decision, engagement))
        kind = engagement.decisions.kind(decision.kind)
        until = expires or decision_expires(kind, engagement, acting.now)
        taken = replace(
            decision,
            state=DecisionState.DECIDED,
            outcome=_among(decision, outcome),
            rationale=rationale,
            decided_by=acting.actor,
            decided_at=acting.now,
            decided_in=acting.spoken,
            expires=until,
            review_at=review_at(kind, engagement, acting.now, expires=until),
        )
        tx.decisions.amend(taken)
        acting.note(tx, taken, "decided", before=decision)
        tx.due.plan(decided_slots(taken))
        if taken.supersedes is not None:
            self._supersede(tx, taken)
        self._tell(tx, taken, engagement)
        return decision_card(taken, acting.here(engagement, service=taken.service))

    def reverse(self, tx: Tx, number: int, because: str) -> Card:
        """Take back what was decided.

        Raises:
            NotFound: There is no such decision.
            NotAllowed: Somebody else decides that now.
            Conflict: It does not hold, or cannot be taken back.
        """
        acting = self.acting
        acting.deciding.ready(tx, now=acting.now)
        decision, engagement = which_decision(acting, tx, number)
        if not decision.in_force(acting.now):
            raise Conflict(
                f"{decision.name} does not hold: it is {standing(decision, acting.now)}.",
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
        name = acting.here(engagement).name(approver) if approver else "the approver"
        permit(Act.REVERSE, tuple(parts), next_step=f"Ask {name}.")
        reversed_ = replace(
            decision,
            state=DecisionState.REVERSED,
            ended_by=acting.actor,
            ended_at=acting.now,
            because=because,
        )
        tx.decisions.amend(reversed_)
        acting.note(tx, reversed_, "reversed", before=decision)
        self._tell(tx, reversed_, engagement)
        return decision_card(reversed_, acting.here(engagement, service=decision.service))

    def _approver_now(self, tx: Tx, decision: Decision, engagement: Engagement) -> str | None:
        """Who decides such things now; who decided it, if nobody does."""
        kind = engagement.decisions.kind(decision.kind)
        (found,) = self.acting.deciding.standing(
            tx, engagement, (kind,), service=decision.service, now=self.acting.now
        )
        return found.approver or decision.approver

    def _supersede(self, tx: Tx, taken: Decision) -> None:
        earlier = tx.decisions.find(taken.supersedes or 0)
        if earlier and earlier.state is DecisionState.DECIDED:
            supersede(self.acting, tx, earlier, by=taken)

    def _see_open(self, decision: Decision) -> None:
        if decision.state is DecisionState.DRAFT:
            raise Conflict(
                f"{decision.name} is a draft: nobody owns such decisions yet.",
                next_step=f"Propose who decides: owner propose {decision.service} {decision.kind} "
                "approver=… reason=…",
            )
        if decision.state not in OPEN_STATES:
            raise Conflict(
                f"{decision.name} is {standing(decision, self.acting.now)} already.",
                next_step=f"See it: decision {decision.name}",
            )

    def _who(self, decision: Decision, engagement: Engagement) -> str:
        here = self.acting.here(engagement)
        who = f"Ask {here.name(decision.approver)}" if decision.approver else "Ask the approver"
        if decision.delegate and decision.delegate_from:
            who += f"; from {here.when(decision.delegate_from)} on also "
            who += here.name(decision.delegate)
        return f"{who}."

    def _tell(self, tx: Tx, decision: Decision, engagement: Engagement) -> None:
        """Say it before everybody, and directly to who asked and who is to be informed."""
        acting = self.acting

        def card(zone: str) -> Card:
            return decision_card(
                decision, acting.here(engagement, service=decision.service, zone=zone)
            )

        right = tx.rights.find(decision.right) if decision.right else None
        told = {decision.opened_by, decision.approver, *(right.holders.informed if right else ())}
        key = f"decision {decision.number} {decision.state.value}"
        people = {each for each in told if each} - {acting.actor}
        tell_closed(acting, tx, decision, engagement)
        acting.telling.channels(tx, key, engagement, card)
        acting.telling.people(tx, key, people, card, engagement=engagement)


def standing(decision: Decision, now: datetime) -> str:
    """Where a decision stands, in a word; what expired has, whether that was said or not."""
    over = decision.state is DecisionState.DECIDED and not decision.in_force(now)
    return DecisionState.EXPIRED.value if over else decision.state.value


def _among(decision: Decision, said: str) -> str:
    """The option that is meant.

    Raises:
        Usage: There are options, and it is none of them.
    """
    if not decision.options:
        return said
    for option in decision.options:
        if fold(option) == fold(said):
            return option
    raise Usage(
        f"{quoted(said)} is none of the options of {decision.name}.",
        next_step="Say one of these, and why:",
        buttons=offers(f"form conclude {decision.name} {each}" for each in decision.options),
    )
