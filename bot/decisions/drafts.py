"""Gives what is to be decided to whoever owns it by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.decisions.given import GIVEN, named_limit
from bot.decisions.opening import given_to
from bot.decisions.telling import tell_begun, tell_given
from bot.model.decision import UNDECIDED, DecisionState
from bot.model.decision_kind import First

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.decisions.acting import Acting
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement
    from bot.ports.store import Tx


def follow_rights(acting: Acting, tx: Tx, engagement: Engagement) -> None:
    """Let whoever both sides have agreed on by now decide what nobody else is left to decide.

    That is every draft, and what was asked of people who have left. Whoever stands above them may
    decide that too once it is late; then they need not any more.
    """
    active = acting.organisation.active
    undecided = tx.decisions.among(engagement=engagement.key, states=UNDECIDED)
    left = [each for each in undecided if not {each.approver, each.delegate} & active]
    _give(acting, tx, engagement, left)


def follow_command(acting: Acting, tx: Tx, engagement: Engagement, service: str) -> None:
    """Let what is a commander's to decide be the present commander's, whoever was it before.

    What is open when the incident is over stays with whoever commanded last: they saw it.
    """
    undecided = tx.decisions.among(engagement=engagement.key, service=service, states=UNDECIDED)
    kinds = engagement.decisions
    theirs = [each for each in undecided if kinds.kind(each.kind).first is First.INCIDENT]
    _give(acting, tx, engagement, theirs)


def _give(acting: Acting, tx: Tx, engagement: Engagement, decisions: Iterable[Decision]) -> None:
    for before in decisions:
        if before.service not in engagement.services:
            continue
        kind = engagement.decisions.kind(before.kind)
        found = acting.standing(tx, engagement, kind, service=before.service)
        if found.approver in {None, before.approver}:
            continue
        # A time by which it was to be decided, and which passed meanwhile, is nobody's limit.
        due = named_limit(tx, before, engagement)
        to_come = due if due and due > acting.now else None
        given = given_to(before, found, engagement, acting.now, due=to_come)
        tx.decisions.amend(given)
        acting.note(tx, given, GIVEN, before=before)
        begins = before.state is DecisionState.DRAFT
        (tell_begun if begins else tell_given)(acting, tx, given, engagement)
