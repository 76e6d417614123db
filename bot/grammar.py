"""From what people type to a command and its words: verbs, aliases, plain questions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.errors import NotFound
from bot.memo import Memo
from bot.pasted import unwrapped
from bot.reply import Button

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.command import Command

_QUOTES = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
)
_DASH = re.compile("[\u2010-\u2015\u2212\ufe58]")
_PREFIX = re.compile(r"^(?:[/@]?sre(?:[\s:,]+|$))+", re.IGNORECASE)
_CLOSING = "?!. "
_UNSEEN = frozenset({"Cf", "Cc", "Cs"})
"""Unicode's categories of characters that show nothing: formats, controls, half characters."""
_SHOWN = 60
FILLERS = frozenset(
    {"for", "of", "on", "in", "the", "a", "this", "that", "it", "my", "our", "us", "we", "service"}
    | {"now", "today", "currently", "please", "left", "remaining", "status", "doing"}
)
REST = "rest"
"""What a plain question calls the words that are cut like those after a verb."""
SEE_HELP = "See what I can answer: help"
HELP = Button("Help", "help")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A command and the words after it; ``named`` holds words that a plain question named."""

    command: Command
    words: tuple[str, ...]
    named: Mapping[str, str]


class Unheard(NotFound):
    """What was said begins with no verb and is no question.

    Attributes:
        words: What was said, for those who can tell what was meant.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        said = " ".join(words)
        super().__init__(f"I don't understand {quoted(said)}.", next_step=SEE_HELP, buttons=(HELP,))
        self.words = words


def normalise(text: str) -> str:
    """One way of writing: plain quotes, dashes and spaces, no ``/sre``, no trailing ``?``."""
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFKC", _seen(text.translate(_QUOTES)))
        text = _DASH.sub("-", text)
    text = " ".join(text.split()).rstrip(_CLOSING)
    return _PREFIX.sub("", text)


def _words_of(text: str) -> str:
    """What is asked, out of what was pasted around it, before and after a prefix."""
    return normalise(unwrapped(normalise(unwrapped(text))))


def storable(text: str) -> str:
    """Prose without what no store takes: control characters but white space, half characters."""
    return "".join(
        each for each in text if each.isspace() or unicodedata.category(each) not in {"Cc", "Cs"}
    )


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
        self.longest = max(
            len(name.replace("-", " ").split())
            for command in commands.values()
            for name in (command.verb, *command.aliases)
        )

    def parse(self, text: str) -> Parsed:
        """Find the command in a text.

        Raises:
            Unheard: It begins with no verb and is no question.
        """
        return self._heard.once(text, make=lambda: self._understood(_words_of(text)))

    def _understood(self, text: str) -> Parsed:
        for question, command in self._questions:
            if match := question.fullmatch(text):
                named = {k: v for k, v in match.groupdict().items() if v}
                return Parsed(command, tuple(named.pop(REST, "").split()), named)
        words = text.split()
        for length in range(min(self.longest, len(words)), 0, -1):
            if found := self._spoken.get(fold(" ".join(words[:length]))):
                return Parsed(found, tuple(words[length:]), {})
        if not words:
            return Parsed(self.commands["help"], (), {})
        raise Unheard(tuple(words))

    def named(self, said: str) -> Command | None:
        """The command of that verb or alias, however it is spelled."""
        return self._spoken.get(fold(said))


def did_you_mean(buttons: tuple[Button, ...]) -> str | None:
    """The question above suggestions; None when there are none."""
    if not buttons:
        return None
    return "Did you mean this?" if len(buttons) == 1 else "Did you mean one of these?"


def without_fillers(words: Iterable[str]) -> Iterator[str]:
    """The words that carry meaning: ``for iot-hub`` → ``iot-hub``."""
    return (word for word in words if word.casefold() not in FILLERS)
