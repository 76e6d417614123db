"""What the core needs from a source of who is on call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from bot.model.oncall import Contact, Roster
    from bot.model.rotation import Rotation


@dataclass(frozen=True, slots=True)
class Found:
    """What ``check`` found of one rotation: a sentence, and everybody that it names."""

    said: str
    contacts: tuple[Contact, ...] = ()


class OnCallSource(Protocol):
    """One place that knows who is on call, overrides and swaps included.

    Caching, the last good answer and matching contacts with people are not its business.
    """

    @property
    def freshness(self) -> timedelta:
        """How long a roster may be given again before the source is asked anew."""
        ...

    async def read(
        self, rotation: Rotation, *, start: datetime, end: datetime, now: datetime
    ) -> Roster:
        """Read who is on call within [start, end).

        Raises:
            SourceUnavailable: The source did not answer, or not in a usable way; the message names
                it, and the next step is what to do.
        """
        ...

    async def check(self, rotations: Sequence[Rotation], *, now: datetime) -> Sequence[Found]:
        """Reach the source once for each rotation, for ``rapport check``.

        Raises:
            SourceUnavailable: It cannot be reached; the message names the next step.
        """
        ...

    def link(self, rotation: Rotation) -> str | None:
        """Where people change who is on call, if that is not here; an address to open."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
