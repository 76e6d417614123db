"""Names that are sought among the words of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.closest import GOOD_ENOUGH, misspelt
from bot.grammar import FILLERS, fold, without_fillers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LOOKED_AT = 16
"""Words of a text; a name stands before, and longer texts would only take time."""
_WORDS_OF_A_NAME = 3
"""Words in the longest name that is looked for in a sentence."""
AROUND_NAMES = "#\"'`,:"
SMALL = FILLERS | {"to", "an", "about", "with"}
"""Words that stand around a name and are none."""


def trimmed(words: Sequence[str]) -> Sequence[str]:
    """The words without small ones before and behind them; all of them if there are no others."""
    kept = [at for at, word in enumerate(words) if word.casefold() not in SMALL]
    return words[kept[0] : kept[-1] + 1] if kept else words


def telling(words: Sequence[str]) -> tuple[str, ...]:
    """The words that tell what is sought, without small ones and what stands around them."""
    bare = (word.strip(AROUND_NAMES) for word in words)
    return tuple(word for word in bare if word and word.casefold() not in SMALL)


def named_among(
    words: Sequence[str], spellings: Mapping[str, str], *, good_enough: int = GOOD_ENOUGH
) -> tuple[str, ...]:
    """The name that stands among these words, else those that are spelled alike.

    Args:
        words: What was said.
        spellings: The ways to write the names, each with the name it stands for.
        good_enough: The least similarity, of 100.
    """
    kept = list(without_fillers(words))[:_LOOKED_AT]
    spans = [
        " ".join(kept[start : start + length])
        for length in range(_WORDS_OF_A_NAME, 0, -1)
        for start in range(len(kept) - length + 1)
    ]
    folded = {fold(spelling): name for spelling, name in spellings.items()}
    exact = (folded.get(fold(span.strip(AROUND_NAMES))) for span in spans)
    if name := next(filter(None, exact), None):
        return (name,)
    alike = (misspelt(span, spellings, good_enough=good_enough) for span in spans)
    return next(filter(None, alike), ())
