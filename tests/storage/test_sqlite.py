"""What SQLite alone has: a connection for each durability, and disks that are full."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, cast

import pytest

from bot.ports.store import Durability
from storage.database import SqliteStore, open_store
from tests.storage.build import asked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.ports.store import Tx
    from storage.tx import SqlTx

OFF, NORMAL, FULL = range(3)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(open_store(tmp_path / "rapport.db")) as opened:
        yield opened


def _pragma(name: str, tx: Tx) -> int:
    found: int = cast("SqlTx", tx).connection.execute(f"PRAGMA {name}").fetchone()[0]
    return found


async def test_a_disk_that_is_full_fails_that_write_and_not_the_next(store: SqliteStore) -> None:
    def fill(tx: Tx) -> None:
        connection = cast("SqlTx", tx).connection
        connection.execute("CREATE TABLE ballast (bytes BLOB)")
        connection.execute("INSERT INTO ballast VALUES (zeroblob(10000000))")

    def limit(tx: Tx, pages: int) -> None:
        cast("SqlTx", tx).connection.execute(f"PRAGMA max_page_count = {pages}")

    await store.transact(lambda tx: limit(tx, 100))
    with pytest.raises(sqlite3.OperationalError, match="full"):
        await store.transact(fill)
    assert await store.transact(lambda tx: tx.audit.record(asked("a"))) is True


@pytest.mark.parametrize(
    ("durability", "synchronous"), [(Durability.CRASH, NORMAL), (Durability.POWER_LOSS, FULL)]
)
async def test_each_durability_has_a_connection_of_its_own(
    durability: Durability, synchronous: int, store: SqliteStore
) -> None:
    pragmas = [
        await store.transact(lambda tx, name=name: _pragma(name, tx), durability=durability)  # type: ignore[misc] # mypy cannot infer a lambda with a default
        for name in ("synchronous", "foreign_keys")
    ]
    assert pragmas == [synchronous, 1]


async def test_what_nobody_marks_survives_a_power_cut(store: SqliteStore) -> None:
    assert await store.transact(lambda tx: _pragma("synchronous", tx)) == FULL
