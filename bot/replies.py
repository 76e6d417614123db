"""Cards that any command may end in: errors, faults, forms in words, the share button."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import Conflict, NotAllowed, Usage
from bot.reply import BUTTON_WORDS, Actions, Button, Card, Code, Fact, Facts, Text, Tone

if TYPE_CHECKING:
    from bot.errors import BotError
    from bot.form import Form
    from bot.reply import Block


_PLAIN = (Usage, Conflict, NotAllowed)
"""What is known well enough: what to say, what is so already, who may."""


def error_card(error: BotError) -> Card:
    """What is the matter, the next step, and what to press."""
    blocks: list[Block] = []
    if error.next_step:
        blocks.append(Text(error.next_step))
    if error.facts:
        blocks.append(Facts(error.facts))
    if error.buttons:
        blocks.append(Actions(error.buttons))
    return Card(
        headline=error.message,
        tone=Tone.NEUTRAL if isinstance(error, _PLAIN) else Tone.UNKNOWN,
        blocks=tuple(blocks),
        data={"error": error.data},
        asks=bool(error.buttons),
    )


def fault_card(reference: str) -> Card:
    """Something broke that the asker cannot mend: a reference, never the exception's text."""
    message = f"Something broke on my side, reference {reference}."
    return Card(
        headline=message,
        tone=Tone.BAD,
        blocks=(Text("Please give this reference to whoever runs me; the log has the details."),),
        data={"error": {"code": "fault", "message": message, "reference": reference}},
    )


def follows_card() -> Card:
    """The acknowledgement of a reading that takes longer."""
    return Card(
        headline="One moment: the source is slow, the answer follows here.", tone=Tone.NEUTRAL
    )


def form_card(form: Form) -> Card:
    """A form in words, for where none can be opened."""
    return Card(
        headline=f"Say it in one line: {form.usage}",
        blocks=(Code(form.usage), Facts(tuple(Fact(i.label, i.hint) for i in form.inputs))),
        data={"usage": form.usage},
    )


def offering_to_share(card: Card, said: str) -> Card:
    """The same card with a button that shows it to everyone in the channel."""
    share = f"share {said}"
    if len(share) > BUTTON_WORDS:
        return card
    button = Button("Show in channel", share, only_here=True)
    *above, last = card.blocks or (Actions(()),)
    if isinstance(last, Actions):
        return replace(card, blocks=(*above, Actions((*last.buttons, button))))
    return replace(card, blocks=(*card.blocks, Actions((button,))))


def buttons_of(card: Card) -> list[Button]:
    """Everything that can be pressed on a card."""
    rows = (block.buttons for block in card.blocks if isinstance(block, Actions))
    return [each for row in rows for each in row]
