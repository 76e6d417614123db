"""Declines what the other side proposed, or takes back what one's own did; in a transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bot.access import Act, permit
from bot.cards.file_proposals import going_on
from bot.cards.proposal import BECAME, ended_card
from bot.cards.proposals import decline_button, withdraw_button
from bot.decisions.agreeing import asked, asked_of, come_to_nothing
from bot.decisions.parts import ask_leads, in_proposal, other
from bot.decisions.together import Together
from bot.decisions.which import which_proposal
from bot.errors import Conflict
from bot.model.right import Origin, RightState
from bot.telling import said_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.cards.surroundings import Surroundings
    from bot.decisions.acting import Acting
    from bot.model.organisation import Engagement
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx
    from bot.reply import Button, Card


@dataclass(frozen=True, slots=True)
class Answering:
    """Somebody who lets a proposal come to nothing, or whose time does."""

    acting: Acting

    def decline(self, tx: Tx, number: int | None, because: str) -> Card:
        """Do not agree, for the other side; everything stays as it was.

        Raises:
            NotFound: There is no such proposal.
            NotAllowed: The actor does not speak for the other side.
            Conflict: It was answered already, or lapsed.
        """
        right, engagement = self.may_decline(tx, number, because)
        return self.end(tx, right, engagement, RightState.DECLINED, because)

    def may_decline(
        self, tx: Tx, number: int | None, because: str
    ) -> tuple[DecisionRight, Engagement]:
        """The proposal that is meant, if the actor may decline it; errors as those of that."""
        return self.meant(tx, number, Act.ACCEPT, partial(decline_button, because=because))

    def withdraw(self, tx: Tx, number: int | None, because: str | None) -> Card:
        """Take a proposal back.

        Raises:
            NotFound: There is no such proposal.
            NotAllowed: The actor's side did not make it.
            Conflict: It was answered already, or lapsed.
        """
        right, engagement = self.meant(tx, number, Act.WITHDRAW, withdraw_button)
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
        link = acting.link or said_in(tx, asked(right), engagement)
        ended = come_to_nothing(acting, tx, right, became, because=because, link=link)
        card = partial(ended_card, ended)
        self.tell(tx, ended, engagement, card, people={right.proposed_by})
        if right.origin is Origin.CHAT:
            return card(acting.here(engagement))
        here = acting.here(engagement)
        together = Together.at(acting, tx, engagement, right.proposed_at)
        return going_on(card(here), together.shown(here), after=right.number)

    def tell(
        self,
        tx: Tx,
        right: DecisionRight,
        engagement: Engagement,
        card: Callable[[Surroundings], Card],
        *,
        people: set[str],
    ) -> None:
        """Say what became of it where it was asked, and to whom it concerns."""
        acting = self.acting
        key, shown = f"right {right.number} {right.state.value}", acting.drawn(engagement, card)
        told = people - {acting.actor}
        if right.origin is Origin.FILE:
            Together.at(acting, tx, engagement, right.proposed_at).draw_again(tx)
        else:
            leads = asked_of(right, engagement)
            told -= leads
            acting.telling.channels(tx, key, engagement, shown, instead_of=asked(right))
            acting.telling.instead(tx, key, leads, shown, engagement=engagement, of=asked(right))
        acting.telling.people(tx, key, told, shown, engagement=engagement)

    def meant(
        self, tx: Tx, number: int | None, act: Act, offer: Callable[[DecisionRight], Button]
    ) -> tuple[DecisionRight, Engagement]:
        """The proposal that is meant, if the actor may do this and it still waits.

        Args:
            tx: Where it is looked up.
            number: Its number; None for the only one that waits.
            act: What the actor wants to do with it.
            offer: What does it to one of several.

        Raises:
            NotFound: There is none.
            NotAllowed: The actor may not.
            Conflict: It waits no more, or it is not clear which one is meant.
        """
        acting = self.acting
        acting.deciding.ready(tx, now=acting.now)
        right, engagement = which_proposal(acting, tx, number, act, offer)
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
