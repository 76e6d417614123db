"""Words for Slack and words from Slack: control characters, markup, and visible cuts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stand_ins import StandIns

CUT = "…"
_APART = "\u200b"
_MARKUP = re.compile(r"[*_~`]|:(?=[\w+-]*[A-Za-z][\w+-]*:)")
_CODE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_ADDRESS = re.compile(r"(https?://[\w!#$%&'()+,\-./:;=?@\[\]~]*[\w#%&+\-/=])", re.ASCII)
_SPACE = re.compile(r"\s+")


def escape(text: str) -> str:
    """Text in which nothing can mention anybody or link anywhere.

    https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def literal(text: str) -> str:
    """Text for a mrkdwn object, shown letter by letter: ``*`` stays a star.

    Slack has no escape for its markup; a space of no width keeps the signs from taking effect, and
    is dropped again when somebody types what they copied. An address leads to where it says, and
    nowhere else: https://docs.slack.dev/messaging/formatting-message-text#linking-urls
    """
    escaped = escape(text)
    # Most texts have none of either, and looking is cheaper than replacing.
    if not _MARKUP.search(escaped) and "://" not in text:
        return escaped
    found = _ADDRESS.split(text)
    return "".join(
        f"<{escape(each)}>" if at % 2 else _MARKUP.sub(rf"{_APART}\g<0>", escape(each))
        for at, each in enumerate(found)
    )


def cut(text: str, most: int) -> str:
    """Escaped text of at most ``most`` characters; what is cut ends in ``…``."""
    escaped = escape(text)
    if len(escaped) <= most:
        return escaped
    return next(pieces(text, most - len(CUT))).rstrip() + CUT


def pieces(text: str, most: int, *, markup: bool = False) -> Iterator[str]:
    """Escaped text in pieces of at most ``most`` characters, broken at spaces where there are any.

    Args:
        text: Plain words.
        most: What one text object takes.
        markup: Whether the object reads markup, which must then not take effect.
    """
    safe = literal if markup else escape
    while len(whole := safe(text)) > most:
        end = most
        while len(safe(text[:end])) > most:
            end -= max(1, (len(safe(text[:end])) - most) // len("&amp;"))
        breaks = [space.start() for space in _SPACE.finditer(text, end // 2, end + 1)]
        end = breaks[-1] if breaks else end
        yield safe(text[:end])
        text = text[end:].lstrip()
    if whole.strip():
        yield whole


def plain(text: str, people: StandIns) -> str:
    """What somebody typed, out of Slack's codes: ``<#C1|iot-hub>`` → ``#iot-hub``.

    https://docs.slack.dev/messaging/formatting-message-text#retrieving_messages

    Args:
        text: The text as Slack sends it.
        people: Finds words for those whom it mentions: an id says nothing to people.
    """
    decoded = _CODE.sub(lambda found: _decoded(found, people), text)
    return decoded.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _decoded(found: re.Match[str], people: StandIns) -> str:
    sign, target, label = found.groups()
    if sign == "@":
        return people.word(target, label)
    if sign == "#":
        return f"#{label or target}"
    if sign == "!":
        special = label or target.partition("^")[0]
        return special if label else f"@{special}"
    return label or target.removeprefix("mailto:")
