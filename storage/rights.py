"""Decision rights in the store: who decides what, as proposed, agreed on and superseded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.model.organisation import Side
from bot.model.right import DecisionRight, Holders, Origin, RightState
from storage.fields import from_json, instant, milliseconds, to_json
from storage.statements import from_milliseconds, run, to_milliseconds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.ports.store_decisions import Rights
    from storage.statements import Connection, Value

_NAMES = (
    *("engagement", "kind", "approver", "delegate", "driver", "contributors", "informed", "veto"),
    *("basis", "reason", "origin", "proposed_by", "side", "proposed_at", "lapses_at", "state"),
    *("effective", "expires", "decided_by", "decided_at", "because", "proposed_in", "decided_in"),
)
_COLUMNS = ", ".join(_NAMES)
# Writers come one by one, so the next number and version are nobody else's.
_PROPOSE = f"""
    INSERT INTO decision_right (number, version, {_COLUMNS})
    VALUES ((SELECT coalesce(max(number), 0) + 1 FROM decision_right),
            (SELECT count(*) + 1 FROM decision_right WHERE engagement = $1 AND kind = $2),
            $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
            $20, $21, $22, $23)
    RETURNING number, version
"""  # noqa: S608 - our own columns
_FIND = f"""
    SELECT number, version, {_COLUMNS} FROM decision_right WHERE number = $1
"""  # noqa: S608 - our own columns
_AMEND = f"""
    UPDATE decision_right SET (version, {_COLUMNS}) =
           ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
            $21, $22, $23, $24, $25)
    WHERE number = $1
"""  # noqa: S608 - our own columns
# The states are spelled out, so that both engines see that the indexes have them all.
_CURRENT = f"""
    SELECT number, version, {_COLUMNS} FROM decision_right
    WHERE state IN ('proposed', 'active') ORDER BY number
"""  # noqa: S608 - our own columns
_CURRENT_OF = f"""
    SELECT number, version, {_COLUMNS} FROM decision_right
    WHERE engagement = $1 AND state IN ('proposed', 'active') ORDER BY number
"""  # noqa: S608 - our own columns
_OF_FILE = f"""
    SELECT number, version, {_COLUMNS} FROM decision_right
    WHERE engagement = $1 AND proposed_at = $2 AND origin = 'file' ORDER BY number
"""  # noqa: S608 - our own columns
_SEEDS = "SELECT kind, fingerprint FROM decision_seed WHERE engagement = $1 ORDER BY kind"
_NOTE_SEED = """
    INSERT INTO decision_seed (engagement, kind, fingerprint) VALUES ($1, $2, $3)
    ON CONFLICT (engagement, kind) DO UPDATE SET fingerprint = excluded.fingerprint
"""


@dataclass(frozen=True, slots=True)
class SqlRights:
    """The statements about decision rights, on an open transaction."""

    connection: Connection

    def propose(self, right: DecisionRight) -> DecisionRight:
        """Write a new one down; gives it with its number and version."""
        number, version = run(self.connection, _PROPOSE, *_values(right)).fetchone()
        return replace(right, number=number, version=version)

    def find(self, number: int) -> DecisionRight | None:
        """The one of that number."""
        row = run(self.connection, _FIND, number).fetchone()
        return _right(row) if row else None

    def amend(self, right: DecisionRight) -> None:
        """Write what became of one, in place of what stood under its number."""
        written = run(self.connection, _AMEND, right.number, right.version, *_values(right))
        assert written.rowcount == 1  # it was proposed

    def current(self, engagement: str | None = None) -> Sequence[DecisionRight]:
        """Those that are active, though perhaps expired, or proposed; by number."""
        if engagement is None:
            rows = run(self.connection, _CURRENT)
        else:
            rows = run(self.connection, _CURRENT_OF, engagement)
        return [_right(row) for row in rows.fetchall()]

    def of_file(self, engagement: str, at: datetime) -> Sequence[DecisionRight]:
        """What the file proposed to an engagement at one instant, whatever became of it."""
        rows = run(self.connection, _OF_FILE, engagement, to_milliseconds(at))
        return [_right(row) for row in rows.fetchall()]

    def seeds(self, engagement: str) -> Mapping[str, str]:
        """By kind, the fingerprint of what the file said when it was last proposed."""
        return dict(run(self.connection, _SEEDS, engagement).fetchall())

    def note_seed(self, engagement: str, kind: str, fingerprint: str) -> None:
        """Remember what the file said when it was proposed."""
        run(self.connection, _NOTE_SEED, engagement, kind, fingerprint)


def _values(right: DecisionRight) -> tuple[Value, ...]:
    """The columns in their order."""
    holders = right.holders
    return (
        right.engagement,
        right.kind,
        holders.approver,
        holders.delegate,
        holders.driver,
        to_json(holders.contributors),
        to_json(holders.informed),
        to_json(holders.veto),
        right.basis,
        right.reason,
        right.origin.value,
        right.proposed_by,
        right.side.value,
        to_milliseconds(right.proposed_at),
        milliseconds(right.lapses_at),
        right.state.value,
        milliseconds(right.effective),
        milliseconds(right.expires),
        right.decided_by,
        milliseconds(right.decided_at),
        right.because,
        right.proposed_in,
        right.decided_in,
    )


def _right(values: Sequence[Any]) -> DecisionRight:
    row = dict(zip(("number", "version", *_NAMES), values, strict=True))
    return DecisionRight(
        number=row["number"],
        version=row["version"],
        engagement=row["engagement"],
        kind=row["kind"],
        holders=Holders(
            row["approver"],
            delegate=row["delegate"],
            driver=row["driver"],
            contributors=tuple(from_json(row["contributors"])),
            informed=tuple(from_json(row["informed"])),
            veto=tuple(from_json(row["veto"])),
        ),
        basis=row["basis"],
        reason=row["reason"],
        origin=Origin(row["origin"]),
        proposed_by=row["proposed_by"],
        side=Side(row["side"]),
        proposed_at=from_milliseconds(row["proposed_at"]),
        lapses_at=instant(row["lapses_at"]),
        state=RightState(row["state"]),
        effective=instant(row["effective"]),
        expires=instant(row["expires"]),
        decided_by=row["decided_by"],
        decided_at=instant(row["decided_at"]),
        because=row["because"],
        proposed_in=row["proposed_in"],
        decided_in=row["decided_in"],
    )


if TYPE_CHECKING:
    _conforms: type[Rights] = SqlRights
