"""What was said where, and who sees it. All of it in memory; a reset forgets it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.reply import Card

RAPPORT = "rapport"
"""The author of what the bot says, and its end of a direct conversation."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A channel, which everybody sees, or a direct conversation, which its members see."""

    key: str
    name: str
    topic: str
    members: frozenset[str] | None = None

    @property
    def with_rapport(self) -> bool:
        """Whether this is somebody's direct conversation with the bot."""
        return self.members is not None and RAPPORT in self.members

    def open_to(self, person: str) -> bool:
        """Whether a person may read and write here."""
        return self.members is None or person in self.members


@dataclass(frozen=True, slots=True)
class Question:
    """What a card answers, where the question itself was not said aloud."""

    by: str
    words: str


@dataclass(frozen=True, slots=True)
class Message:
    """Something that was said.

    Attributes:
        key: Its own; never used twice, not even after a reset.
        conversation: The key of where it was said.
        author: A person's key, or ``RAPPORT``.
        at: When, by the playground's clock.
        body: A person's words or the bot's card.
        thread: The key of the message under which it stands; None at the top level.
        only_for: The one person who sees it; None for everybody there.
        question: What it answers.
        revision: How often it was replaced.
    """

    key: str
    conversation: str
    author: str
    at: datetime
    body: str | Card
    thread: str | None = None
    only_for: str | None = None
    question: Question | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """A message is new, or replaces the one with its key."""

    message: Message


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A message is gone."""

    message: Message


Change: TypeAlias = Said | Withdrawn


class World:
    """Conversations and messages; tells its listeners what changes.

    Attributes:
        address: Where the page is, once somebody can open it: ``http://127.0.0.1:8080``.
    """

    def __init__(self, conversations: Mapping[str, Conversation]) -> None:
        self.conversations = conversations
        self.address = ""
        self._messages: dict[str, Message] = {}
        self._listeners: set[Callable[[Change], None]] = set()
        self._keys = 0

    def next_key(self) -> str:
        """A key for a message to come."""
        self._keys += 1
        return f"m{self._keys}"

    def get(self, key: str) -> Message | None:
        """The message with that key, unless it is gone."""
        return self._messages.get(key)

    def link(self, message: Message) -> str | None:
        """The page's own address with that message before one's eyes; None if one alone sees it."""
        if message.only_for is not None:
            return None
        query = {"in": message.conversation, "thread": message.thread, "at": message.key}
        told = urlencode({key: value for key, value in query.items() if value})
        return f"{self.address}/?{told}"

    def say(self, message: Message) -> Message:
        """Add a message."""
        self._messages[message.key] = message
        self._tell(Said(message))
        return message

    def replace(
        self, message: Message, *, body: str | Card, question: Question | None
    ) -> Message | None:
        """Put other words in a message's place; None if it is gone by now."""
        if message.key not in self._messages:
            return None
        revision = message.revision + 1
        return self.say(replace(message, body=body, question=question, revision=revision))

    def withdraw(self, message: Message) -> bool:
        """Take a message away; False when it was gone already."""
        if self._messages.pop(message.key, None) is None:
            return False
        self._tell(Withdrawn(message))
        return True

    def forget(self) -> None:
        """Forget every message. Listeners are not told one by one: they begin anew."""
        self._messages.clear()

    def sees(self, person: str, message: Message) -> bool:
        """Whether a message is for a person's eyes."""
        if message.only_for not in {None, person}:
            return False
        return self.conversations[message.conversation].open_to(person)

    def conversations_of(self, person: str) -> tuple[Conversation, ...]:
        """What a person may open."""
        return tuple(each for each in self.conversations.values() if each.open_to(person))

    def messages_for(self, person: str) -> tuple[Message, ...]:
        """All that a person sees, in the order in which it was said."""
        return tuple(each for each in self._messages.values() if self.sees(person, each))

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Tell a listener every change from now on; returns how to stop."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)
