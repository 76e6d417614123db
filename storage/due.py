"""Due rows in the store: one for each job and slot, claimed by whoever runs it.

``ready`` is from when on a row may be claimed: first when it is due; while it is claimed, when the
claim lapses; after a failure, when it is tried again. It is empty once the row is closed. The
number of the attempt tells one claim from the next, so that whoever lost a row cannot close it.

A claim asks twice whether a row is ready. Where writers do not take turns (on PostgreSQL, when a
crash may take what is written), two of them may find the same rows, and the second must see that
the first was quicker.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from bot.model.due import Became, Due, Planned
from storage.statements import from_milliseconds, run, to_milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.ports.store_unasked import DueRows
    from storage.statements import Connection

_PLAN = """
    INSERT INTO due (number, job, slot, series, at, ready, attempts)
    VALUES ((SELECT COALESCE(MAX(number), 0) + 1 FROM due), $1, $2, $3, $4, $4, 0)
    ON CONFLICT (job, slot) DO NOTHING
"""
_KNOWN = "SELECT slot FROM due WHERE job = $1 AND at >= $2"
_PLANNED_AT = "SELECT at FROM planning WHERE job = $1"
_NOTE_PLANNED = """
    INSERT INTO planning (job, at) VALUES ($1, $2)
    ON CONFLICT (job) DO UPDATE SET at = excluded.at
"""
_CLAIM = """
    UPDATE due SET ready = $2, claimed_by = $4, attempts = attempts + 1
    WHERE number IN (SELECT number FROM due WHERE ready <= $1 ORDER BY ready LIMIT $3)
      AND ready <= $1
    RETURNING job, slot, at, attempts
"""
_SUPERSEDED = """
    SELECT 1 FROM due WHERE job = $1 AND series = $2 AND at > $3 AND at <= $4 LIMIT 1
"""
_FINISH = """
    UPDATE due SET ready = NULL, became = $5, closed_at = $6
    WHERE job = $1 AND slot = $2 AND claimed_by = $3 AND attempts = $4 AND ready IS NOT NULL
"""
_POSTPONE = """
    UPDATE due SET ready = $5
    WHERE job = $1 AND slot = $2 AND claimed_by = $3 AND attempts = $4 AND ready IS NOT NULL
"""
_NEXT = """
    SELECT slot, at FROM due WHERE job = $1 AND ready IS NOT NULL ORDER BY ready LIMIT 1
"""
_LATE = "SELECT COUNT(*) FROM due WHERE ready <= $1"
_FORGET = "DELETE FROM due WHERE closed_at < $1"


@dataclass(frozen=True, slots=True)
class SqlDueRows:
    """The statements about what is due, on an open transaction."""

    connection: Connection

    def plan(self, rows: Iterable[Planned]) -> int:
        """Write down what is to come; what is known already stays as it is. Gives the new ones.

        Nearly all is known, and asking for that at once takes PostgreSQL a hundredth of the time.
        """
        by_job: dict[str, list[Planned]] = defaultdict(list)
        for row in rows:
            by_job[row.job].append(row)
        return sum(self._plan(job, each) for job, each in by_job.items())

    def _plan(self, job: str, rows: Sequence[Planned]) -> int:
        first = to_milliseconds(min(row.at for row in rows))
        known = {slot for (slot,) in run(self.connection, _KNOWN, job, first)}
        return sum(
            run(self.connection, _PLAN, job, row.slot, row.series, to_milliseconds(row.at)).rowcount
            for row in rows
            if row.slot not in known
        )

    def planned_at(self, job: str) -> datetime | None:
        """When a job's coming slots were written down last."""
        row = run(self.connection, _PLANNED_AT, job).fetchone()
        return from_milliseconds(row[0]) if row else None

    def note_planned(self, job: str, *, at: datetime) -> None:
        """Remember that a job's coming slots were written down."""
        run(self.connection, _NOTE_PLANNED, job, to_milliseconds(at))

    def claim(self, *, now: datetime, until: datetime, most: int, by: str) -> Sequence[Due]:
        """Take what is due, the oldest first: what waits, and what another let lapse."""
        rows = run(
            self.connection, _CLAIM, to_milliseconds(now), to_milliseconds(until), most, by
        ).fetchall()
        instants = {at: from_milliseconds(at) for at in {row[2] for row in rows}}
        rows.sort(key=itemgetter(2))
        return [Due(Planned(job, slot, instants[at]), attempt) for job, slot, at, attempt in rows]

    def superseded(self, planned: Planned, *, now: datetime) -> bool:
        """Whether a later one of the same series is due by now, or was."""
        at = to_milliseconds(planned.at)
        row = run(
            self.connection, _SUPERSEDED, planned.job, planned.series, at, to_milliseconds(now)
        ).fetchone()
        return row is not None

    def finish(self, due: Due, *, by: str, at: datetime, became: Became = Became.DONE) -> bool:
        """Close one that is claimed; False if the claim has lapsed and was taken by another."""
        return self._write(_FINISH, due, by, became.value, to_milliseconds(at))

    def postpone(self, due: Due, *, by: str, until: datetime) -> bool:
        """Give one back, to be claimed again later; False if another has taken it."""
        return self._write(_POSTPONE, due, by, to_milliseconds(until))

    def _write(self, statement: str, due: Due, by: str, *values: str | int) -> bool:
        planned = due.planned
        cursor = run(
            self.connection, statement, planned.job, planned.slot, by, due.attempt, *values
        )
        return cursor.rowcount == 1

    def next(self, job: str) -> Planned | None:
        """The first of a job that waits."""
        row = run(self.connection, _NEXT, job).fetchone()
        return Planned(job, row[0], from_milliseconds(row[1])) if row else None

    def late(self, *, now: datetime) -> int:
        """How many could have been claimed by now and were not."""
        count: int = run(self.connection, _LATE, to_milliseconds(now)).fetchone()[0]
        return count

    def forget_before(self, instant: datetime) -> int:
        """Delete what was closed before; returns how many."""
        return run(self.connection, _FORGET, to_milliseconds(instant)).rowcount


if TYPE_CHECKING:
    _conforms: type[DueRows] = SqlDueRows
