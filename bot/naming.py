"""Finds what people name, services and verbs, and offers the closest when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.closest import closest
from bot.command import EXAMPLE_SERVICE
from bot.errors import NotFound
from bot.grammar import SEE_HELP, did_you_mean, fold, quoted, without_fillers
from bot.reply import BUTTON_WORDS, Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Command, Word
    from bot.context import Context
    from bot.model.organisation import Service
    from bot.reply import Card

_AROUND_NAMES = "#\"'`,:"
_A_FEW = 3


def find_service(said: str, *, command: Command, context: Context) -> Service:
    """The service of that key, name or alias.

    Raises:
        NotFound: There is none; the closest are offered.
    """
    services = context.organisation.services
    for spelling in (said, " ".join(without_fillers(said.split()))):
        wanted = fold(spelling.strip(_AROUND_NAMES))
        for service in services.values():
            if wanted in {fold(name) for name in (service.key, service.name, *service.aliases)}:
                return service
    near = closest(
        said,
        services,
        also={name: each.key for each in services.values() for name in (each.name, *each.aliases)},
    )
    buttons = _offers(command, near)
    raise NotFound(
        f"I don't know a service called {quoted(said)}.",
        next_step=did_you_mean(buttons) or "These I know:",
        buttons=buttons or _offers(command, _nearby(context)),
    )


def _nearby(context: Context) -> tuple[str, ...]:
    """A few services that the asker may mean: this place's, else their own, else any."""
    here = context.engagement.services if context.engagement else ()
    own = (service.key for service in context.own_services)
    return tuple(dict.fromkeys((*here, *own, *context.organisation.services)))[:_A_FEW]


def find_verb(
    said: str, word: Word, rest: Sequence[str], *, command: Command, context: Context
) -> Command:
    """The command of that verb or alias.

    Raises:
        NotFound: There is none; the closest that may stand there are offered, with the words after.
    """
    known = context.commands.values()
    for candidate in known:
        if fold(said) in {fold(name) for name in (candidate.verb, *candidate.aliases)}:
            return candidate
    spellings = {
        name: each.verb for each in known if word.among(each) for name in (each.verb, *each.aliases)
    }
    near = closest(said, (), also=spellings)
    buttons = _offers(command, tuple(" ".join((verb, *rest)) for verb in near))
    raise NotFound(
        f"There is no command {quoted(said)}.",
        next_step=did_you_mean(buttons) or SEE_HELP,
        buttons=buttons or (Button("Help", "help"),),
    )


def _offers(command: Command, words: tuple[str, ...]) -> tuple[Button, ...]:
    says = (f"{command.verb} {each}" for each in words)
    return tuple(Button(said, said) for said in says if len(said) <= BUTTON_WORDS)


async def again(question: str, *, under: Command, context: Context) -> Card:
    """Answer another text; what it suggests is suggested under this command's verb.

    Raises:
        BotError: The other text cannot be answered.
    """
    try:
        return await context.again(question)
    except NotFound as error:
        buttons = _offers(under, tuple(button.says for button in error.buttons))
        raise NotFound(error.message, next_step=error.next_step, buttons=buttons) from error


def examples_here(command: Command, context: Context) -> tuple[str, ...]:
    """A command's examples with a service that the asker has."""
    known, nearby = context.organisation.services, _nearby(context)
    if EXAMPLE_SERVICE in known or not nearby:
        return command.examples
    return tuple(said.replace(EXAMPLE_SERVICE, nearby[0]) for said in command.examples)
