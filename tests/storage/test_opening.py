"""Opening a file: from nothing, again, and what is no store at all."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from storage import schema
from storage.database import open_store
from storage.errors import StoreUnusable
from storage.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

OPEN = """
import pathlib, sys
from storage.database import open_store
open_store(pathlib.Path(sys.argv[1])).close()
print("storage.schema" in sys.modules)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "a folder").mkdir()
    return tmp_path / "a folder" / "rapport.db"


def _tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return {name for (name,) in rows}


def _in_a_process_of_its_own(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OPEN, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_an_empty_file_gets_every_table(path: Path) -> None:
    open_store(path).close()
    assert {"audit", "budget_day", "budget_reading"} <= _tables(path)


def test_every_migration_is_counted_in_the_version(path: Path) -> None:
    assert len(schema.MIGRATIONS) == VERSION
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_current_store_is_opened_without_reading_its_migrations(path: Path) -> None:
    first, again = (_in_a_process_of_its_own(path).communicate() for _ in range(2))
    assert first == ("True\n", "")
    assert again == ("False\n", "")


def test_what_is_no_database_is_refused_by_name(path: Path) -> None:
    path.write_text("A shopping list, and a long one at that.\n" * 100)
    with pytest.raises(StoreUnusable, match=r"cannot be opened") as refused:
        open_store(path)
    assert str(path) in str(refused.value)
    assert path.read_text().startswith("A shopping list")


def test_a_folder_that_is_missing_is_told_and_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "mistyped"
    with pytest.raises(StoreUnusable, match=r"there is no folder") as refused:
        open_store(folder / "rapport.db")
    assert "storage.path" in (refused.value.next_step or "")
    assert not folder.exists()


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(database: schema.Tables, *, found: int) -> None:
        assert found == 0
        schema.m001_audit(database)
        raise sqlite3.OperationalError("no such luck")

    with monkeypatch.context() as patched:
        patched.setattr(schema, "migrate", broken)
        with pytest.raises(StoreUnusable, match=r"no such luck"):
            open_store(path)
    assert "audit" not in _tables(path)
    open_store(path).close()
    assert "audit" in _tables(path)
