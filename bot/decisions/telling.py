"""Who hears of a decision: asked, asked of somebody else, taken, or no longer to be answered."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from bot.cards.brief_decision import brief_card
from bot.cards.decision import closed_card, decision_card
from bot.decisions.given import nth
from bot.decisions.in_thread import answered_there, tell_thread
from bot.decisions.links import OPENED
from bot.decisions.slots import Turn, open_slots
from bot.decisions.terms import deadlines
from bot.model.decision import DecisionState
from bot.outgoing import ToPerson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.cards.surroundings import Surroundings
    from bot.decisions.acting import Acting
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement
    from bot.outgoing import Standing
    from bot.ports.store import Tx
    from bot.reply import Card

_ASKED_AGAIN = "asked again"
_ASKS = (*OPENED.values(), _ASKED_AGAIN, Turn.DELEGATE, Turn.DUE, Turn.REVIEW)
"""How the keys go on of what waits for somebody to do something."""
_CHANGE = re.compile(r" is (?:another's|asked again) \d+$")
"""What keys of changes end with."""
_asking = partial(decision_card, asks=True)


def tell_opened(acting: Acting, tx: Tx, decision: Decision, engagement: Engagement) -> None:
    """Ask before everybody, and directly whoever decides, must contribute or may stop it.

    Whoever opens it reads that in the answer.
    """
    _plan(acting, tx, decision, engagement)
    card = _drawn(acting, decision, engagement, _asking)
    key = _key(decision, OPENED[decision.state])
    people = _with_a_part(tx, decision) - {acting.actor}
    acting.telling.channels(tx, key, engagement, card)
    acting.telling.people(tx, key, people, card, engagement=engagement)


def tell_begun(acting: Acting, tx: Tx, decision: Decision, engagement: Engagement) -> None:
    """Ask what was a draft: in a post of its own, which is noticed, and also whoever acts.

    They agreed on who decides or declared an incident: the answer to that tells of no decision.
    """
    _plan(acting, tx, decision, engagement)
    card = _drawn(acting, decision, engagement, _asking)
    left = _drawn(acting, decision, engagement, closed_card)
    key, draft = (_key(decision, OPENED[each]) for each in (decision.state, DecisionState.DRAFT))
    acting.telling.anew(tx, key, engagement, card, after=draft, left=left)
    acting.telling.people(tx, key, _with_a_part(tx, decision), card, engagement=engagement)
    tell_thread(acting, tx, decision, engagement)


def tell_given(acting: Acting, tx: Tx, decision: Decision, engagement: Engagement) -> None:
    """Ask whoever decides it by now; those who were asked before read who that is."""
    _plan(acting, tx, decision, engagement)
    brief = _drawn(acting, decision, engagement, brief_card)
    openly = set(_in_channels(tx, decision))
    others = [each for each in _asked(tx, decision) if each not in openly]
    _change(acting, tx, decision, "is another's", others, brief, engagement=engagement)
    ask_again(acting, tx, decision, engagement)
    card = _drawn(acting, decision, engagement, _asking)
    key = f"{_key(decision, _ASKED_AGAIN)}{nth(tx, decision)}"
    people = filter(None, [decision.approver])
    acting.telling.people(tx, key, people, card, engagement=engagement)


def ask_again(acting: Acting, tx: Tx, decision: Decision, engagement: Engagement) -> None:
    """Change what was asked in the channels to how it stands now; it still waits for an answer."""
    card = _drawn(acting, decision, engagement, _asking)
    asked = _in_channels(tx, decision)
    _change(acting, tx, decision, "is asked again", asked, card, engagement=engagement)


def _change(
    acting: Acting,
    tx: Tx,
    decision: Decision,
    became: str,
    said: Iterable[Standing],
    card: Callable[[str], Card],
    *,
    engagement: Engagement,
) -> None:
    """Change what was asked, perhaps not for the first time: each step has a key of its own."""
    step = len(tx.history.of(f"decision {decision.number}"))
    acting.telling.over(
        tx,
        f"{became} {step}",
        said,
        card,
        engagement=engagement,
        first=lambda key: _CHANGE.sub("", key),
    )


def tell_taken(
    acting: Acting,
    tx: Tx,
    decision: Decision,
    engagement: Engagement,
    *,
    draw: Callable[[Decision, Surroundings], Card] = decision_card,
) -> None:
    """Say it before everybody, and directly to those who were asked, who asked and the informed.

    Args:
        acting: Who took it, or took it back.
        tx: Where that is written.
        decision: Which one.
        engagement: Its engagement.
        draw: Draws what is said.
    """
    card = _drawn(acting, decision, engagement, draw)
    right = tx.rights.find(decision.right) if decision.right else None
    informed = right.holders.informed if right else ()
    people = {*_with_a_part(tx, decision), *informed, decision.opened_by} - {acting.actor}
    key = _key(decision, decision.state.value)
    tell_closed(acting, tx, decision, engagement)
    acting.telling.channels(tx, key, engagement, card)
    acting.telling.people(tx, key, people, card, engagement=engagement)


def tell_closed(acting: Acting, tx: Tx, decision: Decision, engagement: Engagement) -> None:
    """Change what was asked, so that nobody answers it any more; say so where it cannot be."""
    card = _drawn(acting, decision, engagement, closed_card)
    became = f"is {decision.state.value}"
    acting.telling.over(tx, became, _asked(tx, decision), card, engagement=engagement)
    if not answered_there(acting, decision):
        tell_thread(acting, tx, decision, engagement)


def _plan(acting: Acting, tx: Tx, decision: Decision, engagement: Engagement) -> None:
    """Write down when its limits pass, from now on."""
    tx.due.plan(open_slots(decision, deadlines(engagement, acting.now, due=decision.due)))


def _key(decision: Decision, what: str) -> str:
    return f"decision {decision.number} {what}"


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


def _asked(tx: Tx, decision: Decision) -> Iterator[Standing]:
    """What waits for somebody to do something, wherever it stands."""
    begins = _key(decision, "")
    for each in tx.outbox.standing(begins):
        if each.key.removeprefix(begins).startswith(_ASKS):
            yield each


def _in_channels(tx: Tx, decision: Decision) -> Iterator[Standing]:
    """Where it was asked before everybody when it was opened; not what was said later."""
    opened = (OPENED[DecisionState.OPEN], _ASKED_AGAIN)
    begins = tuple(f"{_key(decision, what)} " for what in opened)
    for each in _asked(tx, decision):
        if each.key.startswith(begins) and not isinstance(each.to, ToPerson):
            yield each
