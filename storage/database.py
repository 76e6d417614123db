"""Opens the SQLite store, brings it up to date, and runs transactions on a thread of its own.

Nothing can wait inside a transaction: work is a plain function, one at a time, under BEGIN
IMMEDIATE, so that a reader that becomes a writer never finds the database busy.
"""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from bot.ports.store import Durability
from storage.audit import SqlAuditLog
from storage.budgets import SqlBudgetLedger
from storage.statements import empty
from storage.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.ports.store import Store, Tx

T = TypeVar("T")

BUSY_SECONDS = 10
_SYNCHRONOUS = {Durability.CRASH: "NORMAL", Durability.POWER_LOSS: "FULL"}


class StoreTooNew(Exception):  # noqa: N818 - it reads as what it says
    """The file was written by a newer Rapport."""

    def __init__(self, path: Path, found: int) -> None:
        super().__init__(
            f"{path} was written by a newer Rapport (schema {found}, this one knows {VERSION})."
        )


@dataclass(frozen=True)
class SqlTx:
    """An open transaction, with the aggregates on it."""

    connection: sqlite3.Connection

    @cached_property
    def audit(self) -> SqlAuditLog:
        """Every request, once."""
        return SqlAuditLog(self.connection)

    @cached_property
    def budgets(self) -> SqlBudgetLedger:
        """Imported counts and last good readings."""
        return SqlBudgetLedger(self.connection)


class SqliteStore:
    """The default store: one file, one thread, a connection for each durability."""

    def __init__(self, connections: dict[Durability, sqlite3.Connection]) -> None:
        self._transactions = {kept: SqlTx(each) for kept, each in connections.items()}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    async def transact(
        self, work: Callable[[Tx], T], *, durability: Durability = Durability.POWER_LOSS
    ) -> T:
        """Run ``work`` in one transaction: all of it is committed, or nothing if it raises."""
        loop = asyncio.get_running_loop()
        tx = self._transactions[durability]
        return await loop.run_in_executor(self._thread, _run, tx, work)

    async def empty(self) -> None:
        """Forget everything; for the demo's reset."""
        await self.transact(lambda tx: empty(cast("SqlTx", tx).connection))

    def close(self) -> None:
        """Finish what was begun and close the file."""
        self._thread.shutdown()
        for tx in self._transactions.values():
            tx.connection.close()


def _run(tx: SqlTx, work: Callable[[Tx], T]) -> T:
    execute = tx.connection.execute
    execute("BEGIN IMMEDIATE")
    try:
        result = work(tx)
    except BaseException:
        execute("ROLLBACK")
        raise
    execute("COMMIT")
    return result


def open_store(path: Path) -> SqliteStore:
    """Open a store, creating or migrating it as needed.

    Raises:
        StoreTooNew: The file was written by a newer version.
        sqlite3.Error: It is not a database, or cannot be opened.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    full = _connect(path, Durability.POWER_LOSS)
    _migrate(full, path)
    return SqliteStore(
        {Durability.POWER_LOSS: full, Durability.CRASH: _connect(path, Durability.CRASH)}
    )


def _connect(path: Path, durability: Durability) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
    )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {_SYNCHRONOUS[durability]}")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection) == VERSION:
        return
    from sqlite_utils import Database  # noqa: PLC0415 - costs start-up time, needed only here

    from storage.schema import migrate  # noqa: PLC0415 - the same

    connection.execute("BEGIN IMMEDIATE")
    try:
        if (found := _version(connection)) > VERSION:
            raise StoreTooNew(path, found)  # noqa: TRY301 - inside, so that it rolls back
        if found < VERSION:
            migrate(Database(connection))
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


if TYPE_CHECKING:
    _conforms: type[Store] = SqliteStore
