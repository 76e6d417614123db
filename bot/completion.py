"""What could come next while somebody types, from the registry of commands.

Completes verbs, and then the words that a verb takes; never runs anything.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.closest import misspelt
from bot.completing import Names, words_after
from bot.cut import leading
from bot.errors import NotFound
from bot.grammar import Grammar, fold, normalise
from bot.suggestion import Suggestion
from bot.word import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.command import Command
    from bot.model.organisation import Engagement, Organisation

MOST = 8
"""Suggestions at once; more are not read."""


def complete(
    text: str,
    *,
    commands: Mapping[str, Command],
    organisation: Organisation,
    here: Engagement | None = None,
    direct: bool = False,
) -> tuple[Suggestion, ...]:
    """Ways to go on from a text, best first; none when the text is already whole.

    Args:
        text: What was typed so far, with or without ``/sre``.
        commands: Every command, by verb.
        organisation: Whose services are named.
        here: The engagement of the place; its services come first.
        direct: Whether the place has one listener, with whom nothing can be shared.
    """
    said = normalise(text)
    ended = text[-1:].isspace()
    listed = {
        verb: command
        for verb, command in commands.items()
        if command.listed and not (command.public and direct)
    }
    if not said:
        return tuple(_verbs("", listed.values(), before=""))[:MOST]
    found = list(_verbs(said, listed.values(), before=""))
    if ended:
        found = [each for each in found if each.text.startswith(f"{said} ")]
    grammar = Grammar(commands)
    try:
        parsed = grammar.parse(said)
    except NotFound:
        found = found or [
            _verb(listed[near], "") for near in misspelt(said, {verb: verb for verb in listed})
        ]
    else:
        if parsed.words or ended:
            found += _words(
                parsed.command,
                parsed.words,
                names=Names(organisation, here),
                grammar=grammar,
                commands=listed,
                ended=ended,
            )
    unlike = (each for each in found if each.text != said or (each.more and not ended))
    return tuple({each.text: each for each in unlike}.values())[:MOST]


def _words(
    command: Command,
    words: tuple[str, ...],
    *,
    names: Names,
    grammar: Grammar,
    commands: Mapping[str, Command],
    ended: bool,
    before: str = "",
) -> Iterator[Suggestion]:
    """Suggestions for the words after a verb. Words that follow a verb are that verb's own."""
    before = f"{before}{command.typed} "
    if not command.words or command.words[0].kind is not Kind.VERB:
        yield from words_after(command, words, names, before=before, ended=ended)
        return
    if not (words and ended):
        for each in _verbs(" ".join(words), commands.values(), before=before):
            yield replace(each, more=each.more and len(command.words) > 1)
    many = leading(words, grammar.named)
    inner = grammar.named(" ".join(words[:many])) if many and (ended or words[many:]) else None
    if inner and inner.verb in commands and len(command.words) > 1:
        yield from _words(
            inner,
            words[many:],
            names=names,
            grammar=grammar,
            commands=commands,
            ended=ended,
            before=before,
        )


def _verbs(said: str, commands: Iterable[Command], *, before: str) -> Iterator[Suggestion]:
    """Commands whose verb begins like this; then those that people call so."""
    start, ranked = fold(said), list(commands)
    yield from (_verb(each, before) for each in ranked if fold(each.verb).startswith(start))
    for command in ranked:
        if start and any(fold(alias).startswith(start) for alias in command.aliases):
            yield _verb(command, before)


def _verb(command: Command, before: str) -> Suggestion:
    return Suggestion(
        text=f"{before}{command.typed}",
        label=command.usage,
        help=command.summary,
        more=bool(command.words),
    )
