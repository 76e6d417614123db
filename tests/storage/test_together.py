"""Several pieces of work in one commit: one that raises is undone alone, a lost commit is all's."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from storage.statements import run
from storage.transactions import together
from storage.tx import SqlTx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rapport.db"


@pytest.fixture
def tx(path: Path) -> Iterator[SqlTx]:
    """A transaction's connection, with a table to write into and one that nobody may write into."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("CREATE TABLE parents (key INTEGER PRIMARY KEY) STRICT")
        connection.execute(
            "CREATE TABLE children (key INTEGER REFERENCES parents DEFERRABLE INITIALLY DEFERRED)"
        )
        yield SqlTx(connection)


def _write(number: int) -> Callable[[SqlTx], int]:
    def work(tx: SqlTx) -> int:
        run(tx.connection, "INSERT INTO parents VALUES ($1)", number)
        return number

    return work


def _orphan(tx: SqlTx) -> None:
    """Something that only the commit finds out about."""
    tx.connection.execute("INSERT INTO children VALUES (999)")


def _fail(tx: SqlTx) -> None:
    _write(500)(tx)
    raise LookupError("changed my mind")


def _written(tx: SqlTx) -> list[int]:
    return [key for (key,) in tx.connection.execute("SELECT key FROM parents ORDER BY key")]


def _rolled_back(tx: SqlTx) -> None:
    """What SQLite does by itself when the disk is full."""
    tx.connection.execute("ROLLBACK")
    raise sqlite3.OperationalError("database or disk is full")


def test_one_that_raises_is_undone_alone(tx: SqlTx) -> None:
    first, failed, last = together(tx, [_write(1), _fail, _write(2)])

    assert (first.value, last.value) == (1, 2)
    assert isinstance(failed.error, LookupError)
    assert _written(tx) == [1, 2]


def test_a_commit_that_fails_fails_everybody(tx: SqlTx) -> None:
    outcomes = together(tx, [_write(1), _orphan, _write(2)])

    assert [type(each.error) for each in outcomes] == [sqlite3.IntegrityError] * 3
    assert _written(tx) == []


def test_a_commit_that_fails_leaves_the_connection_usable(tx: SqlTx) -> None:
    together(tx, [_orphan])
    (alone,) = together(tx, [_write(1)])
    assert alone == (1, None)
    assert _written(tx) == [1]


def test_when_a_full_disk_undid_everything_nothing_is_written_after_it(tx: SqlTx) -> None:
    outcomes = together(tx, [_write(1), _rolled_back, _write(2)])

    assert [str(each.error) for each in outcomes] == ["database or disk is full"] * 3
    assert _written(tx) == []
    assert together(tx, [_write(3), _write(4)])[1].value == 4


def test_a_database_that_stays_locked_fails_everybody(path: Path, tx: SqlTx) -> None:
    tx.connection.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        outcomes = together(tx, [_write(1), _write(2)])

    assert ["locked" in str(each.error) for each in outcomes] == [True, True]
