"""Free prose among words: what stands in double quotes is one piece, whatever it contains."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTED = r'"(?:\\.|[^"\\])*"(?!\S)'
_PIECE = re.compile(rf'(?:[^\s"=]+=)?{_QUOTED}|\S+', re.DOTALL)
_WHOLE = re.compile(_QUOTED, re.DOTALL)
_ESCAPED = re.compile(r'\\(["\\])')


def pieces(words: Sequence[str]) -> tuple[str, ...]:
    """The words, with what stands in quotes as one of them: ``reason="until then"``."""
    return tuple(_PIECE.findall(" ".join(words)))


def is_quoted(said: str) -> bool:
    """Whether all of it stands in one pair of double quotes."""
    return bool(_WHOLE.fullmatch(said))


def unquoted(said: str) -> str:
    """What is said, without the quotes around all of it."""
    return _ESCAPED.sub(r"\1", said[1:-1]) if is_quoted(said) else said


def in_quotes(text: str) -> str:
    """A text in quotes, so that it is one piece."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def one_piece(text: str) -> str:
    """A text as one piece among words, of which nothing is taken for a small word or a name."""
    return text if text.isalnum() else in_quotes(text)
