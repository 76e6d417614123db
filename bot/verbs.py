"""Which commands somebody may mean, by words that are spelled like their verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.closest import GOOD_ENOUGH, misspelt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.command import Command
    from bot.context import Context
    from bot.word import Word

_LOOKED_AT = 16
"""Words of a text; a verb stands before, and longer texts would only take time."""
_VERY_LIKE = 85
"""Similarity, of 100, of words with a letter wrong."""


def verbs_meant(
    words: Sequence[str], among: Callable[[Command], bool], context: Context
) -> Iterator[tuple[Command, Sequence[str]]]:
    """Verbs that are spelled like the first words, and the first that stands further on.

    Each comes with the other words: ``iot-hub budget``, ``tell me the budget of iot-hub``.
    """
    grammar = context.grammar
    found = (
        (start, start + length, command)
        for start in range(min(_LOOKED_AT, len(words)))
        for length in range(min(grammar.longest, len(words) - start), 0, -1)
        if (command := grammar.named(" ".join(words[start : start + length]))) and among(command)
    )
    start, end, command = next(found, (None, 0, None))
    if start is None or start == 1:
        near = near_verbs(words, context)
        known = ((context.commands[verb], words[length:]) for verb, length in near.items())
        yield from (each for each in known if among(each[0]))
    if command is not None:
        yield command, (*words[:start], *words[end:])


def near_verbs(words: Sequence[str], context: Context) -> dict[str, int]:
    """Verbs that are spelled like the first words, each with how many words those are.

    A verb of several words is meant only by words that are very like it: one of them may be
    another verb.
    """
    lengths = range(1, min(context.grammar.longest, len(words)) + 1)
    for length, good_enough in (
        *((each, _VERY_LIKE) for each in reversed(lengths[1:])),
        *((each, GOOD_ENOUGH) for each in lengths),
    ):
        said = " ".join(words[:length])
        spellings = {
            spelling: command.verb
            for command in context.commands.values()
            for spelling in (command.typed, *_with_hyphens(command, said), *command.aliases)
            if len(spelling.split()) == length
        }
        if near := misspelt(said, spellings, good_enough=good_enough):
            return dict.fromkeys(near, length)
    return {}


def _with_hyphens(command: Command, said: str) -> tuple[str, ...]:
    return (command.verb,) if "-" in said else ()


def choices(word: Word, context: Context) -> tuple[Command, ...]:
    """The commands that an argument may name."""
    return tuple(c for c in context.commands.values() if c.listed and word.among(c))
