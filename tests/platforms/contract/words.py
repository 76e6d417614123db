"""A card in the words that people read on it: what every platform must show, in this order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.reply import Actions, Chart, Code, Facts, Meter, Note, Table, Text
from bot.reply_timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.reply import Block, Card

BETWEEN = frozenset("·")
"""What platforms put between words, which says nothing."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is read on a card, from top to bottom.

    Attributes:
        headline: Without the mark that stands for its tone.
        body: Texts, labels and values, cells, the title of a picture; and each button as
            ``[label: what it says]``.
    """

    headline: str
    body: str

    @property
    def buttons(self) -> dict[str, str]:
        """What each button says, by its label."""
        found = (each.split("]")[0].split(": ", 1) for each in self.body.split("[")[1:])
        return {each[0]: each[1] for each in found if len(each) == 2}


def words(headline: str, pieces: Iterable[str]) -> Words:
    """Words as they are compared: how they are spaced and set apart says nothing."""
    return Words(plain(headline), plain(" ".join(pieces)))


def plain(text: str) -> str:
    """On one line, without what only sets words apart."""
    return " ".join(word for word in text.split() if word not in BETWEEN)


def button(label: str, says: str) -> str:
    """A button among the words of a card."""
    return f"[{label}: {says}]"


def rows(table: Table) -> Iterator[str]:
    """What is read of a table, from left to right and from top to bottom."""
    yield from (*table.columns, *(cell for row in table.rows for cell in row))


def told(card: Card, *, table: Callable[[Table], Iterable[str]] = rows) -> Words:
    """What a card tells, where tables are read in some order."""
    pieces = (piece for block in card.blocks for piece in _pieces(block, table))
    return words(card.headline, pieces)


def _pieces(block: Block, table: Callable[[Table], Iterable[str]]) -> Iterator[str]:
    match block:
        case Text(text) | Note(text) | Code(text):
            yield text
        case Facts(facts):
            for fact in facts:
                yield from (fact.label, fact.value)
        case Table():
            yield from table(block)
        case Meter(label=label, text=text):
            yield from (label, text)
        case Chart(title=title) | Timeline(title=title):
            yield title
        case Actions(buttons):
            yield from (button(each.label, each.says) for each in buttons)
        case _:
            assert_never(block)
