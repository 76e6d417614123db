"""What surrounds a question that was pasted: a bullet, a number, quotes around the whole."""

from __future__ import annotations

import re

_MARK = re.compile(r"\s*(?:[-*•‣◦▪·–—>]|\(?\d{1,2}[.)])\s+(?=\S)")
"""What stands before a line of a list, or before a line that is quoted."""
_QUOTES = (
    *(("\u201c", "\u201d"), ("\u201e", "\u201c"), ("\u201e", "\u201d")),
    *(("\u2018", "\u2019"), ("\u201a", "\u2018"), ("\u00ab", "\u00bb"), ("\u00bb", "\u00ab")),
    *(('"', '"'), ("'", "'"), ("`", "`")),
)
_ENDS = " ?!.,;\t"


def unwrapped(text: str) -> str:
    """The question alone; of a pasted list, its first line.

    Only what stands around the whole is taken away. A text that begins with words keeps all its
    lines, for a list may be what those words are about.
    """
    said = text.strip()
    while (inner := _within_quotes(_first_of_a_list(said)).strip()) != said:
        said = inner
    return said


def _first_of_a_list(text: str) -> str:
    mark = _MARK.match(text)
    if mark is None:
        return text
    first, *others = text[mark.end() :].splitlines()
    for line in others:
        if _MARK.match(line):
            break
        first += f" {line.strip()}"
    return first


def _within_quotes(text: str) -> str:
    said = text.rstrip(_ENDS)
    for opening, closing in _QUOTES:
        inner = said[1:-1]
        around = said.startswith(opening) and said.endswith(closing)
        if inner and around and not {opening, closing} & set(inner):
            return inner
    return text
