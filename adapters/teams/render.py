"""From cards to Adaptive Cards, and one line for notifications."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, assert_never

from adapters.teams.buttons import press
from adapters.teams.chart import curve
from adapters.teams.elements import (
    MARKS,
    STYLES,
    container,
    fact,
    frame,
    heading,
    words,
)
from adapters.teams.meter import bar, gauge, gauged
from adapters.teams.size import Sheet
from adapters.teams.table import table_around, table_rows
from adapters.teams.text import one_line, pieces
from adapters.teams.timeline import lanes
from bot.reply import (
    BUTTON_WORDS,
    Actions,
    Button,
    Chart,
    Code,
    Facts,
    Meter,
    Note,
    Table,
    Text,
    Tone,
)
from bot.reply_timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adapters.teams.elements import Element
    from adapters.teams.size import Part
    from bot.reply import Block, Card, Fact

_PIECE = 1_000
"""Characters that are kept or left out together."""

_WIDE = (Chart, Code, Facts, Table, Timeline)
"""Blocks that are read better across the whole width."""


def drawn(card: Card, *, back: str | None = None, alone: bool = False) -> Element:
    """Draw a card.

    Args:
        card: The answer.
        back: How one gets the answer again whose place this one takes; a button leads back to it.
        alone: Whether one person alone sees it.
    """
    whole = frame(summary(card), wide=any(isinstance(block, _WIDE) for block in card.blocks))
    buttons = [_buttons(block, card, alone=alone) for block in card.blocks]
    last = None
    if back and len(back) <= BUTTON_WORDS:
        last = press(Button("Back", back), alone=alone)
    sheet = Sheet(around=[whole, last], buttons=[each for row in buttons for each in row])
    _headline(card, sheet)
    main = gauged(card.blocks)
    for block, row in zip(card.blocks, buttons, strict=True):
        _draw(block, sheet, buttons=row, main=block is main)
    whole["body"] = sheet.finished(last=last)
    return whole


def summary(card: Card) -> str:
    """The card in one line: what a notification shows."""
    return one_line(card.headline)


def _headline(card: Card, sheet: Sheet) -> None:
    first, *rest = pieces(card.headline, _PIECE)
    item = heading(f"{MARKS[card.tone]}{first}")
    if card.tone is not Tone.NEUTRAL:
        item = container([item], style=STYLES[card.tone], bleed=True)
    sheet.put(item, characters=len(first))
    for piece in rest:
        _write(piece, sheet)


def _draw(  # noqa: C901 - one case a kind
    block: Block, sheet: Sheet, *, buttons: Sequence[Part], main: bool
) -> None:
    match block:
        case Text(text):
            _write(text, sheet)
        case Note(text):
            _write(text, sheet, isSubtle=True, size="Small")
        case Code(text):
            lines: list[Element] = []
            sheet.fill(
                container(lines, style="emphasis"), lines, _code(text) if text.strip() else ()
            )
        case Facts(facts):
            told: list[Element] = []
            parts = (part for each in facts for part in _told(each))
            sheet.fill({"type": "FactSet", "facts": told}, told, parts)
        case Table(columns) if not columns:
            pass
        case Table():
            around = table_around(block)
            sheet.fill(around, around["rows"], table_rows(block))
        case Meter():
            sheet.put(gauge(block) if main else bar(block), characters=len(block.text))
        case Chart():
            sheet.put(curve(block), characters=len(block.alt))
        case Timeline():
            sheet.put(lanes(block), characters=len(block.alt))
        case Actions():
            sheet.put_buttons(buttons)
        case _:
            assert_never(block)


def _write(text: str, sheet: Sheet, **look: str | bool) -> None:
    """Paragraphs; what was one stays close together."""
    spacing: str | None = None
    for line in text.strip().splitlines():
        if not line.strip():
            spacing = "Small"
        for piece in pieces(line.strip(), _PIECE):
            sheet.put(words(piece, spacing=spacing, **look), characters=len(piece))
            spacing = "None"


def _told(said: Fact) -> Iterator[Part]:
    """A fact; a very long one goes on below."""
    label = said.label
    for value in [*pieces(said.value, _PIECE)] or [""]:
        yield fact(label, value), len(label + value)
        label = ""


def _code(text: str) -> Iterator[Part]:
    """Letter by letter, a block a line: clients do not agree on a line's end inside a run."""
    spacing: str | None = None
    for line in text.strip("\n").splitlines():
        for piece in pieces(line, _PIECE) if line.strip() else ["\u00a0"]:
            yield words(piece, spacing=spacing, fontType="Monospace"), len(piece)
            spacing = "None"


def _buttons(block: Block, card: Card, *, alone: bool) -> list[Part]:
    if not isinstance(block, Actions):
        return []
    pressed = partial(press, again=card.again, asks=card.asks, alone=alone)
    return [(pressed(button), len(button.label or button.says)) for button in block.buttons]
