"""What could come next while somebody types, from the registry of commands.

Completes verbs, and then the words that a verb takes; never runs anything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from bot.closest import misspelt
from bot.command import Kind
from bot.errors import NotFound
from bot.grammar import Grammar, fold, normalise, without_fillers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.command import Command, Word
    from bot.model.organisation import Engagement, Organisation, Service

MOST = 8
"""Suggestions at once; more are not read."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to go on.

    Attributes:
        text: The whole text once it is taken, without ``/sre``.
        label: What is shown.
        help: What it does, in a line.
        more: Whether words may follow.
    """

    text: str
    label: str
    help: str
    more: bool


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
    found = [] if ended else list(_verbs(said, listed.values(), before=""))
    try:
        parsed = Grammar(commands).parse(said)
    except NotFound:
        found = found or [
            _verb(listed[near], "") for near in misspelt(said, {verb: verb for verb in listed})
        ]
    else:
        if parsed.words or ended:
            names = _services(organisation, here)
            found += _words(parsed.command, parsed.words, names=names, commands=listed, ended=ended)
    unlike = (each for each in found if each.text != said or (each.more and not ended))
    return tuple({each.text: each for each in unlike}.values())[:MOST]


def _words(
    command: Command,
    words: tuple[str, ...],
    *,
    names: tuple[Service, ...],
    commands: Mapping[str, Command],
    ended: bool,
    before: str = "",
) -> Iterator[Suggestion]:
    """Suggestions for the words after a verb. Words that follow a verb are that verb's own."""
    before = f"{before}{command.verb} "
    for word in command.words[:2]:
        match word.kind:
            case Kind.SERVICE:
                yield from _matching(names, " ".join(without_fillers(words)), word, before)
                return
            case Kind.VERB:
                if not words or (len(words) == 1 and not ended):
                    for each in _verbs("".join(words), commands.values(), before=before):
                        yield replace(each, more=each.more and len(command.words) > 1)
                    return
                inner = commands.get(words[0].casefold())
                if inner is None or len(command.words) == 1:
                    return
                yield from _words(
                    inner, words[1:], names=names, commands=commands, ended=ended, before=before
                )
                return
            case Kind.WORDS:
                return
            case _:
                assert_never(word.kind)


def _verbs(said: str, commands: Iterable[Command], *, before: str) -> Iterator[Suggestion]:
    """Commands whose verb begins like this; then those that people call so."""
    start, ranked = fold(said), list(commands)
    yield from (_verb(each, before) for each in ranked if fold(each.verb).startswith(start))
    for command in ranked:
        if start and any(fold(alias).startswith(start) for alias in command.aliases):
            yield _verb(command, before)


def _verb(command: Command, before: str) -> Suggestion:
    return Suggestion(
        text=f"{before}{command.verb}",
        label=command.usage,
        help=command.summary,
        more=bool(command.words),
    )


def _services(organisation: Organisation, here: Engagement | None) -> tuple[Service, ...]:
    own = here.services if here else ()
    services = organisation.services
    return (
        *(services[key] for key in own),
        *(service for key, service in services.items() if key not in own),
    )


def _matching(
    services: tuple[Service, ...], said: str, word: Word, before: str
) -> Iterator[Suggestion]:
    start = fold(said)
    for service in services:
        spellings = (service.key, service.name, *service.aliases)
        if any(fold(spelling).startswith(start) for spelling in spellings):
            known_as = service.name if service.name != service.key else word.help
            yield Suggestion(f"{before}{service.key}", service.key, known_as, more=False)
