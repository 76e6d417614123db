"""Proposes who decides, and asks the other side; inside a transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.access import Act, permit
from bot.cards.proposal import proposed_card, question_card
from bot.decisions.agreeing import asked, asked_of, in_state
from bot.decisions.answering import Answering
from bot.decisions.parts import ask_leads, in_engagement
from bot.decisions.slots import proposal_slots
from bot.errors import Conflict
from bot.model.right import RightState

if TYPE_CHECKING:
    from bot.decisions.acting import Acting
    from bot.model.organisation import Engagement
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Proposing:
    """Somebody who proposes who decides."""

    acting: Acting

    def propose(self, tx: Tx, wish: DecisionRight, engagement: Engagement) -> Card:
        """Write a proposal down, and ask the other side.

        Raises:
            NotAllowed: The actor speaks for neither side.
            Conflict: Another proposal of the kind waits.
        """
        acting = self.acting
        acting.deciding.ready(tx, now=acting.now)
        parts = in_engagement(acting.somebody, engagement, acting.organisation)
        permit(Act.PROPOSE, tuple(parts), next_step=self._ask_own_lead(engagement))
        current = tx.rights.current(engagement.key)
        if waiting := in_state(current, wish.kind, RightState.PROPOSED):
            if waiting.waits(acting.now):
                raise self._waits(waiting, engagement)
            Answering(acting.nobody).end(tx, waiting, engagement, RightState.LAPSED, None)
        former = in_state(current, wish.kind, RightState.ACTIVE)
        right = tx.rights.propose(wish)
        acting.note(tx, right, "proposed", before=former)
        tx.due.plan(proposal_slots(right))
        self.ask(tx, right, engagement, former=former)
        return proposed_card(right, acting.here(engagement), former=former)

    def ask(
        self, tx: Tx, right: DecisionRight, engagement: Engagement, *, former: DecisionRight | None
    ) -> None:
        """Ask the other side, before everybody in the channels and its leads directly."""
        telling = self.acting.telling
        card = self.acting.drawn(engagement, lambda here: question_card(right, here, former=former))
        telling.channels(tx, asked(right), engagement, card)
        telling.people(tx, asked(right), asked_of(right, engagement), card, engagement=engagement)

    def _ask_own_lead(self, engagement: Engagement) -> str:
        side = self.acting.organisation.people[self.acting.somebody].side
        return ask_leads(engagement, side, self.acting.organisation)

    def _waits(self, waiting: DecisionRight, engagement: Engagement) -> Conflict:
        here = self.acting.here(engagement)
        approver, by = here.name(waiting.holders.approver), here.name(waiting.proposed_by)
        return Conflict(
            f"Proposal {waiting.number} waits already: {by} proposed {approver}.",
            next_step="Answer or withdraw it first: owner accept, decline or withdraw "
            f"{waiting.number}",
        )
