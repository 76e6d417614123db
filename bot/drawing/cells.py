"""Text in columns of a terminal: how many it takes, and no more than there are."""

from __future__ import annotations

import unicodedata


def cells(text: str) -> int:
    """How many columns a text takes: some letters two, accents none."""
    return sum(map(_cells, text))


def clean(text: str) -> str:
    """One line of what can be printed."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def cut(text: str, most: int, *, end: str = "…") -> str:
    """A text of at most so many columns; what is cut ends in ``end``."""
    if cells(text) <= most:
        return text
    left, kept = most - cells(end), 0
    for letter in text:
        left -= _cells(letter)
        if left < 0:
            break
        kept += 1
    return f"{text[:kept].rstrip()}{end}"


def filled(text: str, width: int) -> str:
    """A text and spaces after it."""
    return text + " " * max(width - cells(text), 0)


def _cells(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
