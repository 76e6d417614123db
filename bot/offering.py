"""What an answer offers: nothing that would be refused to whoever alone sees it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.access import allows
from bot.directory import Standing
from bot.grammar import Unheard
from bot.reply import Actions
from bot.request import Audience

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.context import Context
    from bot.reply import Answer, Block, Button, Card


def offered(answer: Answer, context: Context) -> Answer:
    """The same answer, without buttons for what its reader may not do.

    Where others see it too they stay, for whoever may.
    """
    reader, request = context.reader, context.request
    if reader.standing is Standing.MEMBER and request.actor.verified:
        return answer
    alone = answer.audience is Audience.ASKER or request.place.direct
    return replace(answer, card=_allowed(answer.card, context)) if alone else answer


def _allowed(card: Card, context: Context) -> Card:
    return replace(card, blocks=tuple(_blocks(card, context)))


def _blocks(card: Card, context: Context) -> Iterator[Block]:
    for block in card.blocks:
        if not isinstance(block, Actions):
            yield block
        elif kept := tuple(each for each in block.buttons if _may(each, context)):
            yield Actions(kept)


def _may(button: Button, context: Context) -> bool:
    """Whether a press is let in; of a form, whether what it sends is."""
    try:
        parsed = context.grammar.parse(button.says)
        if button.opens_form:
            parsed = context.grammar.parse(" ".join(parsed.words))
    except Unheard:
        return True
    return allows(parsed.command, context.reader, context.request.actor)
