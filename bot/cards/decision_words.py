"""A decision in a line, word for word: what it asks or says, who decides it, with whom it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases
from bot.decisions.slots import Turn
from bot.model.decision import DecisionState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.cards.surroundings import Surroundings
    from bot.model.decision import Decision

NOBODY_HERE = "nobody who is still here"


def headline(decision: Decision, here: Surroundings) -> str:
    """What it asks or says; makes sense alone."""
    name, question, state = decision.name, decision.question, decision.state_at(here.now)
    match state:
        case DecisionState.OPEN | DecisionState.ESCALATED:
            late = ", and the time for it is over" if state is DecisionState.ESCALATED else ""
            return f"{name}: {question} {decider(decision, here)} decides{late}"
        case DecisionState.DECIDED:
            return f"{name} decided: {question} {decision.outcome}"
        case DecisionState.DRAFT:
            return f"{name}: {question} Nobody owns that yet"
        case _:
            was = f" It was: {decision.outcome}" if decision.outcome else ""
            return f"{name} is {state.value}: {question}{was}"


def decider(decision: Decision, here: Surroundings) -> str:
    """Who decides it; who does in their place, once they have left. A verb may follow."""
    who = now_deciding(decision, here)
    if who is None:
        return NOBODY_HERE
    instead = ", in place of somebody who has left," if who != decision.approver else ""
    return f"{here.name(who)}{instead}"


def now_deciding(decision: Decision, here: Surroundings) -> str | None:
    """The key of whoever decides it, of those who are still here."""
    chain = (decision.approver, decision.delegate)
    return next((each for each in chain if each in here.organisation.active), None)


def reminder(decision: Decision, here: Surroundings, turn: Turn) -> str:
    """What is said by itself, when the time for it has come."""
    name, question = decision.name, decision.question
    match turn:
        case Turn.DELEGATE:
            why = ", for who was to decide has left"
            if decision.approver in here.organisation.active:
                why = f" in place of {decider(decision, here)}"
            return f"{name}: {question} You may decide it now{why}"
        case Turn.DUE:
            above = decision.escalated_to
            also = f", and by now {here.name(above)}" if above else ""
            who = _who(decision, here) if also else decider(decision, here)
            return f"{name} is late: {question} {who}{also} may decide"
        case Turn.REVIEW:
            return f"{name} is to be looked at again: {question} {decision.outcome}"
        case _:
            return f"{name} holds no more: {question} {decision.outcome}"


def staying(decisions: Iterable[Decision], here: Surroundings) -> str:
    """With whom they stay, though others decide such things by now.

    ``D-2 stays with Carol Mbeki, under whose right it was opened``.
    """
    whose: dict[tuple[str, bool], list[str]] = {}
    for each in sorted(decisions, key=lambda each: each.number):
        whose.setdefault((_who(each, here), _by_right(each, here)), []).append(each.name)
    return "; ".join(
        _stay(names, who, ", under whose right {} opened" if by_right else "")
        for (who, by_right), names in whose.items()
    )


def under_whose_right(decision: Decision, here: Surroundings) -> str:
    """Who decides it, and why they do although others decide such things by now."""
    under = ", under whose right it was opened" if _by_right(decision, here) else ""
    return f"{_who(decision, here)}{under}"


def _stay(names: list[str], who: str, under: str) -> str:
    if len(names) == 1:
        return f"{names[0]} stays with {who}{under.format('it was')}"
    return f"{phrases.listed(names)} stay with {who}{under.format('they were')}"


def _who(decision: Decision, here: Surroundings) -> str:
    """Who decides it, where nothing follows."""
    return decider(decision, here).rstrip(",")


def _by_right(decision: Decision, here: Surroundings) -> bool:
    return decision.right is not None and decision.approver in here.organisation.active
