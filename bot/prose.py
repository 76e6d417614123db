"""Free prose among words: what stands in double quotes is one piece, whatever it contains."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.errors import Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 2_000
"""Letters of a text that people still read, and that every platform shows in one piece."""
_QUOTED = r'"(?:\\.|[^"\\])*"(?!\S)'
_PIECE = re.compile(rf'(?:[^\s"=]+=)?{_QUOTED}|\S+', re.DOTALL)
_WHOLE = re.compile(_QUOTED, re.DOTALL)
# Typographic ones become straight ones when a text is typed, and would end it.
_TO_ESCAPE = re.compile(r'["\\“”„«»]')
_ESCAPED = re.compile(r'\\(["\\“”„«»])')
LEADS = frozenset(
    {"approver", "as", "at", "basis", "because", "by", "delegate", "driver", "due", "expires"}
    | {"for", "from", "on", "option", "options", "outcome", "rationale", "reason", "replaces"}
    | {"reversible", "starting", "supersedes", "til", "till", "to", "until", "with", "are", "is"}
)
"""The small words of all commands, for texts of which nobody knows yet to which they belong."""


def pieces(words: Sequence[str]) -> tuple[str, ...]:
    """The words, with what stands in quotes as one of them: ``reason="until then"``."""
    return tuple(_PIECE.findall(" ".join(words)))


def is_quoted(said: str) -> bool:
    """Whether all of it stands in one pair of double quotes."""
    return bool(_WHOLE.fullmatch(said))


def unquoted(said: str) -> str:
    """What is said, without the quotes around all of it."""
    return _ESCAPED.sub(r"\1", said[1:-1]) if is_quoted(said) else said


def prose(said: str, name: str) -> str | None:
    """The text that is said, without the quotes around it; None if there is none.

    Raises:
        Usage: It is longer than anybody reads in a chat; ``name`` says what it is for.
    """
    text = unquoted(said).strip()
    if len(text) > LONGEST:
        raise Usage(
            f"“{name}” has {len(text):,} letters, and {LONGEST:,} are read at most.",
            next_step="Say it in fewer words, and where the rest can be read.",
        )
    return text or None


def in_quotes(text: str) -> str:
    """A text in quotes, so that it is one piece."""
    escaped = _TO_ESCAPE.sub(r"\\\g<0>", text)
    return f'"{escaped}"'


def one_piece(text: str) -> str:
    """A text as one piece among words, of which nothing is taken for a small word or a name."""
    return text if text.isalnum() and text.casefold() not in LEADS else in_quotes(text)
