"""Both engines get the same tables, whatever version they come from, once, and never backwards."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import psycopg
import pytest

from bot.model.counts import Counts
from storage.database import open_store
from storage.errors import StoreTooNew
from storage.postgresql.tables import translated
from storage.schema import MIGRATIONS
from storage.statements import run
from storage.version import VERSION
from tests.storage.build import asked, opened
from tests.storage.deciding import DECISION, INCIDENT, RIGHT, STEP

if TYPE_CHECKING:
    from bot.ports.store import Tx
    from storage.tx import SqlTx
    from tests.storage.conftest import Open, Run

OLD = Path(__file__).parent / "old"
OPEN = """
import sys
from tests.storage.build import opened
opened(sys.argv[1]).close()
"""


async def test_a_file_of_schema_3_keeps_what_it_holds_and_learns_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "rapport.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((OLD / "schema_3.sql").read_text())
    with closing(open_store(path)) as store:
        day = date(2026, 11, 22)
        days = await store.transact(
            lambda tx: tx.budgets.days("iot-hub/availability", start=day, end=day)
        )
        assert days == {day: Counts(2, 1000)}
        assert await store.transact(lambda tx: tx.audit.user_of("bob", "slack")) == "U0BOB"
        met = await store.transact(lambda tx: tx.conversations.find("teams", "19:iot-hub"))
        assert met is not None
        assert met.within == "19:the-team"
        assert await store.transact(lambda tx: tx.covers.find(1)) is None
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


async def test_a_database_that_is_opened_again_keeps_what_it_holds(open_again: Open) -> None:
    await open_again().transact(lambda tx: tx.audit.record(asked("a")))
    assert await open_again().transact(lambda tx: tx.audit.knows("a")) is True


async def test_a_database_from_the_future_is_refused_by_name(open_again: Open, where: str) -> None:
    def from_the_future(tx: Tx) -> None:
        connection = cast("SqlTx", tx).connection
        if where.startswith("postgresql"):
            run(connection, "UPDATE rapport_schema SET version = $1", VERSION + 1)

    store = open_again()
    await store.transact(from_the_future)
    if not where.startswith("postgresql"):
        with closing(sqlite3.connect(where)) as connection:
            connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(StoreTooNew, match="newer Rapport") as refused:
        open_again()
    assert store.place in str(refused.value)


@pytest.fixture
def untouched(request: pytest.FixtureRequest, where: str) -> str:
    """Where there is no table yet."""
    if not where.startswith("postgresql"):
        return where
    address: str = request.getfixturevalue("bare_postgres_url")
    return address


@pytest.fixture
def of_schema_6(untouched: str) -> str:
    """Where Rapport was when its schema was 6, before it knew of decisions."""
    if not untouched.startswith("postgresql"):
        with closing(sqlite3.connect(untouched)) as connection:
            connection.executescript((OLD / "schema_6.sql").read_text())
        return untouched
    with psycopg.connect(untouched) as there:
        for migration in MIGRATIONS[:6]:
            migration(_InItsWords(there))
        there.execute("CREATE TABLE rapport_schema AS SELECT 6::bigint AS version")
        there.execute("INSERT INTO calendar VALUES ('iot-hub', 'a-token', 1795435200000)")
    return untouched


class _InItsWords:
    def __init__(self, there: psycopg.Connection) -> None:
        self._there = there

    def execute(self, definition: str, /) -> object:
        """Make one table or index."""
        return self._there.execute(translated(definition).encode())


async def test_a_database_of_schema_6_keeps_what_it_holds_and_learns_to_decide(
    of_schema_6: str,
) -> None:
    def decide(tx: Tx) -> None:
        tx.rights.propose(RIGHT)
        tx.decisions.open(DECISION)
        tx.incidents.declare(INCIDENT)
        tx.history.note(STEP)

    for _ in range(2):
        with closing(opened(of_schema_6)) as store:
            tokens = await store.transact(lambda tx: tx.calendars.tokens())
            assert tokens == {"iot-hub": "a-token"}
            running = await store.transact(lambda tx: tx.incidents.running("iot-hub"))
            if running is None:
                await store.transact(decide)
    assert running == replace(INCIDENT, number=1)


def test_processes_that_begin_at_the_same_time_all_find_a_store(
    process: Run, untouched: str
) -> None:
    started = [process(OPEN, on=untouched) for _ in range(4)]
    assert [each.communicate()[1] for each in started] == [""] * 4
    assert [each.returncode for each in started] == [0] * 4


def test_definitions_are_said_in_postgresqls_words() -> None:
    said = translated("CREATE TABLE t (a TEXT, b INTEGER, c REAL) STRICT, WITHOUT ROWID")
    assert said == 'CREATE TABLE t (a TEXT COLLATE "C", b BIGINT, c DOUBLE PRECISION) '
