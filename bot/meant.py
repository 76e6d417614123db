"""What somebody may have meant by words that nobody understands: texts that would be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access import allows
from bot.cut import leading
from bot.decision_names import decision_called, decisions_meant
from bot.errors import NotFound
from bot.grammar import HELP, SEE_HELP, did_you_mean, quoted, without_fillers
from bot.names_meant import SURE
from bot.offers import offers
from bot.services import service_called, services_meant
from bot.verbs import near_verbs, verbs_meant
from bot.ways import ways
from bot.word import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.command import Command
    from bot.context import Context
    from bot.reply import Button

_EXACT = 100
"""Similarity, of 100, that no misspelt name has."""


def unknown(words: Sequence[str], context: Context) -> NotFound:
    """What to say to words that begin with no verb: the closest texts that would be answered."""
    verbs = list(verbs_meant(words, lambda each: _offered(each, context), context))
    if not verbs or _names_a_decision(words, context):
        verbs += [(command, words) for command in _about_names(words, context)]
    buttons = offers(text for command, rest in verbs for text in ways(command, rest, context))
    return NotFound(
        _complaint(words, buttons, context),
        next_step=did_you_mean(buttons) or SEE_HELP,
        buttons=buttons or (HELP,),
    )


def _complaint(words: Sequence[str], buttons: tuple[Button, ...], context: Context) -> str:
    said = " ".join(words)
    if buttons and service_called(" ".join(without_fillers(words)), context.organisation):
        return f"{quoted(said)} is a service; what do you want to know of it?"
    if buttons and decision_called(said, context.organisation):
        return f"{quoted(said)} is a decision; what do you want to know of it?"
    if buttons and (near := near_verbs(words, context)):
        said = " ".join(words[: max(near.values())])
        return f"I don't know {quoted(said)}."
    return f"I don't understand {quoted(said)}."


def _offered(command: Command, context: Context) -> bool:
    """Whether a command may be suggested to this reader."""
    return command.listed and allows(command, context.reader, context.request.actor)


def _names_a_decision(words: Sequence[str], context: Context) -> bool:
    """Whether one is named, spelled as it is, wherever that stands."""
    return bool(decisions_meant(words, context.organisation, good_enough=_EXACT))


def _about_names(words: Sequence[str], context: Context) -> Iterator[Command]:
    """What can be asked about a decision or a service, where one is named; the explained first."""
    if _names_a_decision(words, context):
        kind = Kind.DECISION
    elif services_meant(words, context, good_enough=SURE):
        kind = Kind.SERVICE
    else:
        return
    sentence = kind is Kind.DECISION and not leading(words, _decisions(context))
    for command in sorted(context.commands.values(), key=lambda each: not each.explained):
        of_it = any(word.kind is kind for word in (command.told_apart or command.turns[:1]))
        searches = sentence and command.told_apart != command.turns
        if of_it and not searches and not command.writes and _offered(command, context):
            yield command


def _decisions(context: Context) -> Callable[[str], object]:
    return lambda said: decision_called(said, context.organisation)
