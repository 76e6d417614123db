"""A command as a form to be filled in: its words as inputs, with what is known already."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.command import Command, Kind
from bot.form import Choice, Form, Input
from bot.moments import EXAMPLES
from bot.verbs import choices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.command import Word
    from bot.context import Context
    from bot.model.organisation import Person


def form_of(command: Command, context: Context) -> Form:
    """A command and its words, to be filled in; what the place tells is already there."""
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
                value=_already_known(word, context),
            )
            for word in command.words
        ),
        usage=command.usage,
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
            return tuple(Choice(each.name, each.key) for each in _people(context))
        case Kind.TIME | Kind.SPAN | Kind.WORDS:
            return ()
        case _:
            assert_never(word.kind)


def _people(context: Context) -> Iterable[Person]:
    """Everybody; those of this place's engagement first."""
    here = context.engagement.people if context.engagement else frozenset()
    return sorted(context.organisation.people.values(), key=lambda each: each.key not in here)


def _already_known(word: Word, context: Context) -> str:
    if word.kind is Kind.SERVICE and context.engagement:
        return context.engagement.services[0]
    if len(offered := _choices(word, context)) == 1:
        return offered[0].value
    return ""
