"""What becomes of rights and decisions by themselves, when their time has come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bot.cards.decision import decision_card
from bot.cards.decision_words import reminder
from bot.cards.right_notice import ends_soon_card, expired_card
from bot.decisions.acting import Acting
from bot.decisions.answering import Answering
from bot.decisions.given import limits_of, nth
from bot.decisions.parts import SIDES
from bot.decisions.slots import Turn, open_slots
from bot.decisions.staying import staying
from bot.decisions.telling import ask_again
from bot.decisions.which import known_decision, known_right
from bot.model.decision import DecisionState
from bot.model.right import RightState
from bot.reply import Tone

if TYPE_CHECKING:
    from bot.cards.surroundings import Surroundings
    from bot.job import JobContext
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx
    from bot.reply import Card


def by_itself(context: JobContext) -> ByItself:
    """Whatever happens without anybody who does it."""
    return ByItself(
        Acting.by_itself(
            context.organisation,
            context.deciding,
            platforms=context.platforms,
            now=context.clock.now(),
        )
    )


@dataclass(frozen=True, slots=True)
class ByItself:
    """What happens without anybody who does it."""

    acting: Acting

    def right(self, tx: Tx, number: int, turn: Turn) -> None:
        """Let a proposal lapse, or say that a right ends."""
        known = known_right(tx, number, self.acting.organisation)
        if known is None:
            return
        right, engagement = known
        match turn:
            case Turn.LAPSES if right.state is RightState.PROPOSED:
                Answering(self.acting).end(tx, right, engagement, RightState.LAPSED, None)
            case Turn.ENDS_SOON if self._is_in_force(right):
                self._say(tx, right, engagement, turn, soon=True)
            case Turn.EXPIRES if right.state is RightState.ACTIVE:
                self._say(tx, right, engagement, turn, soon=False)
            case _:
                return

    def _is_in_force(self, right: DecisionRight) -> bool:
        active = self.acting.organisation.active
        return right.holds(self.acting.now) and right.holders.approver in active

    def decision(self, tx: Tx, number: int, turn: Turn) -> None:
        """Remind of a decision, raise it, or let it end."""
        known = known_decision(tx, number, self.acting.organisation)
        if known is None:
            return
        decision, engagement = known
        match turn:
            case Turn.DELEGATE | Turn.DUE if decision.state is DecisionState.OPEN:
                self._limit(tx, decision, engagement, turn)
            case Turn.REVIEW if decision.in_force(self.acting.now):
                self._remind(tx, decision, engagement, turn, set())
            case Turn.EXPIRES if decision.state is DecisionState.DECIDED:
                ended = replace(decision, state=DecisionState.EXPIRED, ended_at=self.acting.now)
                tx.decisions.amend(ended)
                self.acting.note(tx, ended, "expired", before=decision)
                self._remind(tx, ended, engagement, turn, set())
            case _:
                return

    def _say(
        self, tx: Tx, right: DecisionRight, engagement: Engagement, turn: Turn, *, soon: bool
    ) -> None:
        acting, key = self.acting, f"right {right.number} {turn.value}"
        over = partial(expired_card, still=staying(tx, right, acting))
        card = acting.drawn(engagement, partial(ends_soon_card if soon else over, right))
        acting.telling.channels(tx, key, engagement, card)
        told = {right.holders.approver, *(engagement.team_of(side).lead for side in SIDES)}
        acting.telling.people(tx, key, told, card, engagement=engagement)

    def _limit(self, tx: Tx, decision: Decision, engagement: Engagement, turn: Turn) -> None:
        """Half of its limit has passed, or all of it; unless that was before it was given anew."""
        limits = limits_of(tx, decision, engagement)
        now, half, delegate = self.acting.now, decision.delegate_from, decision.delegate
        over = limits.escalates <= now
        if turn is Turn.DUE and over:
            self._escalate(tx, decision, engagement)
        elif turn is Turn.DUE:
            tx.due.plan(open_slots(decision, limits))
        elif delegate and half and half <= now and not over:  # else they hear that it is late
            self._remind(tx, decision, engagement, turn, {delegate})

    def _escalate(self, tx: Tx, decision: Decision, engagement: Engagement) -> None:
        """The limit passed: whoever stands above the approver may decide; nothing is approved."""
        above = self._above(decision, engagement)
        raised = replace(decision, state=DecisionState.ESCALATED, escalated_to=above)
        tx.decisions.amend(raised)
        self.acting.note(tx, raised, "escalated", before=decision)
        ask_again(self.acting, tx, raised, engagement)
        told = {each for each in (decision.approver, decision.delegate, above) if each}
        self._remind(tx, raised, engagement, Turn.DUE, told)

    def _above(self, decision: Decision, engagement: Engagement) -> str | None:
        """The approver's manager, else the sponsor; whoever may decide already is passed over."""
        approver = self.acting.organisation.people.get(decision.approver or "")
        above = approver.manager if approver else None
        active = self.acting.organisation.active
        others = active - {decision.approver, decision.delegate}
        return next((each for each in (above, engagement.sponsor) if each in others), None)

    def _remind(
        self,
        tx: Tx,
        decision: Decision,
        engagement: Engagement,
        turn: Turn,
        people: set[str],
    ) -> None:
        """Write to those whose turn it is; say before everybody what concerns everybody."""
        acting, key = self.acting, f"decision {decision.number} {turn.value}{nth(tx, decision)}"

        def draw(here: Surroundings) -> Card:
            shown = decision_card(decision, here, asks=True)
            tone = shown.tone if turn is Turn.DELEGATE else Tone.WATCH
            return replace(shown, headline=reminder(decision, here, turn), tone=tone)

        card = acting.drawn(engagement, draw, service=decision.service)
        alone = turn is Turn.DELEGATE
        if not alone:
            acting.telling.channels(tx, key, engagement, card)
        acting.telling.people(tx, key, people, card, engagement=engagement, openly=alone)
