"""From what people type to a command and its words: aliases, plain questions, close matches."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.closest import closest
from bot.errors import NotFound
from bot.reply import BUTTON_WORDS, Button

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.command import Command

_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d\u00ab\u00bb", '\'\'""""')
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_PREFIX = re.compile(r"^(?:/?sre(?:[\s:,]+|$))+", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff]")
_FILLERS = frozenset({"for", "of", "on", "in", "the", "a", "please"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A command and the words after it; ``named`` holds words that a plain question named."""

    command: Command
    words: tuple[str, ...]
    named: Mapping[str, str]


def normalise(text: str) -> str:
    """One way of writing: plain quotes, dashes and spaces, no ``/sre``, no trailing ``?``."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    text = " ".join(text.translate(_QUOTES).translate(_DASHES).split())
    return _PREFIX.sub("", text).rstrip("?! ").strip()


def fold(name: str) -> str:
    """How names are compared: case, hyphens, underscores and spaces never matter."""
    return re.sub(r"[\s_-]+", "", name).casefold()


class Grammar:
    """Knows every verb, what else people say for it, and the questions they ask."""

    def __init__(self, commands: Mapping[str, Command]) -> None:
        self.commands = commands
        self._spoken = {
            fold(name): command
            for command in commands.values()
            for name in (command.verb, *command.aliases)
        }
        self._questions = [
            (re.compile(question, re.IGNORECASE), command)
            for command in commands.values()
            for question in command.questions
        ]
        self._longest = max(
            len(name.split())
            for command in commands.values()
            for name in (command.verb, *command.aliases)
        )

    def parse(self, text: str) -> Parsed:
        """Find the command in a text.

        Raises:
            NotFound: No verb was recognised; its buttons are the closest ones.
        """
        text = normalise(text)
        for question, command in self._questions:
            if match := question.fullmatch(text):
                return Parsed(command, (), {k: v for k, v in match.groupdict().items() if v})
        words = text.split()
        for length in range(min(self._longest, len(words)), 0, -1):
            if command := self._spoken.get(fold(" ".join(words[:length]))):
                return Parsed(command, tuple(words[length:]), {})
        if not words:
            return Parsed(self.commands["help"], (), {})
        raise self._unknown(words)

    def _unknown(self, words: list[str]) -> NotFound:
        near = closest(
            words[0], [command.verb for command in self.commands.values()], also=self._aliases()
        )
        says = (" ".join((verb, *words[1:])) for verb in near)
        buttons = tuple(Button(said, said) for said in says if len(said) <= BUTTON_WORDS)
        return NotFound(
            f"I don't know “{words[0]}”.",
            next_step="Did you mean one of these?" if buttons else "See what I can answer: help",
            buttons=buttons or (Button("Help", "help"),),
        )

    def _aliases(self) -> Mapping[str, str]:
        return {
            alias: command.verb for command in self.commands.values() for alias in command.aliases
        }


def without_fillers(words: Iterable[str]) -> Iterator[str]:
    """The words that carry meaning: ``for iot-hub`` → ``iot-hub``."""
    return (word for word in words if word.casefold() not in _FILLERS)
