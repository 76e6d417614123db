"""Takes decisions that are open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bot.access import Act, permit
from bot.decisions.links import with_links
from bot.decisions.parts import in_decision
from bot.decisions.slots import decided_slots
from bot.decisions.superseding import given_way, take_place, taken_card
from bot.decisions.telling import tell_taken
from bot.decisions.terms import decision_expires, review_at
from bot.decisions.which import which_decision
from bot.decisions.wishing import in_calendar
from bot.errors import Conflict, Usage
from bot.grammar import fold, quoted
from bot.model.decision import OPEN_STATES, DecisionState
from bot.offers import offers
from bot.prose import one_piece

if TYPE_CHECKING:
    from bot.decisions.acting import Acting
    from bot.model.decision import Decision
    from bot.model.moment import Moment
    from bot.model.organisation import Engagement
    from bot.ports.store import Tx
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Concluding:
    """Somebody who takes a decision."""

    acting: Acting

    def conclude(
        self, tx: Tx, number: int, *, outcome: str, rationale: str, until: Moment | None
    ) -> Card:
        """Write down what was decided, and why.

        Args:
            tx: Where it is written.
            number: Which decision.
            outcome: What is decided; one of the options, if there are any.
            rationale: Why.
            until: From when on it holds no more; None for the usual term of its kind.

        Raises:
            NotFound: There is no such decision.
            NotAllowed: Somebody else decides it, or the delegate is too early.
            Conflict: It is no longer open, or not yet.
            Usage: The outcome is none of the options, or it would be over already.
        """
        acting = self.acting
        decision, engagement = self.may_conclude(tx, number)
        kind = engagement.decisions.kind(decision.kind)
        expires = in_calendar(until, engagement, acting.now)
        expires = expires or decision_expires(kind, engagement, acting.now)
        if expires <= acting.now:
            raise Usage("That would be over already.", next_step="Say an end that is to come.")
        gone = given_way(tx, decision)
        taken = replace(
            with_links(tx, decision, engagement),
            state=DecisionState.DECIDED,
            supersedes=None if gone else decision.supersedes,
            outcome=_among(decision, outcome),
            rationale=rationale,
            decided_by=acting.actor,
            decided_at=acting.now,
            decided_in=acting.spoken,
            expires=expires,
            review_at=review_at(kind, engagement, acting.now, expires=expires),
        )
        tx.decisions.amend(taken)
        acting.note(tx, taken, "decided", before=decision)
        tx.due.plan(decided_slots(taken))
        take_place(acting, tx, taken)
        draw = partial(taken_card, gone=gone)
        tell_taken(acting, tx, taken, engagement, draw=draw)
        return draw(taken, acting.here(engagement, service=taken.service))

    def may_conclude(self, tx: Tx, number: int) -> tuple[Decision, Engagement]:
        """The decision of that number, if the actor may take it; errors as those of that."""
        acting = self.acting
        acting.deciding.ready(tx, now=acting.now)
        decision, engagement = which_decision(acting, tx, number)
        self._see_open(decision)
        parts = in_decision(acting.somebody, decision, acting.organisation, acting.now)
        permit(Act.CONCLUDE, tuple(parts), next_step=self._who(decision, engagement))
        return decision, engagement

    def _see_open(self, decision: Decision) -> None:
        if decision.state is DecisionState.DRAFT:
            raise Conflict(
                f"{decision.name} is a draft: nobody owns such decisions yet.",
                next_step=f"Propose who decides: owner propose {decision.service} {decision.kind} "
                "approver=… reason=…",
            )
        if decision.state not in OPEN_STATES:
            raise Conflict(
                f"{decision.name} is {decision.state_at(self.acting.now).value} already.",
                next_step=f"See it: decision {decision.name}",
            )

    def _who(self, decision: Decision, engagement: Engagement) -> str:
        """Whom to ask instead; what to do if all who might decide have left."""
        here, active = self.acting.here(engagement), self.acting.organisation.active
        approver, delegate, half = decision.approver, decision.delegate, decision.delegate_from
        first = approver if approver in active else delegate
        names = [here.name(each) for each in (first, decision.escalated_to) if each in active]
        if not names:
            about = f"{decision.service} {decision.kind}"
            return f"Agree on somebody who does: owner propose {about} approver=… reason=…"
        ask = f"Ask {' or '.join(names)}"
        if half and delegate in active and first == approver:
            ask += f"; from {here.when(half)} on also {here.name(delegate or '')}"
        return f"{ask}."


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
        next_step=f"Say one of these, and why: {' | '.join(decision.options)}",
        buttons=offers(
            f"form conclude {decision.name} {one_piece(each)}" for each in decision.options
        ),
    )
