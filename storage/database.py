"""Opens the SQLite store, brings it up to date, and runs transactions on a thread of its own.

Nothing can wait inside a transaction: work is a plain function, one at a time, under BEGIN
IMMEDIATE, so that a reader that becomes a writer never finds the database busy.
"""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, TypeVar

from bot.ports.store import Durability
from storage.errors import StoreTooNew, StoreUnusable
from storage.transactions import together, transaction
from storage.tx import SqlTx
from storage.version import VERSION
from storage.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.ports.store import Store, Tx

T = TypeVar("T")

_ADVICE = (
    "Look whether `storage.path` in app.yaml names the right file, and whether Rapport may read "
    "and write it. A file that is no store can be moved away: Rapport then makes a new one."
)
BUSY_SECONDS = 10
_SYNCHRONOUS = {Durability.CRASH: "NORMAL", Durability.POWER_LOSS: "FULL"}


class SqliteStore:
    """The default store: one file, one thread, a connection for each durability.

    Attributes:
        place: Where it lies.
    """

    def __init__(self, path: Path, connections: dict[Durability, sqlite3.Connection]) -> None:
        self.place = str(path)
        self._connections = connections
        self._transactions = {kept: SqlTx(each) for kept, each in connections.items()}
        self._worker = Worker(together)

    async def transact(
        self, work: Callable[[Tx], T], *, durability: Durability = Durability.POWER_LOSS
    ) -> T:
        """Run ``work`` in one transaction: all of it is committed, or nothing if it raises."""
        return await self._worker.do(self._transactions[durability], work)

    async def empty(self) -> None:
        """Forget everything; for the demo's reset."""
        await self.transact(lambda _: _empty(self._connections[Durability.POWER_LOSS]))

    def close(self) -> None:
        """Finish what was begun and close the file."""
        self._worker.close()
        for connection in self._connections.values():
            connection.close()


def open_store(path: Path) -> SqliteStore:
    """Open a store, creating or migrating it as needed.

    Raises:
        StoreTooNew: The file was written by a newer version.
        StoreUnusable: Its folder is missing, it is not a database, or it cannot be opened.
    """
    if not path.parent.is_dir():
        raise StoreUnusable(
            f"The store {path} cannot be opened: there is no folder {path.parent}.",
            next_step="Make the folder, or look whether `storage.path` in app.yaml is right.",
        )
    try:
        with ExitStack() as opening:
            connections = {
                durability: opening.enter_context(closing(_connect(path)))
                for durability in Durability
            }
            for durability, connection in connections.items():
                _prepare(connection, durability)
            _migrate(connections[Durability.POWER_LOSS], path)
            opening.pop_all()
    except (sqlite3.Error, OSError) as error:
        raise StoreUnusable(
            f"The store {path} cannot be opened: {error}.", next_step=_ADVICE
        ) from error
    return SqliteStore(path, connections)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
    )


def _prepare(connection: sqlite3.Connection, durability: Durability) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {_SYNCHRONOUS[durability]}")
    connection.execute("PRAGMA foreign_keys = ON")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection) == VERSION:
        return
    from storage.schema import migrate  # noqa: PLC0415 - needed only here

    with transaction(SqlTx(connection)):
        if (found := _version(connection)) > VERSION:
            raise StoreTooNew(path, found, setting="storage.path")
        migrate(connection, found=found)
        connection.execute(f"PRAGMA user_version = {VERSION:d}")


def _version(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def _empty(connection: sqlite3.Connection) -> None:
    """Delete every row of every table of ours."""
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%sqlite_%'"
    ).fetchall()
    for (name,) in tables:
        connection.execute(f'DELETE FROM "{name}"')  # noqa: S608 - names of our own tables


if TYPE_CHECKING:
    _conforms: type[Store] = SqliteStore
