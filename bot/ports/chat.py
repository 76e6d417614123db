"""What the core needs of a chat platform: to post a card unasked, and to change it later."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol, TypeAlias

from bot.errors import SourceUnavailable
from bot.model.organisation import Person
from bot.request import Place

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from bot.model.pace import Pace
    from bot.reply import Card

Target: TypeAlias = Place | Person
"""Where a card goes: a channel, a thread, or somebody's direct messages."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A card that was posted.

    Attributes:
        place: Where it stands; a thread of its own may have been opened for it.
        message: The platform's own id of the message.
        link: An address under which it can be read by those who may; None if there is none.
    """

    place: Place
    message: str
    link: str | None = None


class Throttled(SourceUnavailable):
    """The platform asks for patience; nothing was posted.

    Attributes:
        wait: How long it wants us to wait.
        everywhere: Whether that goes for all of the workspace, and not for this place alone.
    """

    code = "throttled"

    def __init__(self, message: str, *, wait: timedelta, everywhere: bool = False) -> None:
        super().__init__(message, next_step="It goes out as soon as the platform takes it.")
        self.wait = wait
        self.everywhere = everywhere


class Unsure(SourceUnavailable):
    """The sending broke off: whether it arrived is unknown."""

    code = "unsure"


class Refused(SourceUnavailable):
    """The platform understood, and does not want it: trying again changes nothing."""

    code = "refused"


class Lookup(Enum):
    """What ``find`` says when it has no message to show."""

    ABSENT = auto()
    """It is not there: it can be posted."""
    UNKNOWABLE = auto()
    """The platform answers, and does not let us look."""


class Chat(Protocol):
    """One platform, for what nobody asked just now. What is asked of it is tried once."""

    @property
    def pace(self) -> Pace:
        """How fast it takes what we post."""
        ...

    async def post(self, card: Card, *, to: Target, key: str) -> Posted:
        """Post a card.

        Args:
            card: What to say.
            to: Where.
            key: By which it is found again, where the platform can look.

        Raises:
            NotFound: The place is gone, or was never met; the error says what to do there.
            Throttled: Nothing was posted; it may be tried again after a while.
            Unsure: It may have arrived; look before it is tried again.
            Refused: The platform does not want it, and never will.
            SourceUnavailable: The platform does not take it just now, and nothing was posted.
        """
        ...

    async def find(self, key: str, *, to: Target, since: datetime) -> Posted | Lookup:
        """Look for what was posted under a key, not before an instant.

        Raises:
            NotFound: The place is gone, or was never met.
            SourceUnavailable: The platform cannot be asked just now.
        """
        ...

    async def update(self, posted: Posted, card: Card) -> None:
        """Put another card in the place of one that was posted.

        Raises:
            NotFound: The message or its place is gone.
            SourceUnavailable: The platform does not take it just now.
        """
        ...
