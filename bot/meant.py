"""What somebody may have meant by words that nobody understands: texts that would be answered."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, assert_never

from bot.access import allows
from bot.closest import GOOD_ENOUGH, misspelt
from bot.command import Command, Kind
from bot.errors import NotFound
from bot.grammar import HELP, SEE_HELP, did_you_mean, quoted, without_fillers
from bot.reply import BUTTON_WORDS, Button
from bot.services import nearby, service_called, services_meant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.command import Word
    from bot.context import Context

A_FEW = 3
"""Suggestions at once."""
_LOOKED_AT = 16
"""Words of a text; a verb stands before, and longer texts would only take time."""
_SURE = 75
"""Similarity, of 100, from which any word of a sentence is taken for a misspelt service."""


def unknown(words: Sequence[str], context: Context) -> NotFound:
    """What to say to words that begin with no verb: the closest texts that would be answered."""
    verbs = list(_verbs_meant(words, lambda each: _offered(each, context), context))
    verbs = verbs or [(command, words) for command in _about_services(words, context)]
    buttons = offers(text for command, rest in verbs for text in ways(command, rest, context))
    return NotFound(
        _complaint(words, buttons, context),
        next_step=did_you_mean(buttons) or SEE_HELP,
        buttons=buttons or (HELP,),
    )


def _complaint(words: Sequence[str], buttons: tuple[Button, ...], context: Context) -> str:
    said = " ".join(words)
    if buttons and service_called(" ".join(without_fillers(words)), context):
        return f"{quoted(said)} is a service; what do you want to know of it?"
    if buttons and (near := _near(words, context)):
        said = " ".join(words[: max(near.values())])
        return f"I don't know {quoted(said)}."
    return f"I don't understand {quoted(said)}."


def offers(texts: Iterable[str]) -> tuple[Button, ...]:
    """A few texts as buttons, each once."""
    says = dict.fromkeys(text for text in texts if len(text) <= BUTTON_WORDS)
    return tuple(
        Button(said, said, opens_form=said.startswith("form ")) for said in islice(says, A_FEW)
    )


def ways(command: Command, words: Sequence[str], context: Context) -> tuple[str, ...]:
    """Whole texts for a command, with what it can make of these words; the rest is left out.

    If the words do not tell what the command needs to know, a form asks for it.
    """
    tails = dict.fromkeys(_tails(command.words, words, context))
    texts = tuple(f"{command.verb} {tail}".rstrip() for tail in tails)
    if texts or not command.listed:
        return texts
    return (f"form {command.verb}",)


def _tails(expected: Sequence[Word], words: Sequence[str], context: Context) -> Iterator[str]:
    """What may stand after a verb. Words that follow a verb are that verb's own."""
    if not expected:
        yield ""
        return
    word, *others = expected
    match word.kind:
        case Kind.SERVICE:
            alone = len(tuple(without_fillers(words))) == 1
            good_enough = GOOD_ENOUGH if alone else _SURE
            meant = services_meant(words, context, good_enough=good_enough)
            for head in meant or _without_a_service(word, context):
                for tail in _tails(others, (), context):
                    yield f"{head} {tail}".strip()
        case Kind.VERB:
            yield from _inner(word, words, context, with_words=bool(others))
        case Kind.WORDS:
            if words or not word.required:
                yield " ".join(words)
        case _:
            assert_never(word.kind)


def _inner(
    word: Word, words: Sequence[str], context: Context, *, with_words: bool
) -> Iterator[str]:
    verbs = list(_verbs_meant(words, word.among, context))
    if not verbs and not word.required:
        yield ""
    elif not verbs and len(only := choices(word, context)) == 1:
        verbs = [(only[0], words)]
    for command, rest in verbs:
        tails = _tails(command.words, rest, context) if with_words else ("",)
        yield from (f"{command.verb} {tail}".rstrip() for tail in tails)


def _without_a_service(word: Word, context: Context) -> tuple[str, ...]:
    """A service may be left out where one is understood; elsewhere one is named."""
    understood = context.engagement or context.own_services
    return ("",) if understood and not word.required else nearby(context)


def _verbs_meant(
    words: Sequence[str], among: Callable[[Command], bool], context: Context
) -> Iterator[tuple[Command, Sequence[str]]]:
    """Verbs that are spelled like the first words, and the first that stands further on.

    Each comes with the other words: ``iot-hub budget``, ``tell me the budget of iot-hub``.
    """
    grammar = context.grammar
    found = (
        (start, start + length, command)
        for start in range(min(_LOOKED_AT, len(words)))
        for length in range(min(grammar.longest, len(words) - start), 0, -1)
        if (command := grammar.named(" ".join(words[start : start + length]))) and among(command)
    )
    start, end, command = next(found, (None, 0, None))
    if start is None or start == 1:
        near = _near(words, context)
        known = ((context.commands[verb], words[length:]) for verb, length in near.items())
        yield from (each for each in known if among(each[0]))
    if command is not None:
        yield command, (*words[:start], *words[end:])


def _near(words: Sequence[str], context: Context) -> dict[str, int]:
    """Verbs that are spelled like the first words, each with how many words those are."""
    for length in range(1, min(context.grammar.longest, len(words)) + 1):
        spellings = {
            spelling: command.verb
            for command in context.commands.values()
            for spelling in (command.verb, *command.aliases)
            if len(spelling.split()) == length
        }
        if near := misspelt(" ".join(words[:length]), spellings):
            return dict.fromkeys(near, length)
    return {}


def _offered(command: Command, context: Context) -> bool:
    """Whether a command may be suggested to this reader."""
    return command.listed and allows(command, context.reader, context.request.actor)


def _about_services(words: Sequence[str], context: Context) -> Iterator[Command]:
    """What can be asked about a service, where one is named."""
    if not services_meant(words, context, good_enough=_SURE):
        return
    for command in context.commands.values():
        of_a_service = command.words and command.words[0].kind is Kind.SERVICE
        if of_a_service and not command.writes and _offered(command, context):
            yield command


def choices(word: Word, context: Context) -> tuple[Command, ...]:
    """The commands that an argument may name."""
    return tuple(c for c in context.commands.values() if c.listed and word.among(c))
