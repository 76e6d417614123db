"""Opens the SQLite store, brings it up to date, and runs transactions on a thread of its own.

Nothing can wait inside a transaction: work is a plain function, one at a time, under BEGIN
IMMEDIATE, so that a reader that becomes a writer never finds the database busy.
"""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from bot.errors import BotError
from bot.ports.store import Durability
from storage.audit import SqlAuditLog
from storage.budgets import SqlBudgetLedger
from storage.conversations import SqlConversations
from storage.covers import SqlCovers
from storage.rosters import SqlRosters
from storage.statements import empty
from storage.transactions import together, transaction
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


class StoreUnusable(BotError):  # noqa: N818 - it reads as what it says
    """The store cannot be used; the message says why, and the next step what to do."""

    code = "store_unusable"


class StoreTooNew(StoreUnusable):
    """The file was written by a newer Rapport."""

    def __init__(self, path: Path, found: int) -> None:
        super().__init__(
            f"{path} was written by a newer Rapport (schema {found}, this one knows {VERSION}).",
            next_step="Install that Rapport, or name another file as `storage.path` in app.yaml.",
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

    @cached_property
    def conversations(self) -> SqlConversations:
        """Places that a platform let us into."""
        return SqlConversations(self.connection)

    @cached_property
    def rosters(self) -> SqlRosters:
        """Each rotation's last good roster."""
        return SqlRosters(self.connection)

    @cached_property
    def covers(self) -> SqlCovers:
        """Who stands in for whom."""
        return SqlCovers(self.connection)


class SqliteStore:
    """The default store: one file, one thread, a connection for each durability."""

    def __init__(self, connections: dict[Durability, sqlite3.Connection]) -> None:
        self._transactions = {kept: SqlTx(each) for kept, each in connections.items()}
        self._worker = Worker(together)

    async def transact(
        self, work: Callable[[Tx], T], *, durability: Durability = Durability.POWER_LOSS
    ) -> T:
        """Run ``work`` in one transaction: all of it is committed, or nothing if it raises."""
        return await self._worker.do(self._transactions[durability], work)

    async def empty(self) -> None:
        """Forget everything; for the demo's reset."""
        await self.transact(lambda tx: empty(cast("SqlTx", tx).connection))

    def close(self) -> None:
        """Finish what was begun and close the file."""
        self._worker.close()
        for tx in self._transactions.values():
            tx.connection.close()


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
    return SqliteStore(connections)


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
    from sqlite_utils import Database  # noqa: PLC0415 - costs start-up time, needed only here

    from storage.schema import migrate  # noqa: PLC0415 - the same

    with transaction(connection):
        if (found := _version(connection)) > VERSION:
            raise StoreTooNew(path, found)
        if found < VERSION:
            migrate(Database(connection))


def _version(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


if TYPE_CHECKING:
    _conforms: type[Store] = SqliteStore
