"""From cards and forms to JSON; the page draws it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias, assert_never

from bot.card_json import block_json, plain
from bot.drawing import svg
from bot.reply import Actions, Chart, Code, Facts, Meter, Note, Table, Text
from bot.reply_timeline import Timeline

if TYPE_CHECKING:
    from bot.form import Form
    from bot.reply import Block, Card

Json: TypeAlias = dict[str, object]
"""An object as it goes over the wire."""


SMALL = (320, 220)
"""Width and height of the drawing for a phone or a thread, where the usual one would shrink.

It leaves its title to the page, which can break it into lines."""


def card_json(card: Card) -> Json:
    """A whole card."""
    return {
        "headline": card.headline,
        "tone": card.tone.value,
        "blocks": [_block(block) for block in card.blocks],
    }


def _block(block: Block) -> Json:
    match block:
        case Text() | Note() | Code() | Facts() | Table() | Meter() | Actions():
            return block_json(block)
        case Chart() | Timeline():
            return {
                "type": type(block).__name__.lower(),
                "title": block.title,
                "alt": block.alt,
                "svg": svg(block),
                "small": svg(replace(block, title=""), size=SMALL),
            }
        case _:
            assert_never(block)


def form_json(key: str, form: Form) -> Json:
    """A form, to be opened as a dialog."""
    return {
        "key": key,
        "title": form.title,
        "submit": form.submit,
        "inputs": [plain(each) for each in form.inputs],
        "problem": list(form.problem),
    }
