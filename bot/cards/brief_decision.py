"""A decision in short: for whoever opened it, for who does not decide it any more, for a thread."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cards.decision import decision_card
from bot.model.decision import OPEN_STATES, UNDECIDED, DecisionState
from bot.reply import Actions, Button, Fact, Facts, Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cards.surroundings import Surroundings
    from bot.model.decision import Decision
    from bot.reply import Card


def brief_card(decision: Decision, here: Surroundings) -> Card:
    """Where it stands. Nothing on it decides: it stays as it is when that is long over."""
    facts = tuple(_facts(decision, here))
    return replace(
        decision_card(decision, here),
        blocks=(
            *((Facts(facts),) if facts else ()),
            *_where(decision),
            Actions(tuple(_buttons(decision))),
        ),
    )


def _facts(decision: Decision, here: Surroundings) -> Iterator[Fact]:
    if because := decision.because or decision.rationale:
        yield Fact("Because", because)
    if decision.state not in UNDECIDED:
        return
    if decision.options:
        yield Fact("Options", " | ".join(decision.options))
    if decision.due:
        yield Fact("By", here.when(decision.due))
    if decision.supersedes:
        yield Fact("Takes the place of", f"D-{decision.supersedes}")


def _where(decision: Decision) -> Iterator[Note]:
    if decision.state in OPEN_STATES:
        yield Note("It stands in the channel, and is answered there.")
    if decision.state is DecisionState.DRAFT:
        yield Note("It stands in the channel, and is asked as soon as somebody decides that.")


def _buttons(decision: Decision) -> Iterator[Button]:
    if decision.state is DecisionState.DRAFT:
        propose = f"form owner propose {decision.service} {decision.kind}"
        yield Button("Propose who decides", propose, opens_form=True)
    yield Button("See it", f"decision {decision.name}")
