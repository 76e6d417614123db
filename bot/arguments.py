"""From words, named groups or a filled form to a command's Args; and from Args back to a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from bot.closest import closest
from bot.command import Command, Kind
from bot.errors import NotFound, Usage
from bot.grammar import fold, without_fillers
from bot.model.organisation import Service
from bot.reply import BUTTON_WORDS, Button, Choice, Form, Input

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Word
    from bot.context import Context
    from bot.grammar import Parsed


def arguments(parsed: Parsed, context: Context) -> Any:  # noqa: ANN401 - each command has its own Args
    """Build the command's Args.

    Raises:
        NotFound: A name is not known; its buttons are the same command with the closest names.
        Usage: A word is missing or there is one too many; its button opens the form.
    """
    command = parsed.command
    left = list(parsed.words)
    values: dict[str, object] = {}
    for word in command.words:
        said = parsed.named.get(word.name) or _take(word, left)
        if said:
            values[word.name] = _meaning(word, said, command=command, context=context)
        elif word.required:
            raise missing(command, word)
    if left:
        raise _surplus(command, left)
    return command.args(**values)


def _take(word: Word, left: list[str]) -> str:
    """The words that belong to this argument; names may have spaces, so each takes all."""
    match word.kind:
        case Kind.VERB:
            return left.pop(0) if left else ""
        case Kind.SERVICE:
            taken = " ".join(without_fillers(left))
            left.clear()
            return taken
        case Kind.WORDS:
            taken = " ".join(left)
            left.clear()
            return taken
        case _:
            assert_never(word.kind)


def _meaning(word: Word, said: str, *, command: Command, context: Context) -> object:
    match word.kind:
        case Kind.SERVICE:
            return find_service(said, command=command, context=context)
        case Kind.VERB:
            return _find_verb(said, command=command, context=context)
        case Kind.WORDS:
            return said
        case _:
            assert_never(word.kind)


def find_service(said: str, *, command: Command, context: Context) -> Service:
    """The service of that key, name or alias.

    Raises:
        NotFound: There is none; the closest are offered.
    """
    services = context.organisation.services.values()
    wanted = fold(said.lstrip("#"))
    for service in services:
        if wanted in {fold(name) for name in (service.key, service.name, *service.aliases)}:
            return service
    near = closest(
        said,
        [service.key for service in services],
        also={name: each.key for each in services for name in (each.name, *each.aliases)},
    )
    raise NotFound(
        f"I don't know a service called “{said}”.",
        next_step="Did you mean one of these?" if near else f"See all of yours: {command.verb}",
        buttons=_offers(command, near or tuple(each.key for each in context.own_services[:3])),
    )


def _find_verb(said: str, *, command: Command, context: Context) -> Command:
    known = context.commands
    for candidate in known.values():
        if fold(said) in {fold(name) for name in (candidate.verb, *candidate.aliases)}:
            return candidate
    near = closest(said, known, also={a: c.verb for c in known.values() for a in c.aliases})
    raise NotFound(
        f"There is no command “{said}”.",
        next_step="Did you mean one of these?" if near else "See what I can answer: help",
        buttons=_offers(command, near),
    )


def _offers(command: Command, words: tuple[str, ...]) -> tuple[Button, ...]:
    says = (f"{command.verb} {each}" for each in words)
    return tuple(Button(said, said) for said in says if len(said) <= BUTTON_WORDS)


def missing(command: Command, word: Word) -> Usage:
    """The error for a word that was not said: usage, example, and a form to fill in."""
    return Usage(
        f"“{command.verb}” needs to know {word.help}.",
        next_step=f"Type: {command.examples[0]}" if command.examples else f"Type: {command.usage}",
        buttons=(Button("Fill in", f"form {command.verb}"),),
    )


def _surplus(command: Command, left: list[str]) -> Usage:
    return Usage(
        f"“{command.verb}” does not know what to do with “{' '.join(left)}”.",
        next_step=f"Type: {command.usage}",
        buttons=(Button(f"Help on {command.verb}", f"help {command.verb}"),),
    )


def form_of(command: Command, context: Context) -> Form:
    """A command and its words, to be filled in; what the place tells is already there."""
    return Form(
        verb=command.verb,
        title=command.verb.capitalize(),
        inputs=tuple(
            Input(
                name=word.name,
                label=word.name.capitalize(),
                hint=word.help.capitalize(),
                required=word.required,
                choices=_choices(word, context),
                value=_already_known(word, context),
            )
            for word in command.words
        ),
    )


def _choices(word: Word, context: Context) -> tuple[Choice, ...]:
    match word.kind:
        case Kind.SERVICE:
            services = context.organisation.services.values()
            return tuple(Choice(service.name, service.key) for service in services)
        case Kind.VERB:
            return tuple(Choice(c.verb, c.verb) for c in context.commands.values() if c.listed)
        case Kind.WORDS:
            return ()
        case _:
            assert_never(word.kind)


def _already_known(word: Word, context: Context) -> str:
    if word.kind is Kind.SERVICE and context.engagement:
        return context.engagement.services[0]
    return ""


def spoken(command: Command, fields: Mapping[str, str]) -> str:
    """What somebody would have typed instead of filling in this form."""
    said = (fields.get(word.name, "").strip() for word in command.words)
    return " ".join((command.verb, *(each for each in said if each)))


def canonical(command: Command, args: Any) -> str:  # noqa: ANN401 - each command has its own Args
    """The shortest text that says the same again."""
    values = (getattr(args, word.name) for word in command.words)
    return " ".join((command.verb, *(_name(value) for value in values if value)))


def _name(value: object) -> str:
    match value:
        case Service():
            return value.key
        case Command():
            return value.verb
        case _:
            return str(value)
