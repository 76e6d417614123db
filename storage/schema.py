"""The tables, as numbered migrations: appended, never edited.

Instants are integers, milliseconds since 1970 in UTC; days are ISO dates; structures are JSON text.
Definitions are written in SQLite's words; ``storage/postgresql/tables.py`` knows PostgreSQL's.
"""

from __future__ import annotations

from typing import Protocol


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


def m005_unasked(database: Tables) -> None:
    """What is due when, what is to be said unasked, and how fast that may go."""
    database.execute(
        """
        CREATE TABLE due (
            number     INTEGER NOT NULL PRIMARY KEY,
            job        TEXT NOT NULL,
            slot       TEXT NOT NULL,
            series     TEXT NOT NULL,
            at         INTEGER NOT NULL,
            ready      INTEGER,
            attempts   INTEGER NOT NULL,
            claimed_by TEXT,
            became     TEXT,
            closed_at  INTEGER,
            UNIQUE (job, slot)
        ) STRICT
        """
    )
    database.execute("CREATE INDEX due_ready ON due (ready) WHERE ready IS NOT NULL")
    database.execute("CREATE INDEX due_series ON due (job, series, at)")
    database.execute("CREATE INDEX due_closed ON due (closed_at) WHERE closed_at IS NOT NULL")
    database.execute(
        """
        CREATE TABLE planning (
            job TEXT PRIMARY KEY,
            at  INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )
    database.execute(
        """
        CREATE TABLE outbox (
            number        INTEGER NOT NULL PRIMARY KEY,
            key           TEXT NOT NULL UNIQUE,
            platform      TEXT NOT NULL,
            lane          TEXT NOT NULL,
            channel       TEXT,
            thread        TEXT,
            direct        INTEGER NOT NULL,
            person        TEXT,
            card          TEXT NOT NULL,
            replaces      TEXT,
            otherwise     TEXT,
            state         TEXT NOT NULL,
            ready         INTEGER,
            attempts      INTEGER NOT NULL,
            first_at      INTEGER,
            begun         INTEGER,
            repeated      INTEGER NOT NULL,
            claimed_by    TEXT,
            posted_in     TEXT,
            thread_of     TEXT,
            posted_direct INTEGER,
            message       TEXT,
            why           TEXT,
            closed_at     INTEGER
        ) STRICT
        """
    )
    database.execute(
        "CREATE INDEX outbox_open ON outbox (platform, lane, number) WHERE ready IS NOT NULL"
    )
    database.execute("CREATE INDEX outbox_closed ON outbox (closed_at) WHERE closed_at IS NOT NULL")
    database.execute(
        """
        CREATE TABLE pace (
            platform TEXT NOT NULL,
            lane     TEXT NOT NULL,
            free_at  INTEGER NOT NULL,
            state    TEXT NOT NULL,
            PRIMARY KEY (platform, lane)
        ) STRICT, WITHOUT ROWID
        """
    )


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


def m007_decisions(database: Tables) -> None:
    """Who may decide what, what was decided, which incidents ran, and every step of it."""
    database.execute(
        """
        CREATE TABLE decision_right (
            number       INTEGER NOT NULL PRIMARY KEY,
            version      INTEGER NOT NULL,
            engagement   TEXT NOT NULL,
            kind         TEXT NOT NULL,
            approver     TEXT NOT NULL,
            delegate     TEXT,
            driver       TEXT,
            contributors TEXT NOT NULL,
            informed     TEXT NOT NULL,
            veto         TEXT NOT NULL,
            basis        TEXT,
            reason       TEXT,
            origin       TEXT NOT NULL,
            proposed_by  TEXT NOT NULL,
            side         TEXT NOT NULL,
            proposed_at  INTEGER NOT NULL,
            lapses_at    INTEGER,
            state        TEXT NOT NULL,
            effective    INTEGER,
            expires      INTEGER,
            decided_by   TEXT,
            decided_at   INTEGER,
            because      TEXT,
            proposed_in  TEXT,
            decided_in   TEXT,
            UNIQUE (engagement, kind, version)
        ) STRICT
        """
    )
    for state in ("active", "proposed"):  # at most one of each, of a kind in an engagement
        database.execute(
            f"CREATE UNIQUE INDEX decision_right_{state} ON decision_right (engagement, kind) "
            f"WHERE state = '{state}'"
        )
    database.execute(
        """
        CREATE TABLE decision_seed (
            engagement  TEXT NOT NULL,
            kind        TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            PRIMARY KEY (engagement, kind)
        ) STRICT, WITHOUT ROWID
        """
    )
    database.execute(
        """
        CREATE TABLE decision (
            number        INTEGER NOT NULL PRIMARY KEY,
            engagement    TEXT NOT NULL,
            service       TEXT NOT NULL,
            kind          TEXT NOT NULL,
            question      TEXT NOT NULL,
            options       TEXT NOT NULL,
            state         TEXT NOT NULL,
            opened_by     TEXT NOT NULL,
            opened_at     INTEGER NOT NULL,
            opened_in     TEXT NOT NULL,
            approver      TEXT,
            delegate      TEXT,
            rests_on      INTEGER,
            delegate_from INTEGER,
            due           INTEGER,
            escalated_to  TEXT,
            outcome       TEXT,
            rationale     TEXT,
            decided_by    TEXT,
            decided_at    INTEGER,
            decided_in    TEXT,
            review_at     INTEGER,
            expires       INTEGER,
            reversible    INTEGER NOT NULL,
            supersedes    INTEGER,
            superseded_by INTEGER,
            ended_by      TEXT,
            ended_at      INTEGER,
            because       TEXT,
            searched      TEXT NOT NULL
        ) STRICT
        """
    )
    database.execute("CREATE INDEX decision_kind ON decision (engagement, kind, number)")
    database.execute("CREATE INDEX decision_service ON decision (service, number)")
    database.execute("CREATE INDEX decision_state ON decision (state, number)")
    database.execute(
        """
        CREATE TABLE incident (
            number      INTEGER NOT NULL PRIMARY KEY,
            service     TEXT NOT NULL,
            severity    INTEGER NOT NULL,
            commander   TEXT NOT NULL,
            declared_by TEXT NOT NULL,
            began       INTEGER NOT NULL,
            ended       INTEGER,
            ended_by    TEXT,
            link        TEXT
        ) STRICT
        """
    )
    database.execute(
        "CREATE UNIQUE INDEX incident_running ON incident (service) WHERE ended IS NULL"
    )
    database.execute(
        """
        CREATE TABLE history (
            number    INTEGER NOT NULL PRIMARY KEY,
            subject   TEXT NOT NULL,
            what      TEXT NOT NULL,
            at        INTEGER NOT NULL,
            person    TEXT,
            event_key TEXT,
            before    TEXT,
            after     TEXT NOT NULL,
            link      TEXT
        ) STRICT
        """
    )
    database.execute("CREATE INDEX history_subject ON history (subject, number)")


def m008_links(database: Tables) -> None:
    """Where what was posted unasked can be read."""
    database.execute("ALTER TABLE outbox ADD COLUMN link TEXT")


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
