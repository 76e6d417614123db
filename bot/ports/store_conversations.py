"""What the core needs of a store about places that a platform let us into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """How a place is reached unasked.

    Attributes:
        platform: Where it is.
        channel: The platform's own id of the channel or conversation.
        workspace: The organisation on that platform.
        address: All else that the platform wants to know, in its own words.
        user: With whom it is held, if it is a conversation with one person.
        within: What it is part of and is forgotten with, such as a team on Teams.
        at: When this was learned.
    """

    platform: str
    channel: str
    workspace: str
    address: Mapping[str, str]
    user: str | None
    within: str | None
    at: datetime


class Conversations(Protocol):
    """Places that a platform let us into."""

    def keep(self, conversation: Conversation) -> None:
        """Remember one, in place of what was known about it."""
        ...

    def find(self, platform: str, channel: str) -> Conversation | None:
        """The one of that id."""
        ...

    def with_person(self, platform: str, user: str) -> Conversation | None:
        """The newest that is held with one person."""
        ...

    def forget(self, platform: str, channel: str) -> None:
        """Forget one that is gone."""
        ...

    def forget_within(self, platform: str, within: str) -> None:
        """Forget all that are part of something that is gone."""
        ...
