"""Assesses error budgets: asks the source, falls back to the last good answer, judges."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.errors import SourceUnavailable
from bot.fresh import Fresh
from bot.memo import Memo
from bot.model.assessment import Assessment, assess, state_of
from bot.model.policy import Policy
from bot.ports.store import Durability

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from bot.model.organisation import Organisation, Service
    from bot.model.slo import Slo
    from bot.ports.budgets import BudgetReading, BudgetSource
    from bot.ports.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Health:
    """How an objective's source is doing: its newest sample, and how often it did not answer."""

    source: str
    as_of: datetime | None = None
    errors: int = 0


class Budgets:
    """Every objective's budget, whatever its source."""

    def __init__(
        self, organisation: Organisation, sources: Mapping[str, BudgetSource], store: Store
    ) -> None:
        self._organisation = organisation
        self._sources = sources
        self._store = store
        self._readings: Fresh[str, BudgetReading] = Fresh()
        self._judged: dict[str, Assessment] = {}
        self._ordered: Memo[tuple[Assessment, ...]] = Memo()
        self.health: dict[str, Health] = {}

    async def of(self, service: Service, *, now: datetime) -> tuple[Assessment, ...]:
        """Assess a service's agreed objectives, the worst first.

        An objective of which nothing is known now or from before is left out, unless it is so
        with all of them.

        Raises:
            SourceUnavailable: Nothing is known of any of them.
        """
        if len(service.slos) == 1:
            found = [await self._one(service.slos[0], now=now)]
        else:
            outcomes = await asyncio.gather(*(self._known(slo, now=now) for slo in service.slos))
            found = [each for each in outcomes if isinstance(each, Assessment)]
            failed = [each for each in outcomes if isinstance(each, SourceUnavailable)]
            if failed and not found:
                raise failed[0]
        return self._ordered.once(service.key, *found, make=lambda: _worst_first(found))

    async def _known(self, slo: Slo, *, now: datetime) -> Assessment | SourceUnavailable:
        try:
            return await self._one(slo, now=now)
        except SourceUnavailable as failure:
            return failure

    async def _one(self, slo: Slo, *, now: datetime) -> Assessment:
        source = self._sources[slo.source]

        async def read() -> BudgetReading:
            try:
                reading = await source.read(slo, now=now)
            except SourceUnavailable as failure:
                log.warning("source %s failed for %s: %s", slo.source, slo.key, failure.message)
                before = self.health.get(slo.key, Health(slo.source))
                self.health[slo.key] = replace(before, errors=before.errors + 1)
                raise
            await self._keep(slo, reading)
            return reading

        try:
            reading = await self._readings.get(slo.key, read, now=now, lasts=source.freshness)
        except SourceUnavailable as failure:
            last = await self._last_good(slo)
            if last is None:
                raise
            return self._judge(slo, last, now=now, failure=failure.message)
        before = self.health.get(slo.key, Health(slo.source))
        self.health[slo.key] = replace(before, as_of=reading.as_of)
        return self._judge(slo, reading, now=now)

    def _judge(
        self, slo: Slo, reading: BudgetReading, *, now: datetime, failure: str | None = None
    ) -> Assessment:
        """Assess a reading; one that was judged before is only looked up."""
        before = self._judged.get(slo.key)
        if (
            before
            and before.reading is reading
            and before.failure == failure
            and before.state is state_of(reading, now)
        ):
            return before
        engagement = self._organisation.engagement_of(slo.service)
        policy = engagement.policy if engagement else Policy()
        judged = assess(slo, reading, policy=policy, now=now, failure=failure)
        self._judged[slo.key] = judged
        return judged

    async def _last_good(self, slo: Slo) -> BudgetReading | None:
        return await self._store.transact(
            lambda tx: tx.budgets.last_good(slo.measured_as), durability=Durability.CRASH
        )

    async def _keep(self, slo: Slo, reading: BudgetReading) -> None:
        if reading.as_of is None:  # nothing was seen, which must not displace what was
            return
        await self._store.transact(
            lambda tx: tx.budgets.keep(slo.measured_as, reading), durability=Durability.CRASH
        )


def _worst_first(found: Iterable[Assessment]) -> tuple[Assessment, ...]:
    return tuple(sorted(found, key=lambda each: -each.severity))
