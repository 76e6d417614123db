"""The tables, as numbered migrations: appended, never edited.

Instants are integers, milliseconds since 1970 in UTC; days are ISO dates; structures are JSON text.
Definitions are written in SQLite's words; ``storage/postgresql/tables.py`` knows PostgreSQL's.
"""

from __future__ import annotations

from typing import Protocol

from storage.schema_decisions import m007_decisions
from storage.schema_unasked import m005_unasked, m008_links


class Tables(Protocol):
    """A database whose tables are being made."""

    def execute(self, definition: str, /) -> object:
        """Make or change one table or index."""
        ...


def m001_audit(database: Tables) -> None:
    """Every request once, whatever the platform delivers twice."""
    database.execute(
        """
        CREATE TABLE audit (
            event_key    TEXT PRIMARY KEY,
            at           INTEGER NOT NULL,
            platform     TEXT NOT NULL,
            workspace    TEXT NOT NULL,
            "user"       TEXT NOT NULL,
            person       TEXT,
            channel      TEXT NOT NULL,
            thread       TEXT,
            verb         TEXT,
            outcome      TEXT NOT NULL,
            milliseconds INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )
    database.execute("CREATE INDEX audit_at ON audit (at)")


def m002_budgets(database: Tables) -> None:
    """Imported daily counts, and each objective's last good reading."""
    database.execute(
        """
        CREATE TABLE budget_day (
            slo         TEXT NOT NULL,
            day         TEXT NOT NULL,
            bad         INTEGER NOT NULL CHECK (bad >= 0),
            total       INTEGER NOT NULL CHECK (total >= bad),
            imported_at INTEGER NOT NULL,
            PRIMARY KEY (slo, day)
        ) STRICT, WITHOUT ROWID
        """
    )
    database.execute(
        """
        CREATE TABLE budget_reading (
            slo     TEXT PRIMARY KEY,
            at      INTEGER NOT NULL,
            reading TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )


def m003_conversations(database: Tables) -> None:
    """How a place is reached unasked, in the platform's own words."""
    database.execute(
        """
        CREATE TABLE conversation (
            platform  TEXT NOT NULL,
            channel   TEXT NOT NULL,
            workspace TEXT NOT NULL,
            held_with TEXT,
            within    TEXT,
            address   TEXT NOT NULL,
            at        INTEGER NOT NULL,
            PRIMARY KEY (platform, channel)
        ) STRICT, WITHOUT ROWID
        """
    )
    database.execute("CREATE INDEX conversation_user ON conversation (platform, held_with, at)")


def m004_oncall(database: Tables) -> None:
    """Each rotation's last good roster, and who stands in for whom."""
    database.execute(
        """
        CREATE TABLE roster (
            rotation TEXT PRIMARY KEY,
            at       INTEGER NOT NULL,
            roster   TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )
    database.execute(
        """
        CREATE TABLE cover (
            number       INTEGER NOT NULL PRIMARY KEY,
            rotation     TEXT NOT NULL,
            person       TEXT NOT NULL,
            covering_for TEXT NOT NULL,
            starts       INTEGER NOT NULL,
            ends         INTEGER NOT NULL CHECK (ends > starts),
            proposed_by  TEXT NOT NULL,
            proposed_at  INTEGER NOT NULL,
            state        TEXT NOT NULL,
            decided_by   TEXT,
            decided_at   INTEGER
        ) STRICT, WITHOUT ROWID
        """
    )
    database.execute("CREATE INDEX cover_within ON cover (rotation, ends, starts)")


def m006_calendars(database: Tables) -> None:
    """By which token each service's calendar is subscribed to."""
    database.execute(
        """
        CREATE TABLE calendar (
            service   TEXT PRIMARY KEY,
            token     TEXT NOT NULL UNIQUE,
            issued_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )


MIGRATIONS = (
    m001_audit,
    m002_budgets,
    m003_conversations,
    m004_oncall,
    m005_unasked,
    m006_calendars,
    m007_decisions,
    m008_links,
)
"""All of them, in order; ``storage/version.py`` counts them."""


def migrate(database: Tables, *, found: int) -> None:
    """Bring a database up to date; the caller holds the transaction and notes the version.

    Args:
        database: The database.
        found: The version that it has.
    """
    for migration in MIGRATIONS[found:]:
        migration(database)
