"""A command and its words as one text: what a form says, what is said again, what is suggested."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.command import Command
from bot.cut import lead
from bot.grammar import Parsed, normalise, storable
from bot.model.decision_kind import Asked
from bot.model.moment import Moment
from bot.model.nobody import Nobody
from bot.model.organisation import Person, Service
from bot.moments import moment_text
from bot.prose import in_quotes, is_quoted
from bot.spans import days_called, span_text
from bot.word import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.word import Word


def phrase(command: Command, said: Mapping[str, str], left: Sequence[str] = ()) -> str:
    """The command with these words by argument, each behind the small word that leads to it.

    Args:
        command: The command.
        said: What is said for its arguments, by their names.
        left: Words that belong to none of them yet; they stand before the first small word.
    """
    turn = [said.get(word.name, "") for word in command.turns]
    led = led_to(command, said)
    return " ".join(each for each in (command.typed, *turn, *left, *led) if each)


def led_to(command: Command, said: Mapping[str, str]) -> Iterator[str]:
    """What stands behind small words; after prose that no quote has closed, with equals signs."""
    behind = " "
    for word in command.words:
        if word.after and (text := said.get(word.name)):
            yield f"{word.after[0]}{behind}{text}"
            if word.kind is Kind.TEXT and not is_quoted(text):
                behind = "="


def filled(command: Command, fields: Mapping[str, str]) -> Parsed:
    """What a filled form says: the same as its words, with no doubt which is which."""
    known = {word.name: _typed(command, word, fields.get(word.name, "")) for word in command.words}
    return Parsed(command, (), {name: said for name, said in known.items() if said})


def _typed(command: Command, word: Word, text: str) -> str:
    """A field as it would have been typed; prose keeps its words as they are."""
    if word.kind is not Kind.TEXT:
        return normalise(text)
    return _text(command, word, storable(text).strip())


def spoken(command: Command, fields: Mapping[str, str]) -> str:
    """What somebody would have typed instead of filling in this form."""
    said = {word.name: fields.get(word.name, "").strip() for word in command.words}
    return phrase(command, _said(command, said))


def canonical(command: Command, args: Any) -> str:  # noqa: ANN401 - each command has its own Args
    """The shortest text that says the same again, whoever says it and whenever."""
    values = {word.name: getattr(args, word.name) for word in command.words}
    said = {name: value_text(value) for name, value in values.items() if value is not None}
    return phrase(command, _said(command, said))


def _said(command: Command, texts: Mapping[str, str]) -> dict[str, str]:
    """Prose as it is said among other words."""
    prose = {word.name: word for word in command.words if word.kind is Kind.TEXT}
    return {
        name: _text(command, prose[name], text) if name in prose else text
        for name, text in texts.items()
    }


def _text(command: Command, word: Word, text: str) -> str:
    """Prose, in quotes where some of it might be taken for something else."""
    words = text.split()
    names = [each for each in command.turns if each is not word]
    after_names = not word.after and any(
        each.kind is not Kind.NUMBER or not each.required for each in names
    )
    leads = any(lead(command, each)[0] for each in words)
    marks = '"' in text or text != normalise(text)
    return in_quotes(text) if text and (after_names or leads or marks) else text


def value_text(value: object) -> str:  # noqa: PLR0911 - one return a kind of value
    """How an argument's value is said."""
    match value:
        case Service():
            return value.key
        case Asked():
            return value.name
        case Command():
            return value.typed
        case Person():
            return f"@{value.key}"
        case Nobody():
            return value.value
        case Moment(said=said) if days_called(said):
            return said  # perhaps of work, which only an engagement's calendar tells
        case Moment():
            return moment_text(value.at)
        case timedelta():
            return span_text(value)
        case _:
            return str(value)
