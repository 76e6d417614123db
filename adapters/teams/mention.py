"""The words of a message: our own mention goes, by its text and place; other people's stay names.

Teams marks each mention with ``<at>…</at>`` in the text and an entity that says who is meant:
https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations#work-with-mentions
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from botbuilder.schema import Activity

_Named: TypeAlias = tuple[str, str, str]
"""A mention as its entity tells it: its text, the id of whoever is meant, their name."""

_MENTION = re.compile(r"<at(?:\s[^<>]*)?>(.*?)</at>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_LOOSE = " \t\r\n\u00a0:,"
"""What people put between a mention and the words that it is about."""

_MARKED_UP = frozenset({"xml", "html"})


def mentions_us(activity: Activity) -> bool:
    """Whether we are among those whom the message mentions."""
    return any(_is_us(activity, who) for _text, who, _name in _entities(activity))


def words(activity: Activity) -> str:
    """What was said to us: the words after our mention, else those before it."""
    before, after = _apart(activity)
    return (_plain(after, activity) or _plain(before, activity)).strip(_LOOSE)


def _apart(activity: Activity) -> tuple[str, str]:
    """The text before our first mention and after it; everything is after it if there is none."""
    text, untold = activity.text or "", list(_entities(activity))
    before, said, end = "", "", 0
    met = False
    for found in _MENTION.finditer(text):
        who, name = _taken(found, untold)
        said += text[end : found.start()]
        end = found.end()
        if who is None or not _is_us(activity, who):
            said += f"@{name}"
        elif met:
            said += " "
        else:
            before, said, met = said, "", True
    return before, said + text[end:]


def _taken(found: re.Match[str], untold: list[_Named]) -> tuple[str | None, str]:
    """Who is meant by a mark in the text: the first entity of that text speaks for it."""
    for named in untold:
        text, who, name = named
        if text == found[0] or (not text and name == found[1]):
            untold.remove(named)
            return who, found[1]
    return None, found[1]


def _entities(activity: Activity) -> Iterator[_Named]:
    for entity in activity.entities or ():
        told = entity.additional_properties or {}
        mentioned = told.get("mentioned")
        if str(entity.type).lower() == "mention" and isinstance(mentioned, dict):
            yield str(told.get("text") or ""), str(mentioned.get("id")), str(mentioned.get("name"))


def _is_us(activity: Activity, who: str) -> bool:
    return activity.recipient is not None and who == activity.recipient.id


def _plain(text: str, activity: Activity) -> str:
    """Plain words; even what says that it is plain comes with ``&nbsp;`` and the like."""
    if activity.text_format in _MARKED_UP:
        text = _TAG.sub(" ", text)
    return html.unescape(text).strip()
