"""Finds what people name, services and verbs, and offers the closest when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import EXAMPLE_SERVICE
from bot.errors import NotFound, Usage
from bot.grammar import HELP, SEE_HELP, Unheard, did_you_mean, quoted, without_fillers
from bot.meant import offers, ways
from bot.services import nearby, service_called, services_meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Command, Word
    from bot.context import Context
    from bot.model.organisation import Service
    from bot.reply import Card


def find_service(said: str, *, command: Command, context: Context) -> Service | None:
    """The service of that key, name or alias; None if what was said names nothing: ``for us``.

    Raises:
        NotFound: There is none; the closest are offered.
    """
    if service := context.organisation.services.get(said) or service_called(said, context):
        return service
    words = tuple(without_fillers(said.split()))
    if not words:
        return None
    if service := service_called(" ".join(words), context):
        return service
    meant = services_meant(words, context)
    buttons = offers(f"{command.verb} {key}" for key in meant or nearby(context))
    raise NotFound(
        f"I don't know a service called {quoted(said)}.",
        next_step=(did_you_mean(buttons) if meant else None) or "These I know:",
        buttons=buttons,
    )


def find_verb(
    said: str, word: Word, rest: Sequence[str], *, command: Command, context: Context
) -> tuple[Command, Sequence[str]]:
    """The command of that verb or alias, or that a question is for; and the words after it.

    Raises:
        NotFound: There is none; the closest that may stand there are offered.
        Usage: There is one, but it may not stand there.
    """
    found, after = _asked(said, rest, context)
    if found and word.among(found):
        return found, after
    texts = (text for text in ways(command, (said, *rest), context) if text != command.verb)
    buttons = offers(texts)
    next_step = did_you_mean(buttons) or SEE_HELP
    if found:
        raise Usage(
            f"“{command.verb}” does not work with “{found.verb}”.",
            next_step=next_step,
            buttons=buttons,
        )
    raise NotFound(
        f"There is no command {quoted(said)}.", next_step=next_step, buttons=buttons or (HELP,)
    )


def _asked(
    said: str, rest: Sequence[str], context: Context
) -> tuple[Command | None, Sequence[str]]:
    if found := context.grammar.named(said):
        return found, rest
    try:
        parsed = context.grammar.parse(" ".join((said, *rest)))
    except Unheard:
        return None, rest
    return parsed.command, (*parsed.words, *parsed.named.values())


async def again(answer: Command, about: str | None, *, under: Command, context: Context) -> Card:
    """Answer another command; what it suggests is suggested under this command's verb.

    Raises:
        BotError: The other command cannot be answered.
    """
    try:
        return await context.again(" ".join(filter(None, (answer.verb, about))))
    except NotFound as error:
        texts = (button.says for button in error.buttons)
        fitting = (text for text in texts if context.grammar.parse(text).command is answer)
        buttons = offers(f"{under.verb} {text}" for text in fitting)
        raise NotFound(error.message, next_step=error.next_step, buttons=buttons) from error


def examples_here(command: Command, context: Context) -> tuple[str, ...]:
    """A command's examples with a service that the asker has."""
    known, around = context.organisation.services, nearby(context)
    if EXAMPLE_SERVICE in known or not around:
        return command.examples
    return tuple(said.replace(EXAMPLE_SERVICE, around[0]) for said in command.examples)
