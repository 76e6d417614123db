"""Which words of a text belong to which argument: small words lead to some, the rest take turns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.command import Command, Word

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
    """The words after a verb.

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
    """
    if not command.leads:
        return Cut(tuple(words), {})
    times = [word for word in command.words if word.after and word.kind is Kind.TIME]
    parts: dict[str, list[str]] = {}
    turn: list[str] = []
    here, names = turn, True
    for said in words:
        word, rest = _lead(command, said)
        if word is None or word.name in parts:
            here.append(said)
            continue
        day = _time_off(here) if names and word in times[:1] else []
        here = parts[word.name] = [*day, *(("at",) if day else ()), *((rest,) if rest else ())]
        names = word.kind in {Kind.PERSON, Kind.SERVICE}
    if len(times) == 1 and times[0].name not in parts and (said_last := _time_off(turn)):
        parts[times[0].name] = said_last
    return Cut(tuple(turn), {name: tuple(said) for name, said in parts.items()})


def _time_off(words: list[str]) -> list[str]:
    """Take off the time with which words end, and give it back; nothing if they name none."""
    begins = (at for at in range(len(words)) if _A_TIME.match(" ".join(words[at:])))
    at = next(begins, len(words))
    found = words[at:]
    del words[at:]
    return found


def at_hand(command: Command, words: Sequence[str]) -> tuple[Word | None, tuple[str, ...]]:
    """The argument to which the last words belong, and these; None for those that take turns."""
    found: tuple[Word | None, tuple[str, ...]] = (None, tuple(words))
    seen: set[str] = set()
    for at, said in enumerate(words):
        word, rest = _lead(command, said)
        if word is not None and word.name not in seen:
            seen.add(word.name)
            found = (word, (*((rest,) if rest else ()), *words[at + 1 :]))
    return found


def _lead(command: Command, said: str) -> tuple[Word | None, str]:
    """The argument to which a small word leads, and what is written right behind it."""
    small, _, rest = said.partition("=")
    word = command.leads.get(small.casefold().rstrip(":"))
    return (word, rest) if word else (None, "")


def leading(words: Sequence[str], names: Callable[[str], object]) -> int:
    """How many of the first words are a name; 0 if none are."""
    for many in range(min(_LONGEST_NAME, len(words)), 0, -1):
        if names(" ".join(words[:many])):
            return many
    return 0
