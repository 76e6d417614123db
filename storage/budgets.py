"""Error budgets in the store: imported daily counts, and each objective's last good reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.model.counts import Counts
from storage.readings import from_json, to_json
from storage.statements import run, to_milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from bot.ports.budgets import BudgetReading
    from bot.ports.store import BudgetLedger
    from storage.statements import Connection

_DAYS = "SELECT day, bad, total FROM budget_day WHERE slo = $1 AND day BETWEEN $2 AND $3"
_PUT_DAY = """
    INSERT INTO budget_day (slo, day, bad, total, imported_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (slo, day) DO UPDATE
    SET bad = excluded.bad, total = excluded.total, imported_at = excluded.imported_at
"""
_LAST_GOOD = "SELECT reading FROM budget_reading WHERE slo = $1"
_KEEP = """
    INSERT INTO budget_reading (slo, at, reading) VALUES ($1, $2, $3)
    ON CONFLICT (slo) DO UPDATE SET at = excluded.at, reading = excluded.reading
"""


@dataclass(frozen=True, slots=True)
class SqlBudgetLedger:
    """The ledger's statements, on an open transaction."""

    connection: Connection

    def days(self, slo: str, *, start: date, end: date) -> Mapping[date, Counts]:
        """Counts by day, start and end included."""
        rows = run(self.connection, _DAYS, slo, start.isoformat(), end.isoformat())
        return {date.fromisoformat(day): Counts(bad, total) for day, bad, total in rows}

    def put_days(self, slo: str, days: Iterable[tuple[date, Counts]], *, at: datetime) -> None:
        """Write days, replacing what stood there."""
        imported_at = to_milliseconds(at)
        for day, counts in days:
            run(
                self.connection,
                _PUT_DAY,
                slo,
                day.isoformat(),
                counts.bad,
                counts.total,
                imported_at,
            )

    def last_good(self, measured_as: str) -> BudgetReading | None:
        """The newest reading that succeeded."""
        row = run(self.connection, _LAST_GOOD, measured_as).fetchone()
        return from_json(row[0]) if row else None

    def keep(self, measured_as: str, reading: BudgetReading) -> None:
        """Remember a reading as the last good one."""
        run(self.connection, _KEEP, measured_as, to_milliseconds(reading.at), to_json(reading))


if TYPE_CHECKING:
    _conforms: type[BudgetLedger] = SqlBudgetLedger
