"""Asks for the parts of one reading and puts them together."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from adapters.budgets.prometheus import queries
from bot.model.burn import burn_rate
from bot.model.counts import Slice, within
from bot.model.episodes import EPISODE_BURN
from bot.ports.budgets import BudgetReading, Provenance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from adapters.budgets.prometheus.http import Api
    from adapters.budgets.prometheus.queries import Events
    from bot.model.counts import Counts

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
METHOD = "increase of the total and of the bad events over the exact window, then divided"
ACCURACY = "±0.5 percentage points: counters were reset while errors were spent"


HINT = "Try the query (why budget shows it) in Prometheus, and correct it in app.yaml."


@dataclass(frozen=True, slots=True)
class Question:
    """One objective at one instant, which is a whole second in UTC."""

    api: Api
    events: Events
    window: timedelta
    target: Decimal
    now: datetime

    async def answer(self, *, source: str, interval: timedelta) -> BudgetReading:
        """Ask for everything at once, and for what depends on it after that.

        Raises:
            Failure: A part has no usable answer, or the answers contradict each other.
        """
        this_hour = _hour_of(self.now)
        present = queries.present(self.events, hour_so_far=self.now - this_hour)
        window, hours, latest, seen = await asyncio.gather(
            self._windows(),
            self._whole_hours(),
            self.api.instant(present, at=self.now),
            self.api.instant(queries.seen(self.events, self.window), at=self.now),
        )
        if this_hour < self.now:
            so_far = self.events.counts(latest, name=f" {queries.HOUR_SO_FAR}")
            hours.append(Slice(this_hour, self.now, so_far))
        in_view = latest.get(queries.NEWEST)
        as_of, accuracy = await asyncio.gather(
            newest_sample(self.api, self.events, window=self.window, at=self.now, in_view=in_view),
            self._accuracy(hours),
        )
        return BudgetReading(
            at=self.now,
            window=window[0],
            before=window[1:],
            recent=queries.recent(self.events, latest),
            slices=within(hours, start=self.now - self.window, end=self.now),
            as_of=as_of,
            interval=interval,
            coverage=queries.coverage(seen, self.window),
            provenance=Provenance(
                source,
                METHOD,
                tuple(self.events.over(self.window).values()),
                accuracy,
                hint=HINT,
            ),
        )

    async def _windows(self) -> tuple[Counts, Counts, Counts]:
        """The window that ends now, a day ago and two days ago.

        One query over three steps reads the samples once. What stands before a Prometheus may move
        its steps to round times; then each instant is asked for by itself.
        """
        query = queries.together(self.events.over(self.window))
        instants = (self.now, self.now - DAY, self.now - 2 * DAY)
        found = await self.api.stretch(query, start=instants[2], end=instants[0], step=DAY)
        if self.now not in found:
            apart = await asyncio.gather(*(self.api.instant(query, at=at) for at in instants))
            found = dict(zip(instants, apart, strict=True))
        self.events.verify(found[self.now])
        now, day_ago, two_days_ago = (self.events.counts(found.get(at, {})) for at in instants)
        return now, day_ago, two_days_ago

    async def _whole_hours(self) -> list[Slice]:
        """Every whole hour that touches the window, oldest first."""
        first, last = _hour_of(self.now - self.window), _hour_of(self.now)
        query = queries.together(self.events.over(HOUR))
        found = await self.api.stretch(query, start=first + HOUR, end=last, step=HOUR)
        ends = (first + number * HOUR for number in range(1, (last - first) // HOUR + 1))
        return [Slice(end - HOUR, end, self.events.counts(found.get(end, {}))) for end in ends]

    async def _accuracy(self, hours: Sequence[Slice]) -> str | None:
        """What may be missing because counters started again while errors came fast."""
        fast = [hour.start + HOUR for hour in hours if self._is_fast(hour.counts)]
        if not fast:
            return None
        query = queries.resets(self.events, HOUR)
        resets = await self.api.stretch(query, start=fast[0], end=fast[-1], step=HOUR)
        return ACCURACY if any(any(resets.get(end, {}).values()) for end in fast) else None

    def _is_fast(self, counts: Counts) -> bool:
        rate = burn_rate(counts, self.target)
        return rate is not None and rate >= EPISODE_BURN


async def newest_sample(
    api: Api,
    events: Events,
    *,
    window: timedelta,
    at: datetime,
    in_view: float | None,
) -> datetime | None:
    """When the newest sample within a window was taken; None if there is none.

    Args:
        api: Where to ask.
        events: Whose samples.
        window: How far to look back.
        at: The end of the window.
        in_view: Its time in seconds, when it was still in view at that instant.
    """
    looks = ((DAY, MINUTE), (window, queries.COVERAGE_STEP))
    for span, step in looks:
        if in_view is not None:
            break
        seen = await api.instant(queries.last_seen(events, span, step=step), at=at)
        if queries.SEEN in seen:
            last = datetime.fromtimestamp(seen[queries.SEEN], UTC)
            in_view = (await api.instant(queries.newest(events), at=last)).get(queries.NEWEST)
    return None if in_view is None else datetime.fromtimestamp(in_view, UTC)


def _hour_of(instant: datetime) -> datetime:
    return instant.replace(minute=0, second=0, microsecond=0)
