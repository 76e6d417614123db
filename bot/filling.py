"""A command as a form to be filled in: its words as inputs, with what is known already."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.arguments import gist
from bot.command import Command
from bot.decision_names import kinds_here
from bot.form import Choice, Form, Input
from bot.grammar import Parsed
from bot.model.catalogue import GROUPS
from bot.model.moment import Moment
from bot.model.nobody import Nobody
from bot.model.organisation import Person
from bot.moments import EXAMPLES
from bot.reply import BUTTON_WORDS
from bot.saying import spoken, value_text
from bot.verbs import choices
from bot.word import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.context import Context
    from bot.word import Word


def form_of(command: Command, context: Context, known: Mapping[str, object]) -> Form:
    """A command and its words, to be filled in; what is known already is there.

    Args:
        command: The command.
        context: The place, which tells a service.
        known: What was understood of them, by the arguments' names.
    """
    values = {
        word.name: _field(known[word.name]) if word.name in known else _already_known(word, context)
        for word in command.words
    }
    return filled_form(command, context, values)


def understood(command: Command, context: Context, about: str) -> Mapping[str, object]:
    """What is known already of a command's words, by the arguments' names.

    What cannot be understood of what was said after its verb is left to be filled in.
    """
    return gist(Parsed(command, tuple(about.split()), {}), context) if about else {}


def filled_form(
    command: Command, context: Context, values: Mapping[str, str], *, problem: Sequence[str] = ()
) -> Form:
    """A command and its words as somebody filled them in.

    Args:
        command: The command.
        context: The place, which tells what there is to choose from.
        values: What stands in each input, by the arguments' names.
        problem: What is wrong with it, in sentences.
    """
    again = f"form {spoken(command, values)}"
    return Form(
        verb=command.verb,
        title=command.typed.capitalize(),
        inputs=tuple(
            Input(
                name=word.name,
                label=word.name.capitalize(),
                hint=_hint(word),
                required=word.required,
                choices=_choices(word, context),
                value=values.get(word.name, ""),
                lines=word.kind is Kind.TEXT,
                otherwise=word.otherwise,
            )
            for word in command.words
        ),
        submit="Send" if command.writes else "Ask",
        usage=command.usage,
        again=again if len(again) <= BUTTON_WORDS else f"form {command.verb}",
        problem=tuple(problem),
    )


def _hint(word: Word) -> str:
    help_ = word.help[:1].upper() + word.help[1:]
    match word.kind:
        case Kind.TIME:
            return f"{help_}: {EXAMPLES[0]}"
        case Kind.SPAN:
            return f"{help_}: 2w"
        case _:
            return help_


def _choices(word: Word, context: Context) -> tuple[Choice, ...]:
    """What there is to choose from; a platform whose menus are too short lets people type."""
    match word.kind:
        case Kind.SERVICE:
            services = context.organisation.services.values()
            return tuple(Choice(service.name, service.key) for service in services)
        case Kind.VERB:
            return tuple(Choice(each.typed, each.verb) for each in choices(word, context))
        case Kind.PERSON:
            people = tuple(Choice(each.name, each.key) for each in _people(context))
            return (Choice("Nobody", Nobody.NOBODY.value), *people) if word.nobody else people
        case Kind.DECISION:
            return tuple(_decisions(word, context))
        case Kind.TIME | Kind.SPAN | Kind.WORDS | Kind.NUMBER | Kind.TEXT:
            return ()
        case _:
            assert_never(word.kind)


def _people(context: Context) -> Iterable[Person]:
    """Everybody; those of this place's engagement first."""
    here = context.engagement.people if context.engagement else frozenset()
    active = [each for each in context.organisation.people.values() if each.active]
    return sorted(active, key=lambda each: each.key not in here)


def _decisions(word: Word, context: Context) -> Iterator[Choice]:
    """The kinds of this place, and the words that cover several where these may be said."""
    kinds = kinds_here(context.engagement, context.organisation)
    yield from (Choice(kind.name, kind.key) for kind in kinds.values())
    if word.many:
        yield from (Choice(group.name.capitalize(), group.name) for group in GROUPS)


def _field(value: object) -> str:
    """How a value stands in its field: as the menu calls it, or as it was typed."""
    match value:
        case Person():
            return value.key
        case Command():
            return value.verb
        case Moment():
            return value.said
        case _:
            return value_text(value)


def _already_known(word: Word, context: Context) -> str:
    if word.kind is Kind.SERVICE and context.engagement:
        return context.engagement.services[0]
    if len(offered := _choices(word, context)) == 1:
        return offered[0].value
    return ""
