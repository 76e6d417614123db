"""From what people type to a command and its words: aliases, plain questions, close matches."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.closest import closest
from bot.errors import NotFound
from bot.memo import Memo
from bot.reply import BUTTON_WORDS, Button

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.command import Command

_QUOTES = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
)
_DASH = re.compile("[\u2010-\u2015\u2212\ufe58]")
_PREFIX = re.compile(r"^(?:/?sre(?:[\s:,]+|$))+", re.IGNORECASE)
_CLOSING = "?!. "
_UNSEEN = frozenset({"Cf", "Cc", "Cs"})
"""Unicode's categories of characters that show nothing: formats, controls, half characters."""
_SHOWN = 60
_FILLERS = frozenset({"for", "of", "on", "in", "the", "a", "please"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A command and the words after it; ``named`` holds words that a plain question named."""

    command: Command
    words: tuple[str, ...]
    named: Mapping[str, str]


def normalise(text: str) -> str:
    """One way of writing: plain quotes, dashes and spaces, no ``/sre``, no trailing ``?``."""
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFKC", _seen(text.translate(_QUOTES)))
        text = _DASH.sub("-", text)
    text = " ".join(text.split()).rstrip(_CLOSING)
    return _PREFIX.sub("", text)


def _seen(text: str) -> str:
    return "".join(
        each for each in text if each.isspace() or unicodedata.category(each) not in _UNSEEN
    )


def quoted(said: str) -> str:
    """What somebody said, in quotes and cut where it would fill the screen."""
    return f"“{said if len(said) <= _SHOWN else f'{said[: _SHOWN - 1]}…'}”"


@lru_cache(maxsize=1024)
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
        self._heard: Memo[Parsed] = Memo()
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
        return self._heard.once(text, make=lambda: self._understood(normalise(text)))

    def _understood(self, text: str) -> Parsed:
        for question, command in self._questions:
            if match := question.fullmatch(text):
                return Parsed(command, (), {k: v for k, v in match.groupdict().items() if v})
        words = text.split()
        for length in range(min(self._longest, len(words)), 0, -1):
            if found := self._spoken.get(fold(" ".join(words[:length]))):
                return Parsed(found, tuple(words[length:]), {})
        if not words:
            return Parsed(self.commands["help"], (), {})
        raise self._unknown(words)

    def _unknown(self, words: list[str]) -> NotFound:
        says = dict.fromkeys(self._meant(words))
        buttons = tuple(Button(said, said) for said in says if len(said) <= BUTTON_WORDS)
        return NotFound(
            f"I don't know {quoted(words[0])}.",
            next_step=did_you_mean(buttons) or SEE_HELP,
            buttons=buttons or (Button("Help", "help"),),
        )

    def _meant(self, words: list[str]) -> Iterator[str]:
        """A verb further on, as in ``iot-hub budget`` or ``tell me the budget``, or a like one."""
        verbs = (index for index, word in enumerate(words) if fold(word) in self._spoken)
        index = next(verbs, None)
        if index is None or index == 1:
            yield from self._near(words)
        if index is not None:
            verb = self._spoken[fold(words[index])].verb
            yield " ".join((verb, *(words[index + 1 :] or without_fillers(words[:index]))))

    def _near(self, words: list[str]) -> Iterator[str]:
        """Verbs that are spelled like the first words, each with the words after them."""
        for length in range(min(self._longest, len(words)), 0, -1):
            spellings = {
                spelling: command.verb
                for command in self.commands.values()
                for spelling in (command.verb, *command.aliases)
                if len(spelling.split()) == length
            }
            near = closest(" ".join(words[:length]), (), also=spellings)
            yield from (" ".join((verb, *words[length:])) for verb in near)
            if near:
                return


SEE_HELP = "See what I can answer: help"


def did_you_mean(buttons: tuple[Button, ...]) -> str | None:
    """The question above suggestions; None when there are none."""
    if not buttons:
        return None
    return "Did you mean this?" if len(buttons) == 1 else "Did you mean one of these?"


def without_fillers(words: Iterable[str]) -> Iterator[str]:
    """The words that carry meaning: ``for iot-hub`` → ``iot-hub``."""
    return (word for word in words if word.casefold() not in _FILLERS)
