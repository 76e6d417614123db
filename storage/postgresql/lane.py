"""A thread that does transactions of one kind on lent connections, and outlives lost ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import psycopg
from psycopg_pool import PoolTimeout

from storage.errors import StoreUnusable
from storage.postgresql.session import Session
from storage.transactions import together
from storage.tx import SqlTx
from storage.worker import Outcome, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from psycopg_pool import ConnectionPool

    from bot.ports.store import Tx
    from storage.postgresql.session import Raw

T = TypeVar("T")

REPEATS = 3
"""How often work that certainly was not committed is done again."""
_UNDONE = (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure)


class Lane:
    """Does work in order.

    Args:
        pool: Lends connections.
        begin: The statement that begins a transaction.
    """

    def __init__(self, pool: ConnectionPool[Raw], *, begin: str) -> None:
        self._session = Session(pool)
        self._tx = SqlTx(self._session, begin)
        self._worker = Worker(self._together)

    async def do(self, work: Callable[[Tx], T]) -> T:
        """Have something done; what it raises is raised here."""
        return await self._worker.do(self._tx, work)

    def close(self) -> None:
        """Finish what was given, and end."""
        self._worker.close()

    def _together(self, tx: SqlTx, works: Sequence[Callable[[SqlTx], Any]]) -> Sequence[Outcome]:
        outcomes = self._once(tx, works)
        for _ in range(REPEATS):
            undone = [n for n, each in enumerate(outcomes) if self._was_undone(each.error)]
            if not undone:
                break
            again = iter(self._once(tx, [works[n] for n in undone]))
            outcomes = [next(again) if n in undone else each for n, each in enumerate(outcomes)]
        return outcomes

    def _once(self, tx: SqlTx, works: Sequence[Callable[[SqlTx], Any]]) -> Sequence[Outcome]:
        try:
            with self._session.lent():
                return together(tx, works)
        except PoolTimeout:
            return [Outcome(None, _away())] * len(works)

    def _was_undone(self, error: BaseException | None) -> bool:
        """Whether something was not committed for sure, and may go well when it is done again."""
        if isinstance(error, _UNDONE):
            return True
        return isinstance(error, psycopg.OperationalError) and self._session.lost


def _away() -> StoreUnusable:
    return StoreUnusable(
        "PostgreSQL, where Rapport remembers, does not answer; nothing was changed.",
        next_step="Try again in a minute. If it goes on, tell whoever runs Rapport.",
    )
