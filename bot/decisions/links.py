"""Where a decision can be read, also where only our own posts about it have an address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model.decision import DecisionState
from bot.telling import said_in

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.decision import Decision
    from bot.model.organisation import Engagement, Organisation
    from bot.ports.store import Tx

OPENED = {DecisionState.OPEN: "opened", DecisionState.DRAFT: "drafted"}
"""How a decision was asked, by what it was then; a draft that opens is asked anew."""


def with_links(tx: Tx, decision: Decision, engagement: Engagement | None) -> Decision:
    """The decision with an address of what was said about it, as far as one is known."""
    if engagement is None:  # app.yaml names it no more, nor its channels
        return decision
    number, opened, decided = decision.number, decision.opened_in, decision.decided_in
    if opened.link is None:
        keys = (f"decision {number} {asked}" for asked in OPENED.values())
        found = (said_in(tx, key, engagement) for key in keys)
        opened = replace(opened, link=next(filter(None, found), None))
    if decided and decided.link is None:
        said = said_in(tx, f"decision {number} {DecisionState.DECIDED.value}", engagement)
        decided = replace(decided, link=said)
    return replace(decision, opened_in=opened, decided_in=decided)


def keep_links(tx: Tx, organisation: Organisation, *, since: datetime) -> None:
    """Write the addresses down with the decisions, for the outbox forgets what it posted.

    Args:
        tx: Where they are written.
        organisation: Whose channels.
        since: What was asked and decided before has its addresses by now, if there are any.
    """
    for decision in tx.decisions.among():
        if max(decision.opened_at, decision.decided_at or decision.opened_at) >= since:
            engagement = organisation.engagements.get(decision.engagement)
            found = with_links(tx, decision, engagement)
            if found != decision:
                tx.decisions.amend(found)
