"""The audit: every request once. Its unique event key is what makes retries harmless."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.statements import run, to_milliseconds

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ports.store import AuditEntry, AuditLog
    from storage.statements import Connection

_RECORD = """
    INSERT INTO audit (event_key, at, platform, workspace, "user", person, channel, thread,
                       verb, outcome, milliseconds)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (event_key) DO NOTHING
"""
_KNOWS = "SELECT 1 FROM audit WHERE event_key = $1"
_USER_OF = """
    SELECT "user" FROM audit WHERE platform = $1 AND person = $2 ORDER BY at DESC LIMIT 1
"""
_FORGET = "DELETE FROM audit WHERE at < $1"


@dataclass(frozen=True, slots=True)
class SqlAuditLog:
    """The audit's statements, on an open transaction."""

    connection: Connection

    def record(self, entry: AuditEntry) -> bool:
        """Write a request down; False when its event key was already there."""
        cursor = run(
            self.connection,
            _RECORD,
            entry.event_key,
            to_milliseconds(entry.at),
            entry.platform,
            entry.workspace,
            entry.user,
            entry.person,
            entry.channel,
            entry.thread,
            entry.verb,
            entry.outcome,
            entry.milliseconds,
        )
        return cursor.rowcount == 1

    def knows(self, event_key: str) -> bool:
        """Whether a request of this key was written down."""
        return run(self.connection, _KNOWS, event_key).fetchone() is not None

    def user_of(self, person: str, platform: str) -> str | None:
        """As which user of a platform somebody asked last; None if they never did."""
        row = run(self.connection, _USER_OF, platform, person).fetchone()
        return row[0] if row else None

    def forget_before(self, instant: datetime) -> int:
        """Delete older rows; returns how many."""
        return run(self.connection, _FORGET, to_milliseconds(instant)).rowcount


if TYPE_CHECKING:
    _conforms: type[AuditLog] = SqlAuditLog
