"""What the core needs of a chat platform: to post a card unasked, and to change it later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from bot.model.organisation import Person
from bot.request import Place

if TYPE_CHECKING:
    from bot.reply import Card

Target: TypeAlias = Place | Person
"""Where a card goes: a channel, a thread, or somebody's direct messages."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A card that was posted.

    Attributes:
        place: Where it stands; a thread of its own may have been opened for it.
        message: The platform's own id of the message.
    """

    place: Place
    message: str


class Chat(Protocol):
    """One platform, for what nobody asked just now."""

    async def post(self, card: Card, *, to: Target) -> Posted:
        """Post a card.

        Raises:
            NotFound: The place is gone, or was never met; the error says what to do there.
            SourceUnavailable: The platform does not take it just now; whether it arrived may be
                unknown.
        """
        ...

    async def update(self, posted: Posted, card: Card) -> None:
        """Put another card in the place of one that was posted.

        Raises:
            NotFound: The message or its place is gone.
            SourceUnavailable: The platform does not take it just now.
        """
        ...
