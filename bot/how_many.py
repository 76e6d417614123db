"""How many words are said for an argument whose turn it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cut import leading
from bot.either_order import LONGEST, is_named
from bot.names_meant import is_like
from bot.numerals import leading_number
from bot.prose import is_quoted
from bot.word import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Command
    from bot.context import Context
    from bot.word import Word


def many_of(word: Word, left: Sequence[str], *, command: Command, context: Context) -> int:
    """How many of the first words are said for the argument whose turn it is."""
    every, last = len(left), _is_last(word, command)
    match word.kind:
        case Kind.VERB:
            return 1
        case Kind.SERVICE | Kind.DECISION if not last:
            return _named(word, left, context) or _alike(word, left, context)
        case Kind.PERSON:
            return _named(word, left, context) or (every if last else _some(word, left))
        case Kind.NUMBER if not last:
            return leading_number(left) or int(bool(left) and word.required)
        case Kind.TEXT if left and is_quoted(left[0]):
            return 1
        case _:
            return every


def _is_last(word: Word, command: Command) -> bool:
    """Whether no other word stands in its turn after it; lengths of time are taken already."""
    after = command.turns[command.turns.index(word) + 1 :]
    return all(each.kind is Kind.SPAN for each in after)


def _named(word: Word, left: Sequence[str], context: Context) -> int:
    longest = {"longest": LONGEST} if word.kind is Kind.DECISION else {}
    return leading(left, lambda said: is_named(word, said, context), **longest)


def _some(word: Word, left: Sequence[str]) -> int:
    """Of words that name nothing, those before a quote, else the first; none if none is needed."""
    before_quote = next((at for at, said in enumerate(left) if is_quoted(said)), 1)
    return before_quote if word.required else 0


def _alike(word: Word, left: Sequence[str], context: Context) -> int:
    """The same; where prose follows, a word that is like no decision is the first of that."""
    many = _some(word, left)
    begins_prose = word.kind is Kind.DECISION and len(left) > many and not is_quoted(left[many])
    if begins_prose and not is_like(word, " ".join(left[:many]), context):
        return 0
    return many
