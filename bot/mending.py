"""What could not be done is given back as it was said, to be mended: nothing is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.access import allows
from bot.filling import filled_form
from bot.replies import buttons_of
from bot.reply import Code, Text
from bot.request import Audience
from bot.saying import spoken
from bot.word import Kind

if TYPE_CHECKING:
    from bot.command import Command
    from bot.context import Context
    from bot.reply import Answer, Card
    from bot.request import Request

_SAID = "You said:"
_A_FEW = 3
"""Words that were not understood have to be said anew; more than these are prose that got lost."""


def given_back(answer: Answer, *, command: Command, context: Context) -> Answer:
    """The same answer; one that says what is wrong comes with what was said.

    A form that was sent is there again, with all that was filled in and what is wrong with it; but
    not for who may not send it: it tells of people and services.
    Prose that was typed where nobody but us heard it is quoted, unless a button holds as much.

    Args:
        answer: What is said to the request.
        command: What was asked for.
        context: Where and by whom.
    """
    card, request = answer.card, context.request
    if "error" not in card.data:
        return answer
    if request.fields is not None:
        quoted = _quoting(card, spoken(command, request.fields))
        if not allows(command, context.reader, request.actor):
            return replace(answer, card=quoted)
        form = filled_form(command, context, request.fields, problem=_sentences(card))
        return replace(answer, card=quoted, form=form)
    if _is_lost(request, card, command):
        return replace(answer, card=_quoting(card, request.text.strip()))
    return answer


def _sentences(card: Card) -> list[str]:
    """All that an error says; what it would have on buttons as well, to be filled in instead."""
    offered = [each.says for each in buttons_of(card) if each.says == each.label]
    texts = [block.text for block in card.blocks if isinstance(block, Text)]
    return [card.headline, *texts, *(each.removeprefix("form ") for each in offered)]


def _quoting(card: Card, said: str) -> Card:
    return replace(card, blocks=(*card.blocks, Text(_SAID), Code(said)))


def _is_lost(request: Request, card: Card, command: Command) -> bool:
    """Whether somebody's prose would have to be typed again."""
    if request.heard_by is not Audience.ASKER or request.pressed or not command.writes:
        return False
    if not any(word.kind is Kind.TEXT for word in command.words):
        return False
    forms = (each.says for each in buttons_of(card) if each.opens_form)
    said = Counter(request.text.split())
    held = (command.typed, *forms)
    return all((said - Counter(each.split())).total() > _A_FEW for each in held)
