"""Error budgets from Prometheus: increases of the total and of the bad events, divided here.

The headline is one ``increase`` over the exact window. Against known truth that is within half a
percentage point of what remains, and the half point is what was counted in a process that crashed
before its next scrape: no query recovers it. So a reading says so when, and only when, counters
started again in an hour that spent the budget fast. Every deploy resets counters too; where errors
are rare that loses less than 0.01 of a point, which is not worth a sentence.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from adapters.budgets.prometheus import queries
from adapters.budgets.prometheus.reading import Question, newest_sample
from adapters.budgets.prometheus.settings import Query
from adapters.fetching.failure import Failure

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.budgets.prometheus.http import Api
    from adapters.budgets.prometheus.settings import Settings
    from adapters.outside import Outside
    from bot.errors import SourceUnavailable
    from bot.model.slo import Slo
    from bot.ports.budgets import BudgetReading, BudgetSource


class Source:
    """One Prometheus, or anything that speaks its HTTP API."""

    freshness = timedelta(minutes=1)

    def __init__(self, key: str, settings: Settings, outside: Outside) -> None:
        self._key = key
        self._settings = settings
        self._outside = outside
        self._opened: Api | None = None

    async def read(self, slo: Slo, *, now: datetime) -> BudgetReading:
        """Read one objective at a whole second."""
        query = Query.model_validate(dict(slo.query))
        question = Question(
            api=self._api(),
            events=query.events,
            window=slo.window,
            target=slo.target,
            now=now.astimezone(UTC).replace(microsecond=0),
        )
        # A reading is shown for as long as it is fresh; its age alone must not make it stale.
        interval = max(query.interval, self.freshness)
        try:
            return await question.answer(source=self._key, interval=interval)
        except Failure as failure:
            raise self._unavailable(failure) from None

    async def check(self, slos: tuple[Slo, ...]) -> tuple[str, ...]:
        """Say which server answers, and what it has of each objective."""
        try:
            said = [f"{await self._api().version()} answers."]
            if self._settings.sends_a_secret_in_the_clear:
                said.append("Its token or password travels unencrypted: use https.")
            said += [f"{slo.key}: {await self._has(slo)}." for slo in slos]
        except Failure as failure:
            raise self._unavailable(failure) from None
        return tuple(said)

    async def _has(self, slo: Slo) -> str:
        query = Query.model_validate(dict(slo.query))
        events = query.events
        api, now = self._api(), self._outside.clock.now()
        found = await api.instant(queries.found(events), at=now)
        in_view = found.get(queries.NEWEST)
        newest = await newest_sample(api, events, window=slo.window, at=now, in_view=in_view)
        if newest is None:
            return f"nothing matches total: {query.total}"
        said = f"newest sample {newest:%Y-%m-%d %H:%M:%S} UTC"
        if events.part_name in found:
            return said
        return f"{said}; nothing matches {events.part_name} now: {query.good or query.bad}"

    async def close(self) -> None:
        """Let go of the connections."""
        if self._opened is not None:
            await self._opened.close()

    def _api(self) -> Api:
        if self._opened is None:
            from adapters.budgets.prometheus.http import Api  # noqa: PLC0415 - see below

            # aiohttp takes 0.3 s to import: only what asks a Prometheus pays for it.
            self._opened = Api(self._settings, self._outside.environ)
        return self._opened

    def _unavailable(self, failure: Failure) -> SourceUnavailable:
        return failure.of(f"Prometheus “{self._key}”")


def build(key: str, settings: Settings, outside: Outside) -> BudgetSource:
    """The source that app.yaml describes under a key."""
    return Source(key, settings, outside)
