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

    from bot.stand_ins import StandIns

_Mentioned: TypeAlias = tuple[str, str, str]
"""A mention as its entity tells it: its text, the name, and the id of whoever is meant."""

_MARK = re.compile(r"<at(?:\s[^<>]*)?>(.*?)</at>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_LOOSE = " \t\r\n\u00a0:,"
"""What people put between a mention and the words that it is about."""

_MARKED_UP = frozenset({"xml", "html"})
_US = "\0"


def mentions_us(activity: Activity) -> bool:
    """Whether we are among those whom the message mentions."""
    return any(who == activity.recipient.id for _text, _name, who in _mentioned(activity))


def words(activity: Activity, people: StandIns) -> str:
    """What was said to us: the words after our mention, else those before it.

    Args:
        activity: The message.
        people: Finds words for those whom it mentions, whose names have spaces.
    """
    untold = list(_mentioned(activity))

    def named(mark: re.Match[str]) -> str:
        who = _meant(mark, untold)
        if who == activity.recipient.id:
            return _US
        return people.word(who, html.unescape(mark[1])) if who else f"@{mark[1]}"

    before, _, after = _MARK.sub(named, activity.text or "").partition(_US)
    return _plain(after.replace(_US, " "), activity) or _plain(before, activity)


def _meant(mark: re.Match[str], untold: list[_Mentioned]) -> str | None:
    """Who is meant by a mark in the text: the first entity of that text speaks for it."""
    for mentioned in untold:
        text, name, who = mentioned
        if text == mark[0] or (not text and name == mark[1]):
            untold.remove(mentioned)
            return who
    return None


def _mentioned(activity: Activity) -> Iterator[_Mentioned]:
    for entity in activity.entities or ():
        told = entity.additional_properties
        who = told.get("mentioned")
        if str(entity.type).lower() == "mention" and isinstance(who, dict):
            yield str(told.get("text") or ""), str(who.get("name")), str(who.get("id"))


def _plain(text: str, activity: Activity) -> str:
    """Plain words; even what says that it is plain comes with ``&nbsp;`` and the like."""
    if activity.text_format in _MARKED_UP:
        text = _TAG.sub(" ", text)
    return html.unescape(text).strip(_LOOSE)
