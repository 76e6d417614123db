"""Looks for what waits unasked: proposals of app.yaml, and what somebody may decide by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.decisions.agreeing import in_state
from bot.decisions.drafts import follow_rights
from bot.decisions.proposing import Proposing
from bot.decisions.together import Together
from bot.model.right import Origin, RightState

if TYPE_CHECKING:
    from bot.decisions.acting import Acting
    from bot.model.organisation import Engagement
    from bot.ports.store import Tx


def look(acting: Acting, tx: Tx) -> None:
    """Ask what was proposed and nobody was asked yet; let drafts begin that may.

    Whoever was asked already is not asked again: an outbox says nothing twice.
    """
    for engagement in acting.organisation.engagements.values():
        _ask(acting, tx, engagement)
        follow_rights(acting, tx, engagement)


def _ask(acting: Acting, tx: Tx, engagement: Engagement) -> None:
    rights = tx.rights.current(engagement.key)
    waiting = [each for each in rights if each.state is RightState.PROPOSED]
    for at in sorted({each.proposed_at for each in waiting if each.origin is Origin.FILE}):
        Together.at(acting, tx, engagement, at).ask(tx)
    for right in waiting:
        if right.origin is Origin.CHAT:
            former = in_state(rights, right.kind, RightState.ACTIVE)
            Proposing(acting).ask(tx, right, engagement, former=former)
