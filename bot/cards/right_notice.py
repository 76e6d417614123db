"""Cards that say by themselves that a right ends soon, or has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.decision_words import staying
from bot.cards.owner_data import proposal_data
from bot.cards.proposal import what
from bot.reply import Actions, Button, Card, Note, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cards.surroundings import Surroundings
    from bot.model.decision import Decision
    from bot.model.right import DecisionRight


def ends_soon_card(right: DecisionRight, here: Surroundings) -> Card:
    """Says in time that nobody will own it, unless both sides agree again."""
    name = here.name(right.holders.approver)
    until = here.when(right.expires) if right.expires else "soon"
    return Card(
        headline=f"{name} decides {what(right, here)} until {until}, and nobody after that",
        tone=Tone.WATCH,
        blocks=(
            Note("Agree on it again, with the same person or another, so that somebody owns it."),
            _actions(right, here),
        ),
        data=proposal_data(right),
    )


def expired_card(right: DecisionRight, here: Surroundings, *, still: Sequence[Decision]) -> Card:
    """Says that nobody owns it any more, and with whom that stays which was opened before."""
    subject = what(right, here)
    since = here.when(right.expires) if right.expires else "now"
    return Card(
        headline=f"{subject[:1].upper()}{subject[1:]} is unowned since {since}: the right expired",
        tone=Tone.AT_RISK,
        blocks=(
            Note(_nobody(still, here)),
            _actions(right, here),
        ),
        data={
            "number": right.number,
            "engagement": right.engagement,
            "decision": right.kind,
            "state": "expired",
            "unowned_since": right.expires,
        },
    )


def _nobody(still: Sequence[Decision], here: Surroundings) -> str:
    if not still:
        return "Nobody decides such things until both sides agree on somebody."
    anew = "Nobody decides what is opened from now on until both sides agree on somebody."
    return f"{anew} {staying(still, here)}."


def _actions(right: DecisionRight, here: Surroundings) -> Actions:
    about = f"{here.service.key} {right.kind}"
    return Actions(
        (
            Button("Propose who decides", f"form owner propose {about}", opens_form=True),
            Button("Who decides", f"owner {about}"),
        )
    )
