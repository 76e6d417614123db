"""What aggregates hold on PostgreSQL: a connection lent by the pool for one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import psycopg
from psycopg.pq import TransactionStatus

from storage.postgresql.fate import kept

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from psycopg_pool import ConnectionPool

    from storage.statements import Value

Raw: TypeAlias = psycopg.Connection[tuple[Any, ...]]
Cursor: TypeAlias = psycopg.Cursor[tuple[Any, ...]]

_LAST_WORDS = {"FATAL", "PANIC"}
"""How grave an error is after which a server hangs up."""
_OPEN = {TransactionStatus.INTRANS, TransactionStatus.INERROR, TransactionStatus.ACTIVE}

_TRANSACTION = "SELECT pg_current_xact_id_if_assigned()::text"
"""The transaction's number, if it wrote something: by that it is known if its end is not heard."""


class ErrorWasHidden(RuntimeError):  # noqa: N818 - it reads as what it says
    """A work went on after a statement had failed; PostgreSQL would keep nothing of it."""


class Session:
    """A connection as ``storage/statements.py`` wants it, while the pool lends one.

    Args:
        pool: Its connections are in autocommit: what begins and ends is said in SQL.
    """

    def __init__(self, pool: ConnectionPool[Raw]) -> None:
        self._pool = pool
        self._lent: Raw | None = None

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Have a connection.

        Raises:
            PoolTimeout: None could be had in time, for the server does not answer.
        """
        self._lent = self._pool.getconn()
        try:
            yield
        finally:
            self._pool.putconn(self._raw)
            if self.lost:
                self._pool.check()  # after a restart the others are lost as well

    @property
    def _raw(self) -> Raw:
        if self._lent is None:
            raise RuntimeError("No connection was lent.")
        return self._lent

    @property
    def lost(self) -> bool:
        """Whether nothing more can be said, so that nothing that was begun will be kept."""
        return self._raw.closed

    @property
    def in_transaction(self) -> bool:
        """Whether something was begun that is neither committed nor undone."""
        return self._raw.info.transaction_status in _OPEN

    def execute(self, statement: str, parameters: Mapping[str, Value] | None = None, /) -> Cursor:
        """Run a statement; without parameters it may be several, with semicolons between."""
        values = tuple(parameters.values()) if parameters else None
        prepare = None if values else False
        try:
            return self._raw.execute(statement.encode(), values, prepare=prepare)
        except psycopg.Error as error:
            if error.diag.severity_nonlocalized in _LAST_WORDS:
                self._raw.close()
            raise

    def commit(self) -> None:
        """Keep what was done; if the connection is lost just then, find out whether it was kept.

        Raises:
            CommitUnknown: It cannot be found out.
        """
        if self._raw.info.transaction_status is TransactionStatus.INERROR:
            raise ErrorWasHidden("A statement failed, and the work did not raise what it said.")
        (transaction,) = self.execute(_TRANSACTION).fetchone() or (None,)
        try:
            self.execute("COMMIT")
        except psycopg.OperationalError:
            if not (self.lost and transaction and kept(transaction, pool=self._pool)):
                raise

    def rollback(self) -> None:
        """Undo what was begun, if anything was; a server does so by itself when it is left."""
        if not self.in_transaction:
            return
        try:
            self.execute("ROLLBACK")
        except psycopg.OperationalError:
            self._raw.close()
