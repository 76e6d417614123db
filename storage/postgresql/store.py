"""PostgreSQL's store: SQLite's promises, for several processes, through a restart of the database.

What must survive a power cut takes one lock across all processes, so that a work finds what it
would find under SQLite's BEGIN IMMEDIATE. Audit rows of readings, whose keys are unique, take no
lock and wait for no disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from bot.ports.store import Durability
from storage.postgresql.lane import Lane
from storage.postgresql.tables import empty

if TYPE_CHECKING:
    from collections.abc import Callable

    from psycopg_pool import ConnectionPool

    from bot.ports.store import Store, Tx
    from storage.postgresql.session import Raw
    from storage.tx import SqlTx

T = TypeVar("T")

BUSY_SECONDS = 10
"""How long a writer waits for another; and how long one may ponder before it loses its turn."""
_WRITER = int.from_bytes(b"rapport", "big")
_BEGIN = f"""
    BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
    SET LOCAL lock_timeout = '{BUSY_SECONDS}s';
    SET LOCAL idle_in_transaction_session_timeout = '{BUSY_SECONDS}s';
"""
BEGIN = {
    Durability.CRASH: f"{_BEGIN} SET LOCAL synchronous_commit = off",
    Durability.POWER_LOSS: f"{_BEGIN} SELECT pg_advisory_xact_lock({_WRITER})",
}


class PostgresStore:
    """The store of several machines: a lane for each durability, on connections of a pool.

    Attributes:
        place: Where it lies.
    """

    def __init__(self, place: str, pool: ConnectionPool[Raw]) -> None:
        self.place = place
        self._pool = pool
        self._lanes = {each: Lane(pool, begin=BEGIN[each]) for each in Durability}

    async def transact(
        self, work: Callable[[Tx], T], *, durability: Durability = Durability.POWER_LOSS
    ) -> T:
        """Run ``work`` in one transaction: all of it is committed, or nothing if it raises.

        Raises:
            StoreUnusable: PostgreSQL does not answer, and nothing was committed.
            CommitUnknown: It went away while it committed, and did not come back in time.
        """
        return await self._lanes[durability].do(work)

    async def empty(self) -> None:
        """Forget everything; for the demo's reset."""
        await self.transact(lambda tx: empty(cast("SqlTx", tx).connection))

    def close(self) -> None:
        """Finish what was begun and close every connection."""
        for lane in self._lanes.values():
            lane.close()
        self._pool.close()


if TYPE_CHECKING:
    _conforms: type[Store] = PostgresStore
