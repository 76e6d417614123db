"""Cards about a question to whoever decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards import owner_words as words
from bot.reply import Actions, Button, Card, Fact, Facts, Note, Text

if TYPE_CHECKING:
    from bot.cards.surroundings import Surroundings
    from bot.model.ownership import Ownership


def question_card(question: str, found: Ownership, here: Surroundings, asker: str) -> Card:
    """The question itself, for whoever decides."""
    about = f"{here.service.key} {found.kind.key}"
    return Card(
        headline=f"{here.name(asker)} asks you, who decide "
        f"{words.lower(found.kind.name)} for {here.service.name}",
        blocks=(
            Text(question),
            Note("Answer them where you usually talk, or make it a decision that stays."),
            Actions((Button("Open a decision", f"form decide {about}", opens_form=True),)),
        ),
        data={"question": question, "asked_by": asker, "decision": found.kind.key},
    )


def asked_card(question: str, found: Ownership, here: Surroundings) -> Card:
    """Tells the asker that it was asked."""
    name = here.name(found.approver or "")
    return Card(
        headline=f"I asked {name}",
        blocks=(
            Facts((Fact("Question", question), Fact("About", found.kind.name))),
            Note(
                f"I write to {name}, or in the channel if I cannot write to them; they answer you "
                "directly."
            ),
        ),
        data={"question": question, "asked": found.approver, "decision": found.kind.key},
    )
