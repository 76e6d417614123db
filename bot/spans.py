"""Lengths of time as people type them: ``2w``, ``14 days``, ``a week``."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import Usage
from bot.grammar import quoted
from bot.phrases import DAY, HOUR, MINUTE

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST = timedelta(days=732)
"""Two years, one of which may be a leap year: nothing is planned further ahead."""
_NUMBERS = {
    **dict.fromkeys(("a", "an", "one"), 1),
    **{said: many for many, said in enumerate(("two", "three", "four", "five", "six"), start=2)},
}
_UNITS = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), MINUTE),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), HOUR),
    **dict.fromkeys(("d", "day", "days"), DAY),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), 7 * DAY),
    **dict.fromkeys(("fortnight", "fortnights"), 14 * DAY),
    **dict.fromkeys(("month", "months"), 30 * DAY),
}
_DAYS, _MONTHS = frozenset({"d", "day", "days"}), frozenset({"month", "months"})
_SAID = re.compile(rf"(\d{{1,5}}|{'|'.join(_NUMBERS)}) ?({'|'.join(_UNITS)})", re.IGNORECASE)
_WORDS = 2
"""Words in the longest way to say one."""


def span_called(said: str) -> timedelta | None:
    """The length of time that these words say; None if they say none, or one beyond ``LONGEST``."""
    found = _SAID.fullmatch(said)
    if found is None:
        return None
    length = _number(found[1]) * _UNITS[found[2].casefold()]
    return length if timedelta(0) < length <= LONGEST else None


def days_called(said: str) -> int | None:
    """How many days these words say, for who counts those of work alone; None if they say none."""
    return _many_of(said, _DAYS) if span_called(said) else None


def months_called(said: str) -> int | None:
    """How many months these words say, for who has a calendar; None if they say none."""
    return _many_of(said, _MONTHS) if span_called(said) else None


def _many_of(said: str, units: Collection[str]) -> int | None:
    found = _SAID.fullmatch(said)
    if found is None or found[2].casefold() not in units:
        return None
    return _number(found[1])


def _number(said: str) -> int:
    return _NUMBERS.get(said.casefold()) or int(said)


def trailing(words: list[str]) -> str:
    """The length of time with which these words end; empty if they end with none."""
    ends = (" ".join(words[-many:]) for many in range(min(_WORDS, len(words)), 0, -1))
    return next((end for end in ends if _SAID.fullmatch(end)), "")


def find_span(said: str) -> timedelta:
    """The same, for words that should say one.

    Raises:
        Usage: They do not.
    """
    if length := span_called(said):
        return length
    raise Usage(
        f"I don't understand {quoted(said)} as a length of time.",
        next_step="Write it like this: 2w, or 10 days; two years are the most.",
    )


def span_text(length: timedelta) -> str:
    """The shortest text that says a length again: ``2w``, ``36h``."""
    for name, unit in (("w", 7 * DAY), ("d", DAY), ("h", HOUR)):
        if length % unit == timedelta(0):
            return f"{length // unit}{name}"
    return f"{length // MINUTE}m"
