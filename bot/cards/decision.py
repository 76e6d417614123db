"""The card of a decision: what is to be decided, by whom and when; or what was decided, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.decision_data import decision_data
from bot.cards.decision_facts import decision_facts
from bot.cards.decision_words import headline
from bot.model.decision import OPEN_STATES, DecisionState
from bot.prose import one_piece
from bot.reply import Actions, Button, Card, Facts, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cards.surroundings import Surroundings
    from bot.model.decision import Decision
    from bot.model.ownership import Ownership

_OPTIONS_SHOWN = 3
"""As many as have a button."""


def decision_card(
    decision: Decision,
    here: Surroundings,
    *,
    asks: bool = False,
    standing: Ownership | None = None,
) -> Card:
    """Draw one up, wherever it stands.

    Args:
        decision: Which one.
        here: For whom.
        asks: Whether it was sent to be answered.
        standing: Who owns such decisions now; None where nobody looked.
    """
    return Card(
        headline=headline(decision, here),
        tone=_tone(decision.state_at(here.now)),
        blocks=(
            Facts(tuple(decision_facts(decision, here, standing))),
            *_actions(decision, here),
        ),
        data=decision_data(decision, here),
        asks=asks and decision.state in OPEN_STATES,
    )


def closed_card(decision: Decision, here: Surroundings) -> Card:
    """In the place of what was asked: that it is over, for what became of it is told by itself."""
    see = Button("See it", f"decision {decision.name}")
    state = decision.state_at(here.now).value
    return Card(
        headline=f"{decision.name} is {state}: {decision.question}",
        blocks=(Actions((see,)),),
        data=decision_data(decision, here),
    )


def _tone(state: DecisionState) -> Tone:
    match state:
        case DecisionState.DECIDED:
            return Tone.GOOD
        case DecisionState.ESCALATED | DecisionState.DRAFT:
            return Tone.WATCH
        case _:
            return Tone.NEUTRAL


def _actions(decision: Decision, here: Surroundings) -> Iterator[Actions]:
    buttons: list[Button] = []
    if decision.state in OPEN_STATES:
        options = decision.options[:_OPTIONS_SHOWN]
        buttons += [
            Button(option, f"form conclude {decision.name} {one_piece(option)}", opens_form=True)
            for option in options
        ]
        if len(options) < max(1, len(decision.options)):
            label = "Another option" if options else "Decide"
            buttons.append(Button(label, f"form conclude {decision.name}", opens_form=True))
    about = f"{decision.service} {decision.kind}"
    if decision.state is DecisionState.DRAFT:
        propose = f"form owner propose {about}"
        buttons.append(Button("Propose who decides", propose, opens_form=True))
    if decision.in_force(here.now) and decision.reversible:
        reverse = f"form reverse {decision.name}"
        buttons.append(Button("Reverse", reverse, opens_form=True))
    buttons.append(Button("Who decides", f"owner {about}"))
    yield Actions(tuple(buttons))
