"""Tables of what happens unasked, and how it is said; part of ``schema.py``, never edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.schema import Tables


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


def m008_links(database: Tables) -> None:
    """Where what was posted unasked can be read."""
    database.execute("ALTER TABLE outbox ADD COLUMN link TEXT")
