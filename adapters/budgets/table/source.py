"""Error budgets from daily counts that ``rapport import budget`` wrote into the store.

Days are UTC and whole: everything ends where the newest imported day ends, and shorter windows than
a day cannot be measured.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.config.section import Section
from bot.model.burn import WINDOWS
from bot.model.counts import NOTHING, Counts, Slice, total_of
from bot.ports.budgets import BudgetReading, Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.outside import Outside
    from bot.model.slo import Slo
    from bot.ports.budgets import BudgetSource
    from bot.ports.store import Store

DAY = timedelta(days=1)
METHOD = "sum of daily counts that were imported"


class Settings(Section):
    """A table has nothing to set."""


class Query(Section):
    """A table knows its rows by service and objective, so there is nothing to ask for."""


HINT = "Import days first: rapport import budget FILE.csv"


class Source:
    """Reads the store, which is quick and changes by imports alone."""

    # Short enough for whoever imported and looks at once, long enough for a channel that asks.
    freshness = timedelta(seconds=2)

    def __init__(self, key: str, store: Store) -> None:
        self._key = key
        self._store = store

    async def read(self, slo: Slo, *, now: datetime) -> BudgetReading:
        """Add up the days of one objective until its newest one."""
        today = now.astimezone(UTC).date()
        rows = await self._days(slo, until=today - DAY)
        newest = max(rows, default=None)
        at = now.replace(microsecond=0) if newest is None else _start_of(newest + DAY)
        last = newest or today - DAY
        length = slo.window // DAY
        window = _slices(rows, last=last, length=length)
        return BudgetReading(
            at=at,
            window=total_of(window),
            before=(
                total_of(_slices(rows, last=last - DAY, length=length)),
                total_of(_slices(rows, last=last - 2 * DAY, length=length)),
            ),
            recent=_recent(rows, last),
            slices=window,
            as_of=None if newest is None else at,
            interval=DAY,
            coverage=Decimal(sum(each.start.date() in rows for each in window)) / length,
            provenance=Provenance(self._key, METHOD, hint=HINT),
        )

    async def check(self, slos: tuple[Slo, ...]) -> tuple[str, ...]:
        """Say what was imported so far."""
        return tuple([f"{slo.key}: {_said(await self._days(slo))}." for slo in slos])

    async def close(self) -> None:
        """Nothing is open."""

    async def _days(self, slo: Slo, *, until: date = date.max) -> Mapping[date, Counts]:
        return await self._store.transact(
            lambda tx: tx.budgets.days(slo.key, start=date.min, end=until)
        )


def build(key: str, settings: Settings, outside: Outside) -> BudgetSource:  # noqa: ARG001 - as all
    """The source that app.yaml describes under a key."""
    return Source(key, outside.store)


def _slices(rows: Mapping[date, Counts], *, last: date, length: int) -> tuple[Slice, ...]:
    """One slice a day until the last; a day that was not imported has no events."""
    days = (last - back * DAY for back in reversed(range(length)))
    return tuple(
        Slice(_start_of(day), _start_of(day + DAY), rows.get(day, NOTHING)) for day in days
    )


def _recent(rows: Mapping[date, Counts], last: date) -> dict[str, Counts]:
    """The burn windows that are whole days, all of which were imported."""
    found = {}
    for name, span in WINDOWS.items():
        days = [last - back * DAY for back in range(span // DAY)]
        if days and all(day in rows for day in days):
            found[name] = sum((rows[day] for day in days), NOTHING)
    return found


def _said(rows: Mapping[date, Counts]) -> str:
    if not rows:
        return "no days yet, import some: rapport import budget FILE.csv"
    many = "1 day" if len(rows) == 1 else f"{len(rows)} days"
    return f"{many}, from {min(rows)} to {max(rows)}"


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
