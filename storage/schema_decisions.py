"""Tables of who decides, and of what was decided; part of ``schema.py``, never edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.schema import Tables


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
