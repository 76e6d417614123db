"""Makes tables: definitions are written in SQLite's words, and PostgreSQL has others for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storage.errors import StoreTooNew
from storage.schema import migrate
from storage.statements import run
from storage.version import VERSION

if TYPE_CHECKING:
    from storage.statements import Connection

_WORDS = {
    "INTEGER": "BIGINT",
    "REAL": "DOUBLE PRECISION",
    "TEXT": 'TEXT COLLATE "C"',  # sorted by code, as SQLite does, whatever the server's language
    "STRICT, WITHOUT ROWID": "",
    "STRICT": "",
}
_WORD = re.compile("|".join(rf"\b{word}\b" for word in _WORDS))
_VERSION_TABLE = "CREATE TABLE rapport_schema (version BIGINT NOT NULL)"
_HAS_VERSION = """
    SELECT 1 FROM pg_class
    WHERE relname = 'rapport_schema' AND relnamespace = current_schema()::regnamespace
"""
_OURS = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
      AND relname <> 'rapport_schema' ORDER BY relname
"""


def translated(definition: str) -> str:
    """A definition in PostgreSQL's words."""
    return _WORD.sub(lambda found: _WORDS[found[0]], definition)


class _Definitions:
    def __init__(self, session: Connection) -> None:
        self._session = session

    def execute(self, definition: str, /) -> object:
        """Make or change one table or index."""
        return self._session.execute(translated(definition))


def bring_up_to_date(session: Connection, *, place: str) -> None:
    """Migrate a database; the caller holds the transaction, and no other writer is in it.

    Raises:
        StoreTooNew: A newer Rapport was here.
    """
    found = version(session)
    if found is None:
        session.execute(_VERSION_TABLE)
        session.execute("INSERT INTO rapport_schema VALUES (0)")
    elif found > VERSION:
        raise StoreTooNew(place, found, setting="storage.url_env")
    migrate(_Definitions(session), found=found or 0)
    run(session, "UPDATE rapport_schema SET version = $1", VERSION)


def version(session: Connection) -> int | None:
    """The version of a database's tables; None if it has none.

    The catalogue is read, for ``to_regclass`` may remember what was before the lock was had.
    """
    if session.execute(_HAS_VERSION).fetchone() is None:
        return None
    found: int = session.execute("SELECT version FROM rapport_schema").fetchone()[0]
    return found


def tables(session: Connection) -> list[str]:
    """The names of all that hold rows of ours."""
    return [name for (name,) in session.execute(_OURS).fetchall()]


def empty(session: Connection) -> None:
    """Delete every row of every table of ours."""
    for name in tables(session):
        session.execute(f'DELETE FROM "{name}"')  # noqa: S608 - names of our own tables
