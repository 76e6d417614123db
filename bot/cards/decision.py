"""The card of a decision: what is to be decided, by whom and when; or what was decided, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.decision_data import decision_data
from bot.decisions.slots import Turn
from bot.model.decision import OPEN_STATES, DecisionState
from bot.model.decision_kind import First
from bot.prose import one_piece
from bot.reply import Actions, Button, Card, Fact, Facts, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cards.surroundings import Surroundings
    from bot.model.decision import Decision

_OPTIONS_SHOWN = 3
"""As many as have a button."""


def decision_card(decision: Decision, here: Surroundings, *, asks: bool = False) -> Card:
    """Draw one up, wherever it stands.

    Args:
        decision: Which one.
        here: For whom.
        asks: Whether it was sent to be answered.
    """
    return Card(
        headline=headline(decision, here),
        tone=_tone(decision),
        blocks=(
            Facts(tuple(_facts(decision, here))),
            *_actions(decision, here),
        ),
        data=decision_data(decision),
        asks=asks and decision.state in OPEN_STATES,
    )


def closed_card(decision: Decision, here: Surroundings) -> Card:
    """In the place of what was asked: that it is over, for what became of it is told by itself."""
    see = Button("See it", f"decision {decision.name}")
    state = decision.state_at(here.now).value
    return Card(
        headline=f"{decision.name} is {state}: {decision.question}",
        blocks=(Actions((see,)),),
        data=decision_data(decision),
    )


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
    """Who decides it; who does in their place, once they have left."""
    active, delegate = here.organisation.active, decision.delegate
    if decision.approver in active:
        return here.name(decision.approver or "")
    if delegate in active:
        return f"{here.name(delegate or '')}, in place of somebody who has left,"
    return "nobody who is still here"


def reminder(decision: Decision, here: Surroundings, turn: Turn) -> str:
    """What is said by itself, when the time for it has come."""
    name, question = decision.name, decision.question
    approver = decider(decision, here)
    match turn:
        case Turn.DELEGATE:
            return f"{name}: you may decide now in place of {approver}: {question}"
        case Turn.DUE:
            also = (
                f", and by now {here.name(decision.escalated_to)}" if decision.escalated_to else ""
            )
            return f"{name} is late: {question} {approver}{also} may decide"
        case Turn.REVIEW:
            return f"{name} is to be looked at again: {question} {decision.outcome}"
        case _:
            return f"{name} holds no more: {question} {decision.outcome}"


def _tone(decision: Decision) -> Tone:
    match decision.state:
        case DecisionState.DECIDED:
            return Tone.GOOD
        case DecisionState.ESCALATED | DecisionState.DRAFT:
            return Tone.WATCH
        case _:
            return Tone.NEUTRAL


def _facts(decision: Decision, here: Surroundings) -> Iterator[Fact]:
    kind = here.engagement.decisions.kind(decision.kind)
    yield Fact("About", f"{kind.name}, {here.service.name}")
    if decision.options:
        yield Fact("Options", " | ".join(decision.options))
    if decision.outcome:
        yield from _taken(decision, here)
    else:
        yield from _to_take(decision, here)
    yield Fact("Asked by", f"{here.name(decision.opened_by)}, {here.when(decision.opened_at)}")
    if decision.supersedes:
        yield Fact("Takes the place of", f"D-{decision.supersedes}")
    if decision.superseded_by:
        yield Fact("Superseded by", f"D-{decision.superseded_by}")
    if decision.because:
        by = here.name(decision.ended_by) if decision.ended_by else "nobody"
        yield Fact("Reversed", f"by {by}: {decision.because}")
    asked, decided = decision.opened_in.link, decision.decided_in and decision.decided_in.link
    if asked:
        yield Fact("Asked in", asked)
    if decided and decided != asked:
        yield Fact("Decided in", decided)


def _taken(decision: Decision, here: Surroundings) -> Iterator[Fact]:
    yield Fact("Outcome", decision.outcome or "")
    if decision.rationale:
        yield Fact("Because", decision.rationale)
    if decision.decided_by and decision.decided_at:
        stood_in = decision.approver and decision.decided_by != decision.approver
        instead = f" in place of {here.name(decision.approver or '')}" if stood_in else ""
        name = here.name(decision.decided_by)
        yield Fact("Decided by", f"{name}{instead}, {here.when(decision.decided_at)}")
    if decision.review_at:
        yield Fact("Looked at again", here.when(decision.review_at))
    if decision.expires:
        yield Fact("Holds until", here.when(decision.expires))


def _to_take(decision: Decision, here: Surroundings) -> Iterator[Fact]:
    if decision.approver:
        yield Fact("Decides", decider(decision, here).rstrip(","))
    else:
        incident = here.engagement.decisions.kind(decision.kind).first is First.INCIDENT
        once = "an incident is declared" if incident else "both sides have agreed on somebody"
        yield Fact("Decides", f"nobody yet: it opens as soon as {once}")
    stands_in = decision.approver in here.organisation.active
    if decision.delegate and decision.delegate_from and stands_in:
        name = here.name(decision.delegate)
        yield Fact("Delegate", f"{name}, from {here.when(decision.delegate_from)} on")
    if decision.escalated_to:
        yield Fact("By now also", here.name(decision.escalated_to))
    if decision.due:
        yield Fact("By", here.when(decision.due))


def _actions(decision: Decision, here: Surroundings) -> Iterator[Actions]:
    buttons: list[Button] = []
    if decision.state in OPEN_STATES:
        options = decision.options[:_OPTIONS_SHOWN]
        buttons += [
            Button(option, f"form conclude {decision.name} {one_piece(option)}", opens_form=True)
            for option in options
        ] or [Button("Decide", f"form conclude {decision.name}", opens_form=True)]
    about = f"{decision.service} {decision.kind}"
    if decision.state is DecisionState.DRAFT:
        propose = f"form owner propose {about}"
        buttons.append(Button("Propose who decides", propose, opens_form=True))
    if decision.in_force(here.now) and decision.reversible:
        reverse = f"form reverse {decision.name}"
        buttons.append(Button("Reverse", reverse, opens_form=True))
    buttons.append(Button("Who decides", f"owner {about}"))
    yield Actions(tuple(buttons))
