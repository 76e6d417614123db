"""The number of something, as people write it: ``7``, ``#7``, ``D-14``, ``SEV2``."""

from __future__ import annotations

import re

_WRITTEN = re.compile(r"(?:#|sev-?|[a-z]-?)? ?(\d{1,9})", re.ASCII | re.IGNORECASE)
"""No more digits than an integer column holds."""


def number_called(said: str) -> int | None:
    """The number that these words write; None if they write none."""
    found = _WRITTEN.fullmatch(said.strip(" ,;:.()"))
    return int(found[1]) if found else None
