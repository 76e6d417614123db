"""What is to be said unasked: a card, where it goes, and a key under which it is said once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from bot.reply import Note
from bot.request import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from bot.model.organisation import Engagement
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class ToPerson:
    """Somebody's direct messages on a platform; people by key."""

    platform: str
    person: str


def openly(key: str) -> str:
    """The key of what is said in a channel because somebody cannot be written to."""
    return f"{key} in the channel"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message that nobody asked for just now.

    Attributes:
        key: Its own, the place included: the same key is never said twice.
        to: Where it goes.
        card: What it says.
        replaces: The key of an earlier message, in whose place it goes; None for a new one.
        otherwise: The channel in which it is said if somebody cannot be written to; None if it is
            then not said at all.
    """

    key: str
    to: Place | ToPerson
    card: Card
    replaces: str | None = None
    otherwise: str | None = None

    def openly(self, name: str) -> Outgoing | None:
        """The same for that channel, to be said in place of this; None if there is none.

        Args:
            name: What whoever it is for is called.
        """
        if self.otherwise is None:
            return None
        note = Note(f"For {name}, to whom I cannot write directly.")
        return Outgoing(
            key=openly(self.key),
            to=Place(self.to.platform, self.otherwise),
            card=replace(self.card, blocks=(note, *self.card.blocks)),
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """What was said, or is still to be.

    Attributes:
        key: Its own.
        to: Where it went, or is to go.
    """

    key: str
    to: Place | ToPerson


@dataclass(frozen=True, slots=True)
class Waiting:
    """An outgoing message whose turn it is.

    Attributes:
        outgoing: What it is.
        lane: Within what it is kept in order and paced: a channel with its threads, or a person.
        attempt: How often it was taken up.
        first: When that was for the first time; None if never.
        begun: Since when it may have arrived, if that is unknown.
        repeated: Whether it was posted again although it may have arrived.
    """

    outgoing: Outgoing
    lane: str
    attempt: int
    first: datetime | None = None
    begun: datetime | None = None
    repeated: bool = False


class Certain(Enum):
    """What is known about a message that has to go again."""

    NOT_THERE = auto()
    """It has not arrived, and never did before."""
    NOT_THIS_TIME = auto()
    """It has not arrived this time; before, it may have."""
    NOTHING = auto()
    """It may have arrived."""


@dataclass(frozen=True, slots=True)
class Sending:
    """An outgoing message that is claimed: ``attempt`` tells this claim from all others.

    Attributes:
        waiting: Which one.
        attempt: How often it was taken up, this time included.
        first: When that was for the first time.
        until: When the claim lapses.
    """

    waiting: Waiting
    attempt: int
    first: datetime
    until: datetime

    @property
    def outgoing(self) -> Outgoing:
        """What it is."""
        return self.waiting.outgoing


def everywhere(
    card: Card, engagement: Engagement, *, key: str, platforms: Collection[str]
) -> Iterator[Outgoing]:
    """One card for each of an engagement's places on the platforms that are served."""
    for place in engagement.places:
        if place.platform in platforms:
            yield Outgoing(
                f"{key} {place.platform}/{place.channel}",
                Place(place.platform, place.channel),
                card,
            )
