"""Who hears of a decision: asked, asked again, taken, or no longer to be answered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.cards.decision import closed_card, decision_card
from bot.decisions.links import OPENED
from bot.decisions.slots import Turn, open_slots
from bot.decisions.terms import deadlines
from bot.model.decision import DecisionState

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.cards.surroundings import Surroundings
    from bot.decisions.acting import Acting
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement
    from bot.ports.store import Tx
    from bot.reply import Card

_ASKED_AGAIN = "asked again"
_ASKS = (*OPENED.values(), _ASKED_AGAIN, Turn.DELEGATE, Turn.DUE, Turn.REVIEW)
"""How the keys go on of what waits for somebody to do something."""


def tell_opened(acting: Acting, tx: Tx, decision: Decision, engagement: Engagement) -> None:
    """Ask before everybody, and directly whoever decides, must contribute or may stop it."""
    limits = deadlines(engagement, acting.now, due=decision.due)
    tx.due.plan(open_slots(decision, limits))

    card = _drawn(acting, decision, engagement, partial(decision_card, asks=True))
    people = _with_a_part(tx, decision) - {acting.actor}
    key = f"decision {decision.number} {OPENED[decision.state]}"
    draft = f"decision {decision.number} {OPENED[DecisionState.DRAFT]}"
    acting.telling.channels(tx, key, engagement, card, instead_of=draft)
    acting.telling.people(tx, key, people, card, engagement=engagement)


def _drawn(
    acting: Acting,
    decision: Decision,
    engagement: Engagement,
    draw: Callable[[Decision, Surroundings], Card],
) -> Callable[[str], Card]:
    """A card about a decision, for readers of a zone."""
    return acting.drawn(engagement, partial(draw, decision), service=decision.service)


def _with_a_part(tx: Tx, decision: Decision) -> set[str]:
    """Who decides, must contribute or may stop it: keys of people, and of teams."""
    decides = {decision.approver} if decision.approver else set()
    right = tx.rights.find(decision.right) if decision.right else None
    if right is None:
        return decides
    return {*decides, *right.holders.contributors, *right.holders.veto}


def ask_again(acting: Acting, tx: Tx, decision: Decision, engagement: Engagement) -> None:
    """Change what was asked in the channels to how it stands now; it still waits for an answer."""
    card = _drawn(acting, decision, engagement, partial(decision_card, asks=True))
    key = f"decision {decision.number} {_ASKED_AGAIN}"
    of = f"decision {decision.number} {OPENED[DecisionState.OPEN]}"
    acting.telling.channels(tx, key, engagement, card, instead_of=of, anew=False)


def tell_taken(acting: Acting, tx: Tx, decision: Decision, engagement: Engagement) -> None:
    """Say it before everybody, and directly to those who were asked, who asked and the informed."""
    card = _drawn(acting, decision, engagement, decision_card)
    right = tx.rights.find(decision.right) if decision.right else None
    informed = right.holders.informed if right else ()
    people = {*_with_a_part(tx, decision), *informed, decision.opened_by} - {acting.actor}
    key = f"decision {decision.number} {decision.state.value}"
    tell_closed(acting, tx, decision, engagement)
    acting.telling.channels(tx, key, engagement, card)
    acting.telling.people(tx, key, people, card, engagement=engagement)


def tell_closed(acting: Acting, tx: Tx, decision: Decision, engagement: Engagement) -> None:
    """Change what was asked, so that nobody answers it any more."""
    card = _drawn(acting, decision, engagement, closed_card)
    begins = f"decision {decision.number} "
    asked = [
        each
        for each in tx.outbox.standing(begins)
        if each.key.removeprefix(begins).startswith(_ASKS)
    ]
    became = f"is {decision.state.value}"
    acting.telling.over(tx, became, asked, card, engagement=engagement)
