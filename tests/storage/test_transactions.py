"""One write, one transaction: all of it or nothing, on the durability that it needs."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest

from bot.ports.store import Durability
from storage.database import SqliteStore, open_store
from tests.fakes.clock import NOON
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


async def test_work_that_raises_leaves_nothing_behind(store: SqliteStore) -> None:
    def work(tx: Tx) -> None:
        tx.audit.record(asked("a"))
        raise LookupError("changed my mind")

    with pytest.raises(LookupError, match="changed my mind"):
        await store.transact(work)
    assert await store.transact(lambda tx: tx.audit.knows("a")) is False


async def test_after_a_failure_the_store_goes_on_working(store: SqliteStore) -> None:
    def work(tx: Tx) -> None:
        cast("SqlTx", tx).connection.execute("INSERT INTO nowhere VALUES (1)")

    for durability in Durability:
        with pytest.raises(sqlite3.OperationalError):
            await store.transact(work, durability=durability)
        assert await store.transact(lambda tx: tx.audit.record(asked("a"))) in {True, False}


async def test_a_disk_that_is_full_fails_that_write_and_not_the_next(store: SqliteStore) -> None:
    def fill(tx: Tx) -> None:
        connection = cast("SqlTx", tx).connection
        connection.execute("CREATE TABLE ballast (bytes BLOB)")
        connection.execute("INSERT INTO ballast VALUES (zeroblob(10000000))")

    def limit(tx: Tx, pages: int) -> None:
        cast("SqlTx", tx).connection.execute(f"PRAGMA max_page_count = {pages}")

    await store.transact(lambda tx: limit(tx, 40))
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


async def test_a_key_is_recorded_once_by_two_stores_on_one_file(
    store: SqliteStore, tmp_path: Path
) -> None:
    with closing(open_store(tmp_path / "rapport.db")) as other:
        for serial in range(50):
            entry = asked(f"event {serial}")
            recorded = await asyncio.gather(
                *(
                    each.transact(
                        lambda tx, entry=entry: tx.audit.record(entry),  # type: ignore[misc] # as above
                        durability=Durability.CRASH,
                    )
                    for each in (store, other)
                )
            )
            assert sorted(recorded) == [False, True]


async def test_old_audit_rows_are_forgotten_and_new_ones_kept(store: SqliteStore) -> None:
    def work(tx: Tx) -> int:
        tx.audit.record(asked("old", at=NOON - timedelta(days=400)))
        tx.audit.record(asked("new"))
        return tx.audit.forget_before(NOON)

    assert await store.transact(work) == 1
    assert await store.transact(lambda tx: tx.audit.knows("new")) is True
    assert await store.transact(lambda tx: tx.audit.knows("old")) is False


async def test_a_reset_empties_every_table_and_keeps_the_schema(store: SqliteStore) -> None:
    await store.transact(lambda tx: tx.audit.record(asked("a")))
    await store.empty()
    assert await store.transact(lambda tx: tx.audit.knows("a")) is False
    assert await store.transact(lambda tx: tx.audit.record(asked("a"))) is True


async def test_a_reset_store_can_be_opened_again(store: SqliteStore, tmp_path: Path) -> None:
    await store.empty()
    open_store(tmp_path / "rapport.db").close()
