"""The closest known names to an unknown one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GOOD_ENOUGH = 65
"""Similarity, of 100, below which a guess would only confuse."""
SHORT = 4
"""Letters up to which another letter makes another word: “who” is not a misspelt “why”."""
_TELLING = 3
"""Letters from which the beginning of a name tells which one is meant."""
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
    found = _alike(name, spellings, good_enough=GOOD_ENOUGH, limit=limit * 2)
    return tuple(dict.fromkeys(spellings[match] for match in found))[:limit]


def misspelt(
    said: str, spellings: Mapping[str, str], *, good_enough: int = GOOD_ENOUGH
) -> tuple[str, ...]:
    """A few names for which a word may stand that may as well be no name at all, closest first.

    Args:
        said: A word of a sentence, or some.
        spellings: The ways to write the names, each with the name it stands for.
        good_enough: The least similarity, of 100.
    """
    word = utils.default_process(said[:LONGEST_NAME])
    found = _alike(said, spellings, good_enough=good_enough, limit=6)
    likely = (match for match in found if _likely(word, utils.default_process(match)))
    return tuple(dict.fromkeys(spellings[match] for match in likely))[:3]


def likeness(said: str, names: Iterable[str]) -> float:
    """How like the closest of these names it is, of 100."""
    word = utils.default_process(said[:LONGEST_NAME])
    return max((fuzz.ratio(word, utils.default_process(name)) for name in names), default=0)


def _alike(name: str, spellings: Iterable[str], *, good_enough: int, limit: int) -> tuple[str, ...]:
    found = process.extract(
        name[:LONGEST_NAME],
        list(spellings),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=good_enough,
    )
    return tuple(match for match, _score, _index in found)


def _likely(said: str, name: str) -> bool:
    """Whether one may be meant by the other, when one of them is short."""
    if min(len(said), len(name)) > SHORT or name in said.split():
        return True
    begins = len(said) >= _TELLING and any(word.startswith(said) for word in name.split())
    return begins or _slipped(said, name)


def _slipped(said: str, name: str) -> bool:
    """Whether a letter is missing, is one too many, or has changed places with its neighbour."""
    same_letters = len(said) != len(name) or sorted(said) == sorted(name)
    return same_letters and OSA.distance(said, name) <= 1
