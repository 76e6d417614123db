"""Words for Teams: nothing in them is markup or mentions anybody, and cuts are visible."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adapters.teams.limits import LINE_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

CUT = "…"
_APART = "\u200b"
_BROKEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_READ_BY_CLIENTS = re.compile(r"<(?=/?at\b)|\{(?=\{(?:DATE|TIME)\()", re.IGNORECASE)
_LINKS = re.compile(r"\](?=[(\[:])|<(?=[A-Za-z/!?])|&(?=[#\w]+;)|~(?=~)|\\(?=[!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"(?<=\S)\*|\*(?=\S)|(?<![^\W_])_|_(?![^\W_])|`")
_BLOCKS = re.compile(r"[-+*#>=~]|\d{1,9}[.)](?!\S)")
_SIGNS = re.compile(rf"[*_`\]<&~\\]|^(?:{_BLOCKS.pattern})")
"""Most texts have none of the signs, and looking is cheaper than replacing."""

_SPACE = re.compile(r"\s+")


def sound(text: str) -> str:
    """Text that can be sent: half a character or a control sign becomes U+FFFD."""
    return _BROKEN.sub("\ufffd", text)


def one_line(text: str, most: int = LINE_TEXT) -> str:
    """Text for a title, a label or a legend: one line, in which no Markdown is read."""
    return shown(cut(" ".join(text.split()), most))


def shown(text: str) -> str:
    """Text for where no Markdown is read: a run, a title, a legend.

    Clients look for ``<at>`` and ``{{DATE()}}`` in every text. A space of no width keeps them from
    taking effect; it is dropped again when somebody types what they copied.
    """
    return _READ_BY_CLIENTS.sub(rf"\g<0>{_APART}", sound(text))


def literal(text: str) -> str:
    """Text for where Markdown is read, a heading or a fact, shown letter by letter, on one line.

    Teams reads emphasis, lists and links, and says so under
    https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format;
    its clients read more. All of them know the backslash before ``*`` and ``_``; what else could
    take effect is kept apart by a space of no width.
    """
    line = one_line(text, len(text))
    if not _SIGNS.search(line):
        return line
    line = _LINKS.sub(rf"\g<0>{_APART}", line)
    line = _EMPHASIS.sub(r"\\\g<0>", line)
    return f"{_APART}{line}" if _BLOCKS.match(line) else line


def cut(text: str, most: int) -> str:
    """Text of at most ``most`` characters; what is cut ends in ``…``."""
    if len(text) <= most:
        return text
    return next(pieces(text, most - len(CUT))).rstrip() + CUT


def pieces(text: str, most: int) -> Iterator[str]:
    """Text in pieces of at most ``most`` characters, broken at spaces where there are any."""
    while len(text) > most:
        breaks = [space.start() for space in _SPACE.finditer(text, most // 2, most + 1)]
        end = breaks[-1] if breaks else most
        yield text[:end]
        text = text[end:].lstrip()
    if text.strip():
        yield text
