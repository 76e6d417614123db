"""``rapport storage copy``: all of a file, counted on both sides, or nothing and a word on why."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from bot.config import Storage
from bot.errors import Conflict, Usage
from bot.model.counts import Counts
from bot.model.cover import Cover
from bot.model.due import Planned
from bot.model.right import RightState
from bot.outgoing import Outgoing
from bot.reply import Card
from bot.request import Place
from storage.copying import copy
from tests.fakes.budgets import reading
from tests.fakes.clock import NOON
from tests.storage.build import VARIABLE, asked, opened
from tests.storage.deciding import DECISION, INCIDENT, RIGHT, STEP
from tests.storage.test_conversations import CHANNEL, WITH_ALICE
from tests.terminal.running import ROOT, Rapport

if TYPE_CHECKING:
    from bot.ports.store import Tx

POSTGRESQL = Storage(None, VARIABLE)
OLD = Path(__file__).parent / "old"
COVER = Cover(
    rotation="hub",
    person="erin",
    covering_for="frank",
    start=NOON,
    end=NOON + timedelta(hours=6),
    proposed_by="frank",
    proposed_at=NOON,
)


def _write(tx: Tx) -> None:
    """Something of everything, with what is hard to carry: no value, quotes, tabs, every script."""
    tx.audit.record(asked("plain"))
    tx.audit.record(replace(asked("tab\tquote'\"\\"), person="zoë", thread="日本\n🚒", verb=None))
    tx.budgets.put_days("hub", [(NOON.date(), Counts(2**40, 2**50))], at=NOON)
    tx.budgets.keep("hub", reading(NOON, bad=5))
    tx.conversations.keep(CHANNEL)
    tx.conversations.keep(WITH_ALICE)
    tx.covers.propose(COVER)
    tx.due.plan([Planned("handoff", "hub@1", NOON), Planned("handoff", "hub@2", NOON)])
    tx.outbox.put(Outgoing("a", Place("slack", "CHUB"), Card("Erin → Frank.")))
    tx.rights.propose(RIGHT)
    tx.rights.note_seed("hub", "freeze", "a fingerprint")
    tx.decisions.open(replace(DECISION, question="Größer\tals 50%?\n\\N", reversible=False))
    tx.incidents.declare(INCIDENT)
    tx.history.note(STEP)


def _rows_of_file(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%sqlite_%'"
        ).fetchall()
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for (name,) in names
        }


def _rows_of_database(url: str) -> dict[str, list[tuple[object, ...]]]:
    with psycopg.connect(url) as connection:
        names = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname <> 'rapport_schema'"
            " AND relnamespace = 'public'::regnamespace"
        ).fetchall()
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}".encode()), key=repr)
            for (name,) in names
        }


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """A store in a file, with something of everything."""
    path = tmp_path / "rapport.db"
    with closing(opened(str(path))) as store:
        await store.transact(_write)
    return path


async def test_everything_is_there_as_it_was_and_numbers_go_on(
    file: Path, bare_postgres_url: str
) -> None:
    copied = copy(file, POSTGRESQL, environ={VARIABLE: bare_postgres_url})

    rows = _rows_of_file(file)
    assert _rows_of_database(bare_postgres_url) == rows
    assert copied.rows == {name: len(each) for name, each in rows.items()}
    assert sum(map(bool, rows.values())) >= 12
    with closing(opened(bare_postgres_url)) as store:
        assert (await store.transact(lambda tx: tx.covers.propose(COVER))).number == 2
        assert (await store.transact(lambda tx: tx.decisions.open(DECISION))).number == 2
        other = replace(RIGHT, state=RightState.DECLINED)
        again = await store.transact(lambda tx: tx.rights.propose(other))
        assert (again.number, again.version) == (2, 2)
        found = await store.transact(lambda tx: tx.decisions.among(words=["GRÖSSER"], most=1))
        assert [(each.number, each.reversible) for each in found] == [(1, False)]


def test_the_counts_are_printed_and_what_to_do_next(file: Path, postgres_url: str) -> None:
    said = str(copy(file, POSTGRESQL, environ={VARIABLE: postgres_url}))
    assert said.startswith(f"Copied {file} into PostgreSQL, database rapport_")
    assert "\n  audit" in said
    assert "keep the file until you trust it" in said


@pytest.mark.parametrize(
    ("schema", "held"),
    [(3, {"audit", "budget_day", "conversation"}), (6, {"audit", "calendar", "cover", "due"})],
)
def test_an_older_file_is_copied_too(
    schema: int, held: set[str], tmp_path: Path, postgres_url: str
) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((OLD / f"schema_{schema}.sql").read_text())
    copied = copy(path, POSTGRESQL, environ={VARIABLE: postgres_url})
    assert {name for name, rows in copied.rows.items() if rows} >= held
    assert _rows_of_database(postgres_url) == _rows_of_file(path)


async def test_where_there_is_something_nothing_is_copied(file: Path, postgres_url: str) -> None:
    with closing(opened(postgres_url)) as store:
        await store.transact(lambda tx: tx.audit.record(asked("theirs")))
    before = _rows_of_database(postgres_url)
    with pytest.raises(Conflict, match="holds something already, in audit") as refused:
        copy(file, POSTGRESQL, environ={VARIABLE: postgres_url})
    assert "empty database" in (refused.value.next_step or "")
    assert _rows_of_database(postgres_url) == before


async def test_a_row_that_cannot_be_kept_leaves_nothing_half_copied(
    file: Path, postgres_url: str
) -> None:
    """The letter NUL, which SQLite keeps and PostgreSQL does not."""
    with closing(opened(str(file))) as store:
        await store.transact(lambda tx: tx.conversations.keep(replace(CHANNEL, channel="a\0b")))
    with pytest.raises(Conflict, match=r"row of conversation .*NUL.* Nothing was copied"):
        copy(file, POSTGRESQL, environ={VARIABLE: postgres_url})
    assert not any(_rows_of_database(postgres_url).values())


@pytest.mark.parametrize("text", [None, "A shopping list.\n" * 500, ""])
def test_what_is_no_store_is_refused_and_left_alone(
    text: str | None, tmp_path: Path, postgres_url: str
) -> None:
    path = tmp_path / "mistyped.db"
    if text is not None:
        path.write_text(text)
    with pytest.raises(Usage) as refused:
        copy(path, POSTGRESQL, environ={VARIABLE: postgres_url})
    assert "storage.path" in (refused.value.next_step or "")
    assert (path.read_text() if path.exists() else None) == text


def test_where_app_yaml_names_a_file_it_says_what_to_write(file: Path) -> None:
    with pytest.raises(Usage, match="names no PostgreSQL") as refused:
        copy(file, Storage(file), environ={})
    assert "url_env" in (refused.value.next_step or "")


async def test_at_the_terminal_a_team_moves_and_finds_everything_again(
    tmp_path: Path, postgres_url: str
) -> None:
    shutil.copy(ROOT / "app.yaml", tmp_path)
    rapport = Rapport(tmp_path)
    assert rapport("ask", "budget", "iot-hub").status == 0

    yaml = tmp_path / "app.yaml"
    yaml.write_text(yaml.read_text().replace("path: rapport.db", f"url_env: {VARIABLE}"))
    unset = rapport("check")
    assert unset.status == 1
    assert unset.out.count(f"The environment variable {VARIABLE} is not set.") == 1

    environ = {VARIABLE: postgres_url}
    moved = rapport("storage", "copy", "--from", "rapport.db", environ=environ)
    assert (moved.status, moved.err) == (0, "")
    assert "Copied rapport.db into PostgreSQL" in moved.out
    again = rapport("storage", "copy", "--from", "rapport.db", environ=environ)
    assert again.status != 0
    assert "holds something already" in " ".join((again.out + again.err).split())

    assert rapport("ask", "budget", "iot-hub", environ=environ).status == 0
    checked = rapport("check", environ=environ)
    assert (checked.status, checked.err) == (0, "")
    assert "storage.url_env" in checked.out
    assert "Rapport remembers in PostgreSQL, database" in " ".join(checked.out.split())
    assert "correct-horse" not in checked.out + moved.out + again.out + again.err
    with closing(opened(postgres_url)) as store:
        rows = await store.transact(_audited)
    assert rows == 2


def _audited(tx: Tx) -> int:
    return tx.audit.forget_before(NOON + timedelta(days=4000))
