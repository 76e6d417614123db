"""What arrives at the door: who says what, where, and who can hear the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Audience(StrEnum):
    """Who sees an answer. A reading is as public as its question."""

    ASKER = "asker"
    """The asker alone: slash commands, and buttons pressed on private answers."""
    PLACE = "place"
    """Everyone in the place: mentions, and direct messages with their two ends."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said. A thread is a place of its own.

    Attributes:
        platform: ``slack``, ``playground``, ``terminal`` …
        channel: The platform's own id of the channel or conversation.
        thread: The platform's own id of the thread, or None at the channel's top level.
        direct: Whether this is a conversation with one person.
    """

    platform: str
    channel: str
    thread: str | None = None
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Who speaks, as the platform knows them.

    Attributes:
        platform: Where this identity lives.
        workspace: The organisation on that platform; a Slack team, a Teams tenant.
        user: The platform's own id of the person.
        verified: Whether the platform has proven the identity; needed to agree to anything.
    """

    platform: str
    workspace: str
    user: str
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """One thing that somebody wants.

    Attributes:
        text: What was typed, or what the pressed button says. For a form: its verb.
        actor: Who wants it.
        place: Where.
        event_key: The same for every delivery of the same event; it is answered once.
        heard_by: Who heard the question, and so who sees the answer.
        fields: A filled form: its values by argument name. None when words were typed.
        pressed: Whether a button was pressed instead of words typed. What fails then concerns
            nobody but who pressed.
        mentioned: Whom the platform says is meant by a mention: its word in the text, such as
            ``@U0ERIN``, to the platform's own id of the person.
        link: An address under which what was said, or what was pressed, can be read by those who
            may; None if the platform gives none: what only its asker sees has none.
    """

    text: str
    actor: Actor
    place: Place
    event_key: str
    heard_by: Audience
    fields: Mapping[str, str] | None = None
    pressed: bool = False
    mentioned: Mapping[str, str] = field(default_factory=dict)
    link: str | None = None
