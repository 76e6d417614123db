"""Words that are found in texts whatever their case, in every script, on both engines.

Neither engine folds letters beyond a to z in the same way, so that texts are folded here, and the
engines compare what is folded.
"""

from __future__ import annotations

from unicodedata import normalize

ESCAPE = "!"
"""What stands before a sign that would mean something to LIKE."""


def folded(*texts: str | None) -> str:
    """Texts as they are searched in: in one case, an accent in one piece with its letter."""
    said = "\n".join(text for text in texts if text is not None)
    return normalize("NFC", said.casefold())


def pattern(word: str) -> str:
    """What LIKE finds a word by, anywhere in a folded text."""
    said = folded(word)
    for sign in (ESCAPE, "%", "_"):
        said = said.replace(sign, ESCAPE + sign)
    return f"%{said}%"
