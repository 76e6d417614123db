"""Opens drafts once somebody owns what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.decisions.opening import given_to
from bot.decisions.telling import tell_opened
from bot.model.decision import DecisionState

if TYPE_CHECKING:
    from bot.decisions.acting import Acting
    from bot.model.organisation import Engagement
    from bot.ports.store import Tx

_AT_ONCE = 50
"""Drafts that are opened at a time; the others follow within the hour."""


def open_drafts(acting: Acting, tx: Tx, engagement: Engagement) -> None:
    """Let every draft of an engagement begin that somebody may decide by now."""
    drafts = tx.decisions.among(
        engagement=engagement.key, states={DecisionState.DRAFT}, most=_AT_ONCE
    )
    for draft in drafts:
        if draft.service not in engagement.services:
            continue
        kind = engagement.decisions.kind(draft.kind)
        (found,) = acting.deciding.standing(
            tx, engagement, (kind,), service=draft.service, now=acting.now
        )
        # A time by which it was to be decided, and which passed meanwhile, is nobody's limit.
        due = draft.due if draft.due and draft.due > acting.now else None
        given = given_to(draft, found, engagement, acting.now, due=due)
        if given.state is DecisionState.OPEN:
            tx.decisions.amend(given)
            acting.note(tx, given, "given to an approver", before=draft)
            tell_opened(acting, tx, given, engagement)
