"""A command and its words as one text: what a form says, what is said again, what is suggested."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.command import Command
from bot.grammar import Parsed, normalise
from bot.model.moment import Moment
from bot.model.organisation import Person, Service
from bot.moments import moment_text
from bot.spans import span_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def phrase(command: Command, said: Mapping[str, str], left: Sequence[str] = ()) -> str:
    """The command with these words by argument, each behind the small word that leads to it.

    Args:
        command: The command.
        said: What is said for its arguments, by their names.
        left: Words that belong to none of them yet; they stand before the first small word.
    """
    turn = [said.get(word.name, "") for word in command.words if not word.after]
    led = (
        f"{word.after[0]} {said[word.name]}"
        for word in command.words
        if word.after and said.get(word.name)
    )
    return " ".join(each for each in (command.typed, *turn, *left, *led) if each)


def filled(command: Command, fields: Mapping[str, str]) -> Parsed:
    """What a filled form says: the same as its words, with no doubt which is which."""
    known = {word.name: normalise(fields.get(word.name, "")) for word in command.words}
    return Parsed(command, (), {name: said for name, said in known.items() if said})


def spoken(command: Command, fields: Mapping[str, str]) -> str:
    """What somebody would have typed instead of filling in this form."""
    return phrase(command, {name: said.strip() for name, said in fields.items()})


def canonical(command: Command, args: Any) -> str:  # noqa: ANN401 - each command has its own Args
    """The shortest text that says the same again, whoever says it and whenever."""
    values = {word.name: getattr(args, word.name) for word in command.words}
    return phrase(command, {name: value_text(value) for name, value in values.items() if value})


def value_text(value: object) -> str:
    """How an argument's value is said."""
    match value:
        case Service():
            return value.key
        case Command():
            return value.typed
        case Person():
            return f"@{value.key}"
        case Moment():
            return moment_text(value.at)
        case timedelta():
            return span_text(value)
        case _:
            return str(value)
