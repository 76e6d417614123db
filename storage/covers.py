"""Covers in the store: who stands in for whom, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.model.cover import Cover, CoverState
from storage.statements import from_milliseconds, run, to_milliseconds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.ports.store_oncall import Covers
    from storage.statements import Connection

_COLUMNS = """
    number, rotation, person, covering_for, starts, ends, proposed_by, proposed_at, state,
    decided_by, decided_at
"""
# Writers come one by one, so the next number is nobody else's.
_PROPOSE = f"""
    INSERT INTO cover ({_COLUMNS})
    SELECT coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL FROM cover
    RETURNING number
"""  # noqa: S608 - our own columns
_FIND = f"SELECT {_COLUMNS} FROM cover WHERE number = $1"  # noqa: S608 - our own columns
_WITHIN = f"""
    SELECT {_COLUMNS} FROM cover
    WHERE rotation = $1 AND ends > $2 AND starts < $3 ORDER BY number
"""  # noqa: S608 - our own columns
_OPEN = f"""
    SELECT {_COLUMNS} FROM cover
    WHERE state IN ($1, $2) AND ends > $3 ORDER BY number
"""  # noqa: S608 - our own columns
_DECIDE = """
    UPDATE cover SET state = $2, decided_by = $3, decided_at = $4, starts = $5 WHERE number = $1
"""
_END = "UPDATE cover SET ends = $2 WHERE number = $1"


@dataclass(frozen=True, slots=True)
class SqlCovers:
    """The statements about covers, on an open transaction."""

    connection: Connection

    def propose(self, cover: Cover) -> Cover:
        """Write a new one down; gives it with its number."""
        row = run(
            self.connection,
            _PROPOSE,
            cover.rotation,
            cover.person,
            cover.covering_for,
            to_milliseconds(cover.start),
            to_milliseconds(cover.end),
            cover.proposed_by,
            to_milliseconds(cover.proposed_at),
            cover.state.value,
        ).fetchone()
        return replace(cover, number=row[0])

    def find(self, number: int) -> Cover | None:
        """The one of that number."""
        row = run(self.connection, _FIND, number).fetchone()
        return _cover(*row) if row else None

    def within(self, rotation: str, *, start: datetime, end: datetime) -> Sequence[Cover]:
        """All of a rotation that touch [start, end), whatever became of them, by number."""
        rows = run(self.connection, _WITHIN, rotation, to_milliseconds(start), to_milliseconds(end))
        return [_cover(*row) for row in rows.fetchall()]

    def open_after(self, instant: datetime) -> Sequence[Cover]:
        """All that are proposed or accepted and not over at an instant, by number."""
        rows = run(
            self.connection,
            _OPEN,
            CoverState.PROPOSED.value,
            CoverState.ACCEPTED.value,
            to_milliseconds(instant),
        )
        return [_cover(*row) for row in rows.fetchall()]

    def decide(
        self,
        number: int,
        became: CoverState,
        *,
        among: frozenset[CoverState],
        by: str,
        at: datetime,
    ) -> Cover | None:
        """Change what became of one, if it is in one of these states still; None if it is not."""
        cover = self.find(number)
        if cover is None or cover.state not in among:
            return None
        # Who accepts late has not been on call before: what was stays true.
        start = max(cover.start, at) if became is CoverState.ACCEPTED else cover.start
        run(
            self.connection,
            _DECIDE,
            number,
            became.value,
            by,
            to_milliseconds(at),
            to_milliseconds(start),
        )
        return replace(cover, state=became, decided_by=by, decided_at=at, start=start)

    def end(self, number: int, *, at: datetime) -> Cover:
        """Let one that holds end now."""
        run(self.connection, _END, number, to_milliseconds(at))
        cover = self.find(number)
        assert cover is not None  # it holds
        return cover


def _cover(  # noqa: PLR0913, PLR0917 - the columns of a row
    number: int,
    rotation: str,
    person: str,
    covering_for: str,
    starts: int,
    ends: int,
    proposed_by: str,
    proposed_at: int,
    state: str,
    decided_by: str | None,
    decided_at: int | None,
) -> Cover:
    return Cover(
        rotation=rotation,
        person=person,
        covering_for=covering_for,
        start=from_milliseconds(starts),
        end=from_milliseconds(ends),
        proposed_by=proposed_by,
        proposed_at=from_milliseconds(proposed_at),
        state=CoverState(state),
        number=number,
        decided_by=decided_by,
        decided_at=None if decided_at is None else from_milliseconds(decided_at),
    )


if TYPE_CHECKING:
    _conforms: type[Covers] = SqlCovers
