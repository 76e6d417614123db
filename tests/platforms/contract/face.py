"""What the suite asks of a platform's driver, ``FACE`` in ``tests/platforms/NAME/face.py``.

A driver opens a town: the real adapter before a house, and people who can speak, press and fill in
there as they do on that platform. What they see is read off what really travelled.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextlib import AbstractAsyncContextManager

    from bot.reply import Table
    from tests.platforms.contract.house import House
    from tests.platforms.contract.words import Words

GUEST, STRANGER = "zoe", "otto"
"""Somebody whom app.yaml does not name, and somebody of another organisation."""


class Way(StrEnum):
    """How something is said to Rapport."""

    DIRECT = "direct"
    """In the conversation between the two."""
    CHANNEL = "channel"
    """With its name, in the engagement's channel, where everybody reads it."""
    THREAD = "thread"
    """With its name, in a thread under what somebody said there."""
    ALONE = "alone"
    """In that channel, but so that nobody else reads it: a slash command."""


class Part(StrEnum):
    """What a platform may lack. One that app.yaml connects lacks none of the first three."""

    CHANNELS = "channels"
    """Channels and threads, where others read along."""
    OUTSIDERS = "outsiders"
    """People whom app.yaml does not name."""
    REPEATS = "repeats"
    """A delivery that may come twice."""
    ALONE = "alone"
    """Questions in a channel that nobody else reads."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said or pressed.

    Attributes:
        thread: The thread in which it was said, as ``Seen`` names it.
        event: The driver's own: what arrived at Rapport's door.
    """

    event: object
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A card of Rapport's, as somebody sees it.

    Attributes:
        words: What they read, out of the payload.
        payload: What travelled.
        private: Whether nobody else sees it, though others read there.
        thread: The thread in which it stands.
        handle: The driver's own: what a press needs.
    """

    words: Words
    payload: object
    private: bool = False
    thread: str | None = None
    handle: object = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A form before somebody's eyes.

    Attributes:
        title: What stands above it.
        labels: Its inputs' labels, by their names.
        payload: What travelled.
        handle: The driver's own: what sending it needs.
    """

    title: str
    labels: Mapping[str, str]
    payload: object
    handle: object = field(default=None, compare=False)


class NotSentError(Exception):
    """The platform's own client does not send a form like that; it says why."""


class Town(Protocol):
    """A platform with people in it: all of the organisation, the guest and the stranger."""

    async def says(self, person: str, words: str, way: Way) -> Said:
        """Say it; returns when the platform has delivered it."""
        ...

    async def again(self, said: Said) -> None:
        """Deliver the same event once more."""
        ...

    async def sees(self, person: str) -> tuple[Seen, ...]:
        """Every card of Rapport's that they see now, oldest first, wherever it stands."""
        ...

    async def presses(self, person: str, seen: Seen, label: str) -> Said:
        """Press the button of that label."""
        ...

    async def form(self, person: str) -> Opened | None:
        """The form that lies open before them."""
        ...

    async def fills(self, person: str, opened: Opened, fields: Mapping[str, str]) -> Said:
        """Fill it in, by the inputs' names, and send it.

        Raises:
            NotSentError: The client keeps it back.
        """
        ...

    def within_limits(self, payload: object) -> None:
        """Let the platform's own rules look at what travelled.

        Raises:
            AssertionError: The platform would refuse it, or cut it.
        """
        ...


class Face(Protocol):
    """A platform's driver.

    Attributes:
        lacks: What the platform does not have.
        channel: The platform's id of the channel in which the first engagement lives.
    """

    lacks: frozenset[Part]
    channel: str

    def user(self, person: str) -> str:
        """The platform's id of a person of app.yaml."""
        ...

    def table(self, table: Table) -> Iterable[str]:
        """What is read of a table there, in order."""
        ...

    def opened(self, house: House) -> AbstractAsyncContextManager[Town]:
        """Connect the platform to a house, and let people in, while the block runs."""
        ...
