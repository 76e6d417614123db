"""Finds what people name, services and verbs, and offers the closest when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import EXAMPLE_SERVICE
from bot.errors import NotFound, Usage
from bot.grammar import HELP, SEE_HELP, Unheard, did_you_mean, quoted, without_fillers
from bot.offers import offers
from bot.reply import Button
from bot.saying import phrase
from bot.services import nearby, service_called, services_meant
from bot.ways import ways

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.command import Command
    from bot.context import Context
    from bot.model.organisation import Service
    from bot.reply import Card
    from bot.word import Word


def find_service(said: str, *, context: Context, instead: Callable[[str], str]) -> Service | None:
    """The service of that key, name or alias; None if what was said names nothing: ``for us``.

    Args:
        said: What it is called there.
        context: Where and by whom.
        instead: The whole command with another name in its place.

    Raises:
        NotFound: There is none; the closest are offered.
    """
    known = context.organisation
    if service := known.services.get(said) or service_called(said, known):
        return service
    words = tuple(without_fillers(said.split()))
    if not words:
        return None
    if service := service_called(" ".join(words), known):
        return service
    meant = services_meant(words, context)
    buttons = offers(instead(key) for key in meant or nearby(context))
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
    texts = (text for text in ways(command, (said, *rest), context) if text != command.typed)
    buttons = offers(texts)
    next_step = did_you_mean(buttons) or SEE_HELP
    if found:
        raise Usage(
            f"“{command.typed}” does not work with “{found.typed}”.",
            next_step=next_step,
            buttons=buttons,
        )
    raise NotFound(
        f"There is no command {quoted(said)}.", next_step=next_step, buttons=buttons or (HELP,)
    )


def _asked(
    said: str, rest: Sequence[str], context: Context
) -> tuple[Command | None, Sequence[str]]:
    words, grammar = (said, *rest), context.grammar
    for many in range(min(grammar.longest, len(words)), 0, -1):
        if found := grammar.named(" ".join(words[:many])):
            return found, words[many:]
    try:
        parsed = grammar.parse(" ".join(words))
    except Unheard:
        return None, rest
    said_again = phrase(parsed.command, parsed.named, parsed.words)
    return parsed.command, said_again.removeprefix(parsed.command.typed).split()


async def again(answer: Command, about: str | None, *, under: Command, context: Context) -> Card:
    """Answer another command; what it suggests is suggested under this command's verb.

    Raises:
        BotError: The other command cannot be answered.
    """
    try:
        return await context.again(" ".join(filter(None, (answer.typed, about))))
    except (NotFound, Usage) as error:
        texts = (button.says for button in error.buttons)
        fitting = (text for text in texts if context.grammar.parse(text).command is answer)
        buttons = offers(f"{under.typed} {text}" for text in fitting)
        if error.buttons and not buttons:
            says = f"form {under.typed} {answer.typed}"
            buttons = (Button("Fill in", says, opens_form=True),)
        raise type(error)(error.message, next_step=error.next_step, buttons=buttons) from error


def examples_here(command: Command, context: Context) -> tuple[str, ...]:
    """A command's examples with a service that the asker has."""
    known, around = context.organisation.services, nearby(context)
    if EXAMPLE_SERVICE in known or not around:
        return command.examples
    return tuple(said.replace(EXAMPLE_SERVICE, around[0]) for said in command.examples)
