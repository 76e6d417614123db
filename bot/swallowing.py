"""Prose of which a small word took everything: ``decide freeze until when do we freeze?``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cut import lead, whole
from bot.errors import Usage
from bot.prose import in_quotes, unquoted
from bot.reply import BUTTON_WORDS, Button
from bot.saying import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.command import Command
    from bot.word import Word


def first_lead(command: Command, words: Sequence[str]) -> Word | None:
    """The argument to which the first small word leads; None if an equals sign says so, too."""
    found = (lead(command, each) for each in whole(command, words) if "=" not in each)
    return next((word for word, _rest in found if word), None)


def swallowed(
    error: Usage, word: Word, *, command: Command, words: Sequence[str], said: Mapping[str, str]
) -> Usage:
    """The error for prose that is missing, where it stands behind a small word.

    Args:
        error: What is said where nothing does.
        word: What is missing.
        command: The command.
        words: What was typed after its verb.
        said: What was understood, by the arguments' names.
    """
    pieces = whole(command, words)
    at = next(at for at, each in enumerate(pieces) if lead(command, each)[0])
    text = in_quotes(" ".join(map(unquoted, pieces[at:])))
    before = {each.name: said.get(each.name, "") for each in command.turns}
    instead = phrase(command, {**before, word.name: text})
    form = f"form {instead}"
    fits = len(form) <= BUTTON_WORDS
    return Usage(
        error.message,
        next_step=f"In quotation marks “{pieces[at]}” is a part of it: {instead}",
        buttons=(Button("Fill in", form, opens_form=True),) if fits else error.buttons,
    )
