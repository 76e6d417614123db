"""Accepts what the other side proposed, one or several by one act; inside a transaction.

Each is written by itself, with who, when, and what was so before and after. What is said of them is
said together.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bot.access import Act
from bot.cards.file_proposals import agreed_card, going_on
from bot.cards.proposal import accepted_card
from bot.cards.proposals import Shown, accept_button
from bot.decisions.agreeing import asked, in_state, put_into_force
from bot.decisions.answering import Answering
from bot.decisions.drafts import follow_rights
from bot.decisions.staying import staying
from bot.decisions.telling_holders import tell_holders
from bot.decisions.together import Together
from bot.errors import Conflict
from bot.model.right import Origin, RightState
from bot.telling import said_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.cards.surroundings import Surroundings
    from bot.decisions.acting import Acting
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class _Agreed:
    """A right that was just agreed on, the one whose place it took, and what stays as it was."""

    right: DecisionRight
    engagement: Engagement
    former: DecisionRight | None
    still: Sequence[Decision]

    def shown(self, here: Surroundings) -> Shown:
        return Shown(self.right, here, self.former, self.still)

    def card(self, here: Surroundings) -> Card:
        return accepted_card(self.right, here, former=self.former, still=self.still)


@dataclass(frozen=True, slots=True)
class Accepting:
    """Somebody who agrees, for the other side."""

    acting: Acting

    def accept(self, tx: Tx, numbers: Sequence[int]) -> Card:
        """Agree to what has these numbers, or to the only one that waits; it holds at once.

        Of several, what cannot be accepted any more stays as it is, and the answer says so.

        Raises:
            NotFound: There is no such proposal.
            NotAllowed: The actor does not speak for the other side.
            Conflict: None of them can be accepted, or it is not clear which one is meant.
        """
        agreed: list[_Agreed] = []
        left: dict[int | None, Conflict] = {}
        for number in dict.fromkeys(numbers) or (None,):
            try:
                agreed.append(self._accept(tx, number))
            except Conflict as conflict:
                left[number] = conflict
        if not agreed:
            raise next(iter(left.values()))
        self.acting.deciding.changed()
        self._tell(tx, agreed)
        for engagement in {each.engagement.key: each.engagement for each in agreed}.values():
            follow_rights(self.acting, tx, engagement)
        if len(numbers) > 1:
            shown = [each.shown(self.acting.here(each.engagement)) for each in agreed]
            left_out = [f"Not {number}: {each.message}" for number, each in left.items()]
            return agreed_card(shown, left=left_out)
        return self._and_then(tx, agreed[0])

    def _accept(self, tx: Tx, number: int | None) -> _Agreed:
        acting = self.acting
        right, engagement = Answering(acting).meant(tx, number, Act.ACCEPT, accept_button)
        self._see_it_can_hold(right, engagement)
        former = in_state(tx.rights.current(engagement.key), right.kind, RightState.ACTIVE)
        link = acting.link or said_in(tx, asked(right), engagement)
        agreed = put_into_force(acting, tx, right, engagement, link=link)
        return _Agreed(agreed, engagement, former, staying(tx, agreed, acting))

    def _and_then(self, tx: Tx, agreed: _Agreed) -> Card:
        """What was agreed on; of what the file proposed, the next is a press away."""
        right, here = agreed.right, self.acting.here(agreed.engagement)
        if right.origin is Origin.CHAT:
            return agreed.card(here)
        together = Together.at(self.acting, tx, agreed.engagement, right.proposed_at)
        return going_on(agreed.card(here), together.shown(here), after=right.number)

    def _tell(self, tx: Tx, agreed: Iterable[_Agreed]) -> None:
        """Say it where it was asked, and to whoever gets or loses a part."""
        by_question = sorted(agreed, key=lambda each: asked(each.right))
        for _, alike in groupby(by_question, key=lambda each: asked(each.right)):
            group = tuple(alike)
            first = group[0]
            if first.right.origin is Origin.CHAT:
                self._tell_of_one(tx, first)
                continue
            at = first.right.proposed_at
            together = Together.at(self.acting, tx, first.engagement, at)
            together.draw_again(tx)
            tell_holders(together, tx, [each.right for each in group])

    def _tell_of_one(self, tx: Tx, agreed: _Agreed) -> None:
        right, former = agreed.right, agreed.former
        holders = {right.holders.approver, right.holders.delegate, right.proposed_by}
        holders |= {former.holders.approver} if former else set()
        people = {each for each in holders if each}
        Answering(self.acting).tell(tx, right, agreed.engagement, agreed.card, people=people)

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
