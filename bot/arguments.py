"""From words, named groups or a filled form to a command's Args; and from Args back to a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from bot.command import Command, Kind
from bot.errors import Usage
from bot.form import Choice, Form, Input
from bot.grammar import Parsed, normalise, quoted
from bot.meant import choices
from bot.model.organisation import Service
from bot.naming import examples_here, find_service, find_verb
from bot.reply import Button

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Word
    from bot.context import Context


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
        value = _meaning(word, said, left, command=command, context=context) if said else None
        if value is not None:
            values[word.name] = value
        elif word.required:
            raise missing(command, word, context)
    if left:
        raise _surplus(command, left)
    return command.args(**values)


def _take(word: Word, left: list[str]) -> str:
    """The words that belong to this argument; names may have spaces, so each takes all."""
    match word.kind:
        case Kind.VERB:
            return left.pop(0) if left else ""
        case Kind.SERVICE | Kind.WORDS:
            taken = " ".join(left)
            left.clear()
            return taken
        case _:
            assert_never(word.kind)


def _meaning(
    word: Word, said: str, left: list[str], *, command: Command, context: Context
) -> object:
    match word.kind:
        case Kind.SERVICE:
            return find_service(said, command=command, context=context)
        case Kind.VERB:
            found, left[:] = find_verb(said, word, left, command=command, context=context)
            return found
        case Kind.WORDS:
            return said
        case _:
            assert_never(word.kind)


def missing(command: Command, word: Word, context: Context) -> Usage:
    """The error for a word that was not said: usage, an example from here, a form to fill in."""
    example = next(iter(examples_here(command, context)), None)
    instance = f", for instance: {example}" if example else ""
    return Usage(
        f"“{command.verb}” needs to know {word.help}.",
        next_step=f"Type: {command.usage}{instance}",
        buttons=(Button("Fill in", f"form {command.verb}", opens_form=True),),
    )


def _surplus(command: Command, left: list[str]) -> Usage:
    return Usage(
        f"“{command.verb}” does not know what to do with {quoted(' '.join(left))}.",
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
            return tuple(Choice(each.verb, each.verb) for each in choices(word, context))
        case Kind.WORDS:
            return ()
        case _:
            assert_never(word.kind)


def _already_known(word: Word, context: Context) -> str:
    if word.kind is Kind.SERVICE and context.engagement:
        return context.engagement.services[0]
    if len(offered := _choices(word, context)) == 1:
        return offered[0].value
    return ""


def filled(command: Command, fields: Mapping[str, str]) -> Parsed:
    """What a filled form says: the same as its words, with no doubt which is which."""
    known = {word.name: normalise(fields.get(word.name, "")) for word in command.words}
    return Parsed(command, (), {name: said for name, said in known.items() if said})


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
