"""The closest known names to an unknown one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GOOD_ENOUGH = 65
"""Similarity, of 100, below which a guess would only confuse."""
LONGEST_NAME = 100
"""Nothing has a longer name; comparing whole pages would only take time."""


def closest(
    name: str, known: Iterable[str], *, also: Mapping[str, str] | None = None, limit: int = 3
) -> tuple[str, ...]:
    """Known names like this one, closest first.

    Args:
        name: What was typed.
        known: The names that exist.
        also: Other spellings, each with the known name it stands for.
        limit: How many at most.
    """
    spellings = {**{each: each for each in known}, **(also or {})}
    found = process.extract(
        name[:LONGEST_NAME],
        list(spellings),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=limit * 2,
        score_cutoff=GOOD_ENOUGH,
    )
    return tuple(dict.fromkeys(spellings[match] for match, _score, _index in found))[:limit]
