"""Gives what is to be decided to whoever owns it by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.decisions.opening import given_to
from bot.decisions.telling import ask_again, tell_opened
from bot.model.decision import UNDECIDED, DecisionState
from bot.model.decision_kind import First

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.decisions.acting import Acting
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement
    from bot.ports.store import Tx


def open_drafts(acting: Acting, tx: Tx, engagement: Engagement) -> None:
    """Let every draft of an engagement begin that somebody may decide by now."""
    drafts = tx.decisions.among(engagement=engagement.key, states={DecisionState.DRAFT})
    _give_anew(acting, tx, engagement, drafts)


def follow_command(acting: Acting, tx: Tx, engagement: Engagement, service: str) -> None:
    """Let what is a commander's to decide be the present commander's, whoever was it before.

    What is open when the incident is over stays with whoever commanded last: they saw it.
    """
    undecided = tx.decisions.among(engagement=engagement.key, service=service, states=UNDECIDED)
    kinds = engagement.decisions
    theirs = [each for each in undecided if kinds.kind(each.kind).first is First.INCIDENT]
    _give_anew(acting, tx, engagement, theirs)


def _give_anew(
    acting: Acting, tx: Tx, engagement: Engagement, decisions: Iterable[Decision]
) -> None:
    for before in decisions:
        if before.service not in engagement.services:
            continue
        kind = engagement.decisions.kind(before.kind)
        found = acting.standing(tx, engagement, kind, service=before.service)
        if found.approver == before.approver:
            continue
        # A time by which it was to be decided, and which passed meanwhile, is nobody's limit.
        due = before.due if before.due and before.due > acting.now else None
        given = given_to(before, found, engagement, acting.now, due=due)
        tx.decisions.amend(given)
        what = "given to an approver" if given.approver else "without an approver"
        acting.note(tx, given, what, before=before)
        if before.state is DecisionState.DRAFT:
            tell_opened(acting, tx, given, engagement)
        else:
            ask_again(acting, tx, given, engagement)
