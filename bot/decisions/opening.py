"""Opens decisions: asks whoever owns them, or keeps a draft until somebody does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.access import Act, permit
from bot.cards.brief_decision import brief_card
from bot.decisions.parts import in_decision, in_engagement
from bot.decisions.superseding import supersede
from bot.decisions.telling import tell_opened
from bot.decisions.terms import deadlines
from bot.decisions.which import which_decision
from bot.errors import Conflict
from bot.model.decision import UNDECIDED, DecisionState

if TYPE_CHECKING:
    from datetime import datetime

    from bot.decisions.acting import Acting
    from bot.model.decision import Decision
    from bot.model.decision_kind import DecisionKind
    from bot.model.organisation import Engagement
    from bot.model.ownership import Ownership
    from bot.ports.store import Tx
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody who opens a decision."""

    acting: Acting

    def open(
        self,
        tx: Tx,
        wish: Decision,
        kind: DecisionKind,
        engagement: Engagement,
        *,
        due: datetime | None,
    ) -> Card:
        """Write a decision down, and ask its approver; the errors are those of ``write``."""
        decision = self.write(tx, wish, kind, engagement, due=due)
        tell_opened(self.acting, tx, decision, engagement)
        return brief_card(decision, self.acting.here(engagement, service=decision.service))

    def write(
        self,
        tx: Tx,
        wish: Decision,
        kind: DecisionKind,
        engagement: Engagement,
        *,
        due: datetime | None,
    ) -> Decision:
        """Write a decision down, and ask nobody yet.

        Args:
            tx: Where it is written.
            wish: The question, as a draft.
            kind: Its kind.
            engagement: Its engagement.
            due: By when it is to be decided, if somebody said so.

        Raises:
            NotAllowed: The actor has no part in the engagement.
            Conflict: What it would supersede cannot be superseded.
        """
        acting = self.acting
        acting.deciding.ready(tx, now=acting.now)
        parts = in_engagement(acting.somebody, engagement, acting.organisation)
        permit(Act.OPEN, tuple(parts), next_step="Ask somebody of the two teams to open it.")
        earlier = self._earlier(tx, wish, engagement)
        found = acting.standing(tx, engagement, kind, service=wish.service)
        decision = tx.decisions.open(given_to(wish, found, engagement, acting.now, due=due))
        acting.note(tx, decision, "opened")
        if earlier and earlier.state in UNDECIDED:
            supersede(acting, tx, earlier, by=decision)
        return decision

    def _earlier(self, tx: Tx, wish: Decision, engagement: Engagement) -> Decision | None:
        """What it would take the place of: at once if that is open, once decided if it is not."""
        if wish.supersedes is None:
            return None
        acting = self.acting
        earlier, its = which_decision(acting, tx, wish.supersedes)
        if its is not engagement:
            raise Conflict(
                f"{earlier.name} is a decision of {its.key}.",
                next_step="A decision is superseded by one of its own engagement.",
            )
        if earlier.state in UNDECIDED:
            parts = in_decision(acting.somebody, earlier, acting.organisation, acting.now)
            asked = acting.here(engagement).name(earlier.opened_by)
            permit(Act.REPLACE, tuple(parts), next_step=f"Ask {asked}.")
        elif earlier.state is not DecisionState.DECIDED:
            raise Conflict(
                f"{earlier.name} is {earlier.state.value} already.",
                next_step=f"Open another without it: decide {wish.service} {wish.kind} …",
            )
        elif earlier.kind != wish.kind:
            kind = engagement.decisions.kind(earlier.kind)
            raise Conflict(
                f"{earlier.name} was decided by whoever owns such things: {kind.name}.",
                next_step=f"Put one of its kind in its place: decide {wish.service} {kind.key} …",
            )
        return earlier


def given_to(
    wish: Decision,
    found: Ownership,
    engagement: Engagement,
    now: datetime,
    *,
    due: datetime | None = None,
) -> Decision:
    """The decision with whoever owns it now, whose clock begins; a draft if nobody does."""
    if found.approver is None:
        return replace(
            wish,
            state=DecisionState.DRAFT,
            approver=None,
            delegate=None,
            right=None,
            delegate_from=None,
            due=due,
            escalated_to=None,
        )
    limits = deadlines(engagement, now, due=due)
    return replace(
        wish,
        state=DecisionState.OPEN,
        approver=found.approver,
        delegate=found.delegate,
        right=found.held.number if found.held else None,
        delegate_from=limits.delegate_from,
        due=limits.due,
        escalated_to=None,
    )
