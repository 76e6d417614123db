"""Markdown out of people's words: whatever they wrote is shown letter by letter, and is no markup.

Read by CommonMark and by GitHub's tables alike.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(
    r"[\\`*\[\]{}<|~$]"
    r"|(?<![a-zA-Z0-9])_|_(?![a-zA-Z0-9])"  # within a word it is a letter like others
    r"|(?<!\S)#"  # opens a heading, or closes one
    r"|&(?=#?\w+;)"
)
_BEGINS = re.compile(r"^(?=[-=>]|:-|\+(?!\S))|^[0-9]+(?=[.)](?!\S))")
"""What makes a list, a quotation, a table or a heading of a line that begins with it."""
_ADDRESS = re.compile(r"https?://[a-zA-Z0-9._~:/?#\[\]@!$&'()*+,=%-]*[a-zA-Z0-9_~/#=&%-]")


def inline(text: str) -> str:
    """Text for a heading, a cell or an item of a list, which are one line: breaks are ``<br>``."""
    return "<br>".join(_line(line) for line in text.strip().splitlines())


def prose(text: str) -> str:
    """Text of its own, with its lines and paragraphs as they were written."""
    paragraphs = re.split(r"\n\s*\n", "\n".join(text.strip().splitlines()))
    return "\n\n".join(
        "\\\n".join(_line(line) for line in paragraph.splitlines()) for paragraph in paragraphs
    )


def bullets(items: Iterable[tuple[str, str]]) -> str:
    """What is so, each by its name; both are Markdown already."""
    return "\n".join(f"- {name}: {said}" for name, said in items)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, whose cells are Markdown already."""
    rule = ["---"] * len(columns)
    return "\n".join(f"| {' | '.join(row)} |" for row in (columns, rule, *rows))


def _line(line: str) -> str:
    """One line; addresses in it stay whole, and can be followed."""
    line = line.strip()
    parts, end = [], 0
    for found in _ADDRESS.finditer(line):
        parts += [_escaped(line[end : found.start()]), f"<{found[0]}>"]
        end = found.end()
    return _BEGINS.sub(r"\g<0>\\", "".join((*parts, _escaped(line[end:]))))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
