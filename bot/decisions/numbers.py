"""The words of commands that are about one thing with a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import Usage
from bot.grammar import quoted
from bot.numerals import number_called
from bot.word import Kind, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Command

_ALL = frozenset({"all", "both", "everything", "every", "of", "them"})
_BETWEEN = frozenset({"and", "&"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """Which proposal."""

    number: int | None = word(
        Kind.NUMBER, help="the number of the proposal; the only one that waits when left out"
    )


@dataclass(frozen=True, slots=True)
class DecisionNumber:
    """Which decision."""

    number: int = word(Kind.NUMBER, help="the number of the decision: D-14", required=True)


def numbers_said(number: int | None, others: str | None, command: Command) -> Sequence[int]:
    """The numbers of all that is meant; none for “all”, of which nobody has said which those are.

    Args:
        number: The first one.
        others: The words behind it.
        command: What is to be done with them.

    Raises:
        Usage: One of the words is no number.
    """
    first = () if number is None else (number,)
    words = (others or "").replace(",", " ").replace(";", " ").casefold().split()
    if not first and words and _ALL.issuperset(words):
        return ()
    said = [each for each in words if each not in _BETWEEN]
    numbers = [number_called(each) for each in said]
    for each, found in zip(said, numbers, strict=True):
        if found is None:
            raise Usage(f"{quoted(each)} is no number.", next_step=f"Type: {command.usage}")
    return (*first, *(each for each in numbers if each is not None))
