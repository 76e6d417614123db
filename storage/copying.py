"""``rapport storage copy``: everything from a SQLite file into PostgreSQL, or nothing of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import Usage
from storage.database import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bot.config.loading import Storage
    from storage.postgresql.filling import Table


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied.

    Attributes:
        source: The file.
        place: Where it is now.
        rows: How many rows each table has, on both sides.
    """

    source: Path
    place: str
    rows: Mapping[str, int]

    def __str__(self) -> str:
        wide = max(map(len, self.rows))
        lines = (f"  {name:{wide}}  {count:>9,}" for name, count in self.rows.items())
        return "\n".join(
            (
                f"Copied {self.source} into {self.place}. Rows, the same on both sides:",
                *lines,
                f"  {'together':{wide}}  {sum(self.rows.values()):>9,}",
                "Start Rapport with this configuration, and keep the file until you trust it.",
            )
        )


def copy(source: Path, into: Storage, *, environ: Mapping[str, str]) -> Copied:
    """Copy a store; the file stays as it is, but for migrations that it lacked.

    Args:
        source: The SQLite file.
        into: The PostgreSQL that app.yaml names, with no rows yet.
        environ: Where its address is.

    Raises:
        Usage: There is nothing to copy, or nowhere to copy it to.
        Conflict: There are rows already; nothing was copied.
        StoreUnusable: One of the two cannot be opened.
    """
    if into.url_env is None:
        raise Usage(
            "app.yaml names no PostgreSQL to copy into.",
            next_step="Write `storage: {url_env: RAPPORT_DATABASE_URL}` there, and set that "
            "variable to its address.",
        )
    _must_be_a_store(source)
    from storage.postgresql.filling import fill  # noqa: PLC0415 - PostgreSQL's library is heavy
    from storage.postgresql.opening import open_postgresql  # noqa: PLC0415 - the same

    open_store(source).close()
    with closing(open_postgresql(into.url_env, environ=environ)) as there:
        place = there.place
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")  # nobody else writes meanwhile
        rows = fill(into.url_env, tuple(_tables(connection)), environ=environ)
        connection.execute("ROLLBACK")
    return Copied(source, place, rows)


def _must_be_a_store(source: Path) -> None:
    if not source.is_file():
        raise Usage(
            f"There is no file {source}.",
            next_step="Name the one that `storage.path` named in app.yaml until now.",
        )
    try:
        with closing(sqlite3.connect(f"file:{source.resolve()}?mode=ro", uri=True)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError:
        version = 0
    if version == 0:
        raise Usage(
            f"{source} was not written by Rapport.",
            next_step="Name the file that `storage.path` named in app.yaml until now.",
        )


def _tables(connection: sqlite3.Connection) -> Iterator[Table]:
    from sqlite_utils import Database  # noqa: PLC0415 - costs start-up time, needed only here

    from storage.postgresql.filling import Table  # noqa: PLC0415 - the same

    database = Database(connection)
    for name in sorted(database.table_names()):
        if "sqlite_" in name:
            continue
        table = database[name]
        columns = tuple(table.columns_dict)
        named = ", ".join(f'"{column}"' for column in columns)
        rows = connection.execute(f'SELECT {named} FROM "{name}"')  # noqa: S608 - our own names
        yield Table(name, columns, rows, table.count)
