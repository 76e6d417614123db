"""A few texts as buttons, for when something was not understood."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.reply import BUTTON_WORDS, Button

if TYPE_CHECKING:
    from collections.abc import Iterable

A_FEW = 3
"""Suggestions at once."""


def offers(texts: Iterable[str]) -> tuple[Button, ...]:
    """A few texts as buttons, each once."""
    says = dict.fromkeys(text for text in texts if len(text) <= BUTTON_WORDS)
    return tuple(
        Button(said, said, opens_form=said.startswith("form ")) for said in islice(says, A_FEW)
    )
