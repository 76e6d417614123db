"""Which words of a text belong to which argument: small words lead to some, the rest take turns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.prose import is_quoted, pieces
from bot.word import NAMES, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.command import Command
    from bot.word import Word

_A_TIME = re.compile(
    r"(?:(?:on|this|next|coming|last) )*(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|(?:today|tomorrow|yesterday|tonight|noon|midnight)\b|(?:on )?\d{4}-\d\d-\d\d"
    r"|\d{1,2}:\d\d|\d{1,2} ?[ap]m\b|in (?:\d+|an?) ?(?:h|m|d|w)[a-z]*\b"
    r"|(?:on )?\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
"""How words begin that can only be a time."""
_LONGEST_NAME = 5
"""Words in the longest name that others may follow."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The words after a verb; what stands in quotes is one of them, where prose may be said.

    Attributes:
        turn: Those that no small word led to, in order.
        led: Those that one did, by the argument's name; empty if nothing followed it.
    """

    turn: tuple[str, ...]
    led: Mapping[str, tuple[str, ...]]

    def said(self, word: Word) -> str | None:
        """What was said for an argument; None if nothing led to it."""
        led = self.led.get(word.name)
        return None if led is None else " ".join(led)


def cut(command: Command, words: Sequence[str]) -> Cut:
    """Cut a text where its small words stand, each the first time: ``me by @erin until 18:00``.

    ``until=18:00`` is the same. Where one time may be said, the small word before it may be left
    out: ``iot-hub tomorrow 9am``. The day may stand before the first: ``tomorrow from 9 until 17``.
    Prose loses no word to a time.
    """
    words = whole(command, words)
    if not command.leads:
        return Cut(tuple(words), {})
    times = [word for word in command.words if word.after and word.kind is Kind.TIME]
    prose = any(word.kind is Kind.TEXT for word in command.turns)
    parts: dict[str, list[str]] = {}
    turn: list[str] = []
    here, names = turn, not prose
    for word, said in _led(command, words):
        if word is None:
            turn += said
            here = turn
            continue
        day = _time_off(here) if names and word in times[:1] else []
        here = parts[word.name] = [*day, *(("at",) if day else ()), *said]
        names = word.kind in NAMES
    alone = len(times) == 1 and times[0].name not in parts and not prose
    if alone and (said_last := _time_off(turn)):
        parts[times[0].name] = said_last
    return Cut(tuple(turn), {name: tuple(said) for name, said in parts.items()})


def whole(command: Command, words: Sequence[str]) -> Sequence[str]:
    """The words, with what stands in quotes as one of them, where prose may be said."""
    return pieces(words) if command.takes_text else words


def _led(command: Command, words: Sequence[str]) -> Iterator[tuple[Word | None, Sequence[str]]]:
    """The words by what leads to them, in order; None for those that take turns.

    Inside prose that was led to, only ``until=`` leads on. Its closing quote ends it.
    """
    here: Word | None = None
    said: list[str] = []
    seen: set[str] = set()
    for each in words:
        word, rest = lead(command, each)
        inside = here is not None and here.kind is Kind.TEXT
        if word is None or word.name in seen or (inside and "=" not in each):
            said.append(each)
        else:
            yield here, said
            here, said = word, [rest] if rest else []
            seen.add(word.name)
        if here is not None and here.kind is Kind.TEXT and len(said) == 1 and is_quoted(said[0]):
            yield here, said
            here, said = None, []
    yield here, said


def _time_off(words: list[str]) -> list[str]:
    """Take off the time with which words end, and give it back; nothing if they name none."""
    begins = (at for at in range(len(words)) if _A_TIME.match(" ".join(words[at:])))
    at = next(begins, len(words))
    found = words[at:]
    del words[at:]
    return found


def at_hand(command: Command, words: Sequence[str]) -> tuple[Word | None, tuple[str, ...]]:
    """The argument to which the last words belong, and these; None for those that take turns."""
    *_before, (word, said) = _led(command, whole(command, words))
    return word, tuple(said)


def lead(command: Command, said: str) -> tuple[Word | None, str]:
    """The argument to which a small word leads, and what is written right behind it."""
    small, _, rest = said.partition("=")
    word = command.leads.get(small.casefold().rstrip(":"))
    return (word, rest) if word else (None, "")


def leading(
    words: Sequence[str], names: Callable[[str], object], *, longest: int = _LONGEST_NAME
) -> int:
    """How many of the first words are a name; 0 if none are."""
    for many in range(min(longest, len(words)), 0, -1):
        if names(" ".join(words[:many])):
            return many
    return 0
