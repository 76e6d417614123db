"""What there is to choose from, out of the ways in which people write such a list."""

from __future__ import annotations

import re

from bot.prose import unquoted

_QUOTED = re.compile(r'(?<![^\s|;,/])"(?:\\.|[^"\\])*"(?![^\s|;,/])', re.DOTALL)
_HELD = "\0"
"""Stands for what is quoted; nobody types it, for what shows nothing is left out of a text."""
_OR = re.compile(r"(?:^|\s+)or\s+", re.IGNORECASE)


def choices_in(said: str) -> tuple[str, ...]:
    """``yes | no``, ``yes, no or later``, ``yes or no``, ``yes/no`` and ``yes no``, in parts.

    What stands in quotes is whole, whatever it contains: ``"yes, at once" | no``.
    """
    said = unquoted(said.strip())
    quoted = iter(_QUOTED.findall(said))
    parts = (
        re.sub(_HELD, lambda _: next(quoted), part) for part in _parts(_QUOTED.sub(_HELD, said))
    )
    return tuple(choice for part in parts if (choice := unquoted(part.strip()).strip()))


def _parts(said: str) -> list[str]:
    """Cut at the surest sign that there is."""
    for sign in "|;":
        if sign in said:
            return said.split(sign)
    if "," in said:
        *before, last = said.split(",")
        return [*before, *_OR.split(last)]
    if _OR.search(said):
        return _OR.split(said)
    if " / " in said:
        return said.split(" / ")  # a slash in a word is a part of it: 24/7
    return said.split("/" if len(said.split()) == 1 else None)
