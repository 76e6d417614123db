"""Answers what the other side proposed, or takes back what one's own did; inside a transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bot.access import Act, permit
from bot.cards.proposal import BECAME, accepted_card, ended_card
from bot.decisions.agreeing import asked, asked_of, in_state, put_into_force
from bot.decisions.drafts import open_drafts
from bot.decisions.parts import ask_leads, in_proposal, other
from bot.decisions.staying import staying
from bot.decisions.which import which_proposal
from bot.errors import Conflict
from bot.model.right import RightState
from bot.telling import said_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.cards.surroundings import Surroundings
    from bot.decisions.acting import Acting
    from bot.model.organisation import Engagement
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Answering:
    """Somebody who answers a proposal."""

    acting: Acting

    def accept(self, tx: Tx, number: int | None) -> Card:
        """Agree, for the other side; it holds at once.

        Raises:
            NotFound: There is no such proposal.
            NotAllowed: The actor does not speak for the other side.
            Conflict: It was answered already, lapsed, or names somebody who has left.
        """
        acting = self.acting
        right, engagement = self._meant(tx, number, Act.ACCEPT)
        self._see_it_can_hold(right, engagement)
        former = in_state(tx.rights.current(engagement.key), right.kind, RightState.ACTIVE)
        link = acting.link or said_in(tx, asked(right), engagement)
        agreed = put_into_force(acting, tx, right, engagement, link=link)
        acting.deciding.changed()
        holders = {agreed.holders.approver, agreed.holders.delegate, right.proposed_by}
        holders |= {former.holders.approver} if former else set()
        still = staying(tx, agreed, acting)
        card = partial(accepted_card, agreed, former=former, still=still)
        self._tell(tx, agreed, engagement, card, people=holders - {None})
        open_drafts(acting, tx, engagement)
        return card(acting.here(engagement))

    def decline(self, tx: Tx, number: int | None, because: str) -> Card:
        """Do not agree; the errors are those of ``accept``."""
        right, engagement = self._meant(tx, number, Act.ACCEPT)
        return self.end(tx, right, engagement, RightState.DECLINED, because)

    def withdraw(self, tx: Tx, number: int | None, because: str | None) -> Card:
        """Take a proposal back.

        Raises:
            NotFound: There is no such proposal.
            NotAllowed: The actor's side did not make it.
            Conflict: It was answered already, or lapsed.
        """
        right, engagement = self._meant(tx, number, Act.WITHDRAW)
        return self.end(tx, right, engagement, RightState.WITHDRAWN, because)

    def end(
        self,
        tx: Tx,
        right: DecisionRight,
        engagement: Engagement,
        became: RightState,
        because: str | None,
    ) -> Card:
        """Let a proposal come to nothing; who asked for it is told."""
        acting = self.acting
        ended = replace(
            right,
            state=became,
            decided_by=acting.actor,
            decided_at=acting.now,
            because=because,
            decided_in=acting.link or said_in(tx, asked(right), engagement),
        )
        tx.rights.amend(ended)
        acting.note(tx, ended, became.value, before=right)
        self._tell(
            tx, ended, engagement, lambda here: ended_card(ended, here), people={right.proposed_by}
        )
        return ended_card(ended, acting.here(engagement))

    def _tell(
        self,
        tx: Tx,
        right: DecisionRight,
        engagement: Engagement,
        card: Callable[[Surroundings], Card],
        *,
        people: set[str | None],
    ) -> None:
        """Say what became of it where it was asked, and to whom it concerns."""
        acting = self.acting
        key, shown = f"right {right.number} {right.state.value}", acting.drawn(engagement, card)
        acting.telling.channels(tx, key, engagement, shown, instead_of=asked(right))
        leads = asked_of(right, engagement)
        told = {each for each in people if each} - {acting.actor} - leads
        acting.telling.people(tx, key, told, shown, engagement=engagement)
        acting.telling.instead(tx, key, leads, shown, engagement=engagement, of=asked(right))

    def _meant(self, tx: Tx, number: int | None, act: Act) -> tuple[DecisionRight, Engagement]:
        """The proposal that is meant, if the actor may do this and it still waits."""
        acting = self.acting
        acting.deciding.ready(tx, now=acting.now)
        right, engagement = which_proposal(acting, tx, number, act)
        # Where it was said by a slash command, the question in the channel is what can be read.
        proposed_in = right.proposed_in or said_in(tx, asked(right), engagement)
        right = replace(right, proposed_in=proposed_in)
        side = other(right.side) if act is Act.ACCEPT else right.side
        parts = in_proposal(acting.somebody, right, engagement, acting.organisation)
        permit(act, tuple(parts), next_step=ask_leads(engagement, side, acting.organisation))
        if not right.waits(acting.now):
            lapsed = right.state is RightState.PROPOSED
            became = BECAME[RightState.LAPSED if lapsed else right.state]
            raise Conflict(
                f"Proposal {right.number} {became}.",
                next_step=f"See who decides: owner {engagement.services[0]} {right.kind}",
            )
        return right, engagement

    def _see_it_can_hold(self, right: DecisionRight, engagement: Engagement) -> None:
        """See that its approver has not left, that it has begun, and that it is not over yet."""
        decline = f"Decline it, and propose another: owner decline {right.number} …"
        if right.holders.approver not in self.acting.organisation.active:
            person = self.acting.here(engagement).name(right.holders.approver)
            raise Conflict(
                f"{person} is not active any more, and so cannot decide anything.",
                next_step=decline,
            )
        if right.effective is not None and right.effective > self.acting.now:
            # Accepted now it would end what holds, and leave nobody until then.
            begins = self.acting.here(engagement).when(right.effective)
            raise Conflict(
                f"It begins on {begins}, and is not to be accepted before.",
                next_step="Accept it from then on; until then what was agreed stays.",
            )
        if right.expires is not None and right.expires <= self.acting.now:
            until = self.acting.here(engagement).when(right.expires)
            raise Conflict(f"It would have held until {until}, which is over.", next_step=decline)
