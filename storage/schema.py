"""The tables, as numbered migrations: appended, never edited.

Instants are integers, milliseconds since 1970 in UTC; days are ISO dates; structures are JSON text.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from storage.version import VERSION

MIGRATIONS = Migrations("rapport")


@MIGRATIONS()
def m001_audit(database: Database) -> None:
    """Every request once, whatever the platform delivers twice."""
    database.execute(
        """
        CREATE TABLE audit (
            event_key    TEXT PRIMARY KEY,
            at           INTEGER NOT NULL,
            platform     TEXT NOT NULL,
            workspace    TEXT NOT NULL,
            user         TEXT NOT NULL,
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


@MIGRATIONS()
def m002_budgets(database: Database) -> None:
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


@MIGRATIONS()
def m003_conversations(database: Database) -> None:
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


@MIGRATIONS()
def m004_oncall(database: Database) -> None:
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


def migrate(database: Database) -> None:
    """Bring a database up to ``VERSION``; the caller holds the transaction."""
    MIGRATIONS.apply(database)
    database.execute(f"PRAGMA user_version = {VERSION:d}")
