"""The number of something, as people write it: ``7``, ``#7``, ``D-14``, ``SEV2``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WRITTEN = re.compile(r"(?:#|sev-?|[a-z]-?)? ?(\d{1,9})", re.ASCII | re.IGNORECASE)
"""No more digits than an integer column holds."""


def leading_number(words: Sequence[str]) -> int:
    """How many of the first words write a number; 0 if they write none: ``sev 2 @bob``."""
    lengths = (many for many in (2, 1) if len(words) >= many)
    return next((many for many in lengths if number_called(" ".join(words[:many])) is not None), 0)


def take_number(words: list[str]) -> str | None:
    """Take off the first number, wherever it stands; None if there is none."""
    for at in range(len(words)):
        if many := leading_number(words[at:]):
            said = " ".join(words[at : at + many])
            del words[at : at + many]
            return said
    return None


def number_called(said: str) -> int | None:
    """The number that these words write; None if they write none."""
    found = _WRITTEN.fullmatch(said.strip(" ,;:.()"))
    return int(found[1]) if found else None
