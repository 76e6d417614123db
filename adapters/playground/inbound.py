"""From what somebody typed or pressed to a Request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.playground.rooms import PLATFORM
from bot.errors import Usage
from bot.request import Actor, Audience, Place, Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.playground.world import Conversation

_SLASH = re.compile(r"/(?P<command>[\w-]+)(?=\s|$)")
_MENTION = re.compile(r"(?<![\w@.])@(?:sre|rapport)\b[\s:,]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spot:
    """Who is where: the person, the conversation, the thread."""

    person: str
    conversation: Conversation
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What Rapport makes of a text.

    Attributes:
        words: What it is asked; None when people talk among themselves.
        by: Who hears the question.
    """

    words: str | None
    by: Audience


def hear(text: str, conversation: Conversation) -> Heard:
    """A slash command is heard by its asker alone, a mention by the place, a direct word at once.

    Raises:
        Usage: It is a slash command of somebody else.
    """
    slash = _SLASH.match(text)
    if slash and slash["command"].casefold() != "sre":
        raise Usage(f"There is no {slash.group()} here.", next_step="Rapport listens to /sre.")
    if conversation.with_rapport:
        return Heard(text, Audience.PLACE)
    if slash:
        return Heard(text, Audience.ASKER)
    mention = _MENTION.search(text)
    if mention is None:
        return Heard(None, Audience.PLACE)
    return Heard(text[mention.end() :].strip() or text[: mention.start()].strip(), Audience.PLACE)


def request(
    words: str,
    spot: Spot,
    *,
    key: str,
    heard_by: Audience,
    fields: Mapping[str, str] | None = None,
    pressed: bool = False,
    link: str | None = None,
) -> Request:
    """What the core is asked. Everybody here is who they say they act as."""
    return Request(
        text=words,
        actor=Actor(platform=PLATFORM, workspace=PLATFORM, user=spot.person, verified=True),
        place=Place(
            platform=PLATFORM,
            channel=spot.conversation.key,
            thread=spot.thread,
            direct=spot.conversation.with_rapport,
        ),
        event_key=f"{PLATFORM}:{key}",
        heard_by=heard_by,
        fields=fields,
        pressed=pressed,
        link=link,
    )
