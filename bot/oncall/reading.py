"""Who is on call: asks each rotation's source, falls back to the last good answer, knows people."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.errors import SourceUnavailable
from bot.fresh import Fresh
from bot.memo import Memo
from bot.model.seat import seat_at
from bot.model.timeline import gaps, merged
from bot.oncall.failing import Failing
from bot.oncall.matching import Matcher
from bot.ports.store import Durability

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.model.oncall import Roster
    from bot.model.organisation import Organisation, Service
    from bot.model.rotation import Role, Rotation
    from bot.model.seat import Seat
    from bot.model.timeline import Gap
    from bot.ports.oncall import OnCallSource
    from bot.ports.store import Store

log = logging.getLogger(__name__)

BEFORE, AFTER = timedelta(days=8), timedelta(days=71)
"""How much of a rotation is read around an instant: since when it is so, and ten weeks ahead."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a rotation.

    Attributes:
        rotation: Which one.
        roster: Its duties, people matched, neighbours of one person made one.
        failure: Why this is the last good roster; None if it is new.
    """

    rotation: Rotation
    roster: Roster
    failure: str | None = None


class OnCall:
    """Every rotation, whatever its source.

    Args:
        organisation: Whose rotations.
        sources: By key; our own rotations have one, too.
        kinds: The kind of each source, under which people have ids.
        store: Keeps what was last good.
        failing: Told when a source does not answer.
    """

    def __init__(
        self,
        organisation: Organisation,
        sources: Mapping[str, OnCallSource],
        store: Store,
        *,
        kinds: Mapping[str, str],
        failing: Failing | None = None,
    ) -> None:
        self._organisation = organisation
        self._sources = sources
        self._kinds = kinds
        self._store = store
        self._failing = failing or Failing(organisation, store)
        self._matcher = Matcher(organisation)
        self._gaps: Memo[tuple[Gap, ...]] = Memo()
        self._read: Fresh[tuple[str, datetime], Roster] = Fresh()

    async def of(self, service: Service, *, at: datetime, now: datetime) -> tuple[Seat, ...]:
        """Each role of a service at an instant, the SRE side's first.

        A role of which nothing is known now or from before is left out, unless it is so with all.

        Raises:
            SourceUnavailable: Nothing is known of any of them.
        """
        rotations = {role.rotation: self._rotation(role.rotation) for role in service.oncall}
        outcomes = await self._outcomes(tuple(rotations.values()), at=at, now=now)
        known = dict(zip(rotations, outcomes, strict=True))
        failed = [each for each in outcomes if isinstance(each, SourceUnavailable)]
        if failed and len(failed) == len(outcomes):
            raise failed[0]
        return tuple(
            self._seat(role, found, at=at)
            for role in service.oncall
            if isinstance(found := known[role.rotation], Known)
        )

    def _seat(self, role: Role, found: Known, *, at: datetime) -> Seat:
        roster = found.roster
        # Where nobody is stays the same for as long as the roster does.
        empty = self._gaps.once(
            role.rotation,
            roster,
            make=lambda: gaps(roster.duties, start=roster.start, end=roster.end),
        )
        return seat_at(role, found.rotation, roster, at, gaps=empty, failure=found.failure)

    async def rotation(self, key: str, *, at: datetime, now: datetime) -> Known:
        """What is known of a rotation around an instant.

        Raises:
            SourceUnavailable: Nothing is known, now or from before.
        """
        rotation = self._rotation(key)
        start, end = _around(at if _far(at, now) else now)
        try:
            roster = await self._fresh(rotation, start=start, end=end, now=now)
        except SourceUnavailable as failure:
            log.warning("source %s failed for %s: %s", rotation.source, key, failure.message)
            last = await self._store.transact(
                lambda tx: tx.rosters.last_good(key), durability=Durability.CRASH
            )
            await self._failing.tell(rotation, failure, last, now=now)
            if last is None or not last.start <= at < last.end:
                raise
            return Known(rotation, last, failure.message)
        return Known(rotation, roster)

    def link(self, rotation: Rotation) -> str | None:
        """Where people change who is on call, if that is not here."""
        return self._sources[rotation.source].link(rotation)

    async def _outcomes(
        self, rotations: Sequence[Rotation], *, at: datetime, now: datetime
    ) -> Sequence[Known | SourceUnavailable]:
        """All at the same time; one alone without a task of its own."""
        if len(rotations) == 1:
            return (await self._outcome(rotations[0], at=at, now=now),)
        return await asyncio.gather(*(self._outcome(each, at=at, now=now) for each in rotations))

    async def _outcome(
        self, rotation: Rotation, *, at: datetime, now: datetime
    ) -> Known | SourceUnavailable:
        try:
            return await self.rotation(rotation.key, at=at, now=now)
        except SourceUnavailable as failure:
            return failure

    async def _fresh(
        self, rotation: Rotation, *, start: datetime, end: datetime, now: datetime
    ) -> Roster:
        source = self._sources[rotation.source]

        async def read() -> Roster:
            roster = await source.read(rotation, start=start, end=end, now=now)
            known = self._known(roster, self._kinds[rotation.source])
            if start <= now < end and not rotation.own:  # ours is always there
                await self._store.transact(
                    lambda tx: tx.rosters.keep(rotation.key, known), durability=Durability.CRASH
                )
            return known

        if not source.freshness:  # an answer that is under way may miss what was just accepted
            return await read()
        return await self._read.get((rotation.key, start), read, now=now, lasts=source.freshness)

    def _known(self, roster: Roster, kind: str) -> Roster:
        duties = (self._matcher.duty(each, kind=kind) for each in roster.duties)
        return replace(roster, duties=tuple(merged(duties)))

    def _rotation(self, key: str) -> Rotation:
        return self._organisation.rotations[key]


def _far(at: datetime, now: datetime) -> bool:
    """Whether an instant lies outside of what is read for the present."""
    start, end = _around(now)
    return not start + timedelta(days=1) <= at < end - timedelta(days=1)


def _around(instant: datetime) -> tuple[datetime, datetime]:
    """A stretch that stays the same all day, so that what was read can be given again."""
    midnight = datetime.combine(instant.astimezone(UTC).date(), time(), UTC)
    return midnight - BEFORE, midnight + AFTER
