"""Who is on call in rotations of our own: the turns that app.yaml declares, and accepted covers.

Covers are read anew for every answer, because another process may have written one just now.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.rostering.checking import AHEAD, found
from bot.memo import Memo
from bot.model.oncall import Roster
from bot.model.timeline import begins, covered, ends
from bot.model.turns import TEN_YEARS, turns
from bot.oncall.own import contacts
from bot.ports.store import Durability

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from adapters.outside import Outside
    from bot.model.oncall import Contact, Duty
    from bot.model.organisation import Organisation
    from bot.model.rotation import Rotation
    from bot.ports.oncall import Found, OnCallSource
    from bot.ports.store import Store

METHOD = "the turns in app.yaml, and accepted covers"


class Source:
    """Our own rotations, all of them."""

    freshness = timedelta(0)

    def __init__(self, people: Mapping[str, Contact], store: Store) -> None:
        self._people = people
        self._store = store
        self._turns: Memo[tuple[Duty, ...]] = Memo()

    async def read(
        self, rotation: Rotation, *, start: datetime, end: datetime, now: datetime
    ) -> Roster:
        """Lay the covers that count now over the turns within [start, end)."""
        own = self._turns.once(
            (rotation.key, start, end),
            rotation,
            make=lambda: turns(rotation, start=start, end=end, people=self._people),
        )
        if own:
            # A turn that reaches beyond may be cut by a cover there, and is whole only then.
            since, until = min(begins(own[0]), start), max(own[-1].end or end + TEN_YEARS, end)
            covers = await self._store.transact(
                lambda tx: tx.covers.within(rotation.key, start=since, end=until),
                durability=Durability.CRASH,
            )
            own = covered(own, covers, people=self._people) if covers else own
        touching = (duty for duty in own if begins(duty) < end and ends(duty) > start)
        return Roster(start, end, tuple(touching), fetched_at=now, method=METHOD)

    async def check(self, rotations: Sequence[Rotation], *, now: datetime) -> Sequence[Found]:
        """Say of each rotation who is on call now."""
        rosters = [
            (each, await self.read(each, start=now, end=now + AHEAD, now=now)) for each in rotations
        ]
        return [found(each.name, roster, zone=each.zone, now=now) for each, roster in rosters]

    def link(self, rotation: Rotation) -> None:
        """Nowhere but here: a cover is proposed and accepted in chat."""

    async def close(self) -> None:
        """Nothing is open."""


def build(organisation: Organisation, outside: Outside) -> OnCallSource:
    """The source of every rotation that app.yaml holds itself."""
    return Source(contacts(organisation), outside.store)
