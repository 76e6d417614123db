"""A source of who is on call whose duties a test sets, and which can fail."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import SourceUnavailable
from bot.model.oncall import Duty, Roster
from bot.ports.oncall import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model.rotation import Rotation
    from bot.ports.oncall import OnCallSource


class ScriptedRosters:
    """Says what the test set for every rotation.

    Attributes:
        duties: Who is on call.
        failing: When set, every read fails with this sentence.
        reads: How often it was read.
    """

    freshness = timedelta(minutes=1)

    def __init__(self, *duties: Duty) -> None:
        self.duties = duties
        self.failing: str | None = None
        self.reads = 0

    async def read(
        self, rotation: Rotation, *, start: datetime, end: datetime, now: datetime
    ) -> Roster:
        self.reads += 1
        if self.failing is not None:
            raise SourceUnavailable(self.failing, next_step="Look at the pager's own health.")
        return Roster(start, end, self.duties, fetched_at=now, method="as a test set it")

    async def check(self, rotations: Sequence[Rotation], *, now: datetime) -> Sequence[Found]:
        if self.failing is not None:
            raise SourceUnavailable(self.failing, next_step="Look at the pager's own health.")
        contacts = tuple(duty.who for duty in self.duties)
        return [Found(f"{each.name} has {len(contacts)} duties", contacts) for each in rotations]

    def link(self, rotation: Rotation) -> str | None:
        return f"https://pager.example.com/{rotation.key}"

    async def close(self) -> None:
        """Nothing is open."""


if TYPE_CHECKING:
    _conforms: type[OnCallSource] = ScriptedRosters
