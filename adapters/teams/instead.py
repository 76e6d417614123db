"""What is said where an answer cannot be given as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.reply import Actions, Card, Text, Tone

if TYPE_CHECKING:
    from bot.reply import Block


def elsewhere(card: Card) -> Card:
    """A card without the buttons that are of use only where it was asked for."""

    def kept(block: Block) -> Block:
        if not isinstance(block, Actions):
            return block
        return Actions(tuple(button for button in block.buttons if not button.only_here))

    return replace(card, asks=False, blocks=tuple(map(kept, card.blocks)))


LOST = Card(
    headline="My answer may have got lost on its way to Teams.",
    tone=Tone.UNKNOWN,
    blocks=(Text("If you don't see it, please ask again."),),
)
REFUSED = Card(
    headline="Teams does not take my answer there just now.",
    tone=Tone.UNKNOWN,
    blocks=(Text("Please ask again in a minute, or here."),),
)
ELSEWHERE = Card(
    headline="My answer is for whoever asked alone, and Teams does not let me show it to one here.",
    blocks=(Text("Open a chat with me, and ask again there."),),
)
