"""Fills an empty database with the rows of another store: all of them, or none."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import psycopg
from psycopg import sql

from bot.errors import Conflict
from bot.ports.store import Durability
from storage.postgresql.address import address
from storage.postgresql.refusals import refusal
from storage.postgresql.store import BEGIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from storage.postgresql.session import Raw

    Rows: TypeAlias = Iterable[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the other store.

    Attributes:
        name: The same on both.
        columns: The names of its columns.
        rows: All of its rows, read as they are wanted.
        count: How many there are.
    """

    name: str
    columns: tuple[str, ...]
    rows: Rows
    count: int


def fill(variable: str, tables: Sequence[Table], *, environ: Mapping[str, str]) -> dict[str, int]:
    """Copy tables in one transaction; gives how many rows each has there.

    Args:
        variable: The environment variable with the address of a store that was opened before.
        tables: What to copy.
        environ: Where the variable is.

    Raises:
        Conflict: There are rows already, a count differs, or PostgreSQL cannot keep a row;
            nothing was copied.
        StoreUnusable: It cannot be reached.
    """
    where = address(variable, environ=environ)
    try:
        with closing(psycopg.connect(where.conninfo, autocommit=True)) as raw:
            raw.execute(BEGIN[Durability.POWER_LOSS].encode())
            _must_be_empty(raw, tables, place=where.place)
            for table in tables:
                _copy(raw, table)
            there = {table.name: _count(raw, table.name) for table in tables}
            _must_be_equal(there, tables)
            raw.execute("COMMIT")
    except psycopg.OperationalError as error:
        raise refusal(error, where) from None
    return there


def _must_be_empty(raw: Raw, tables: Sequence[Table], *, place: str) -> None:
    used = [table.name for table in tables if _count(raw, table.name)]
    if used:
        raise Conflict(
            f"{place} holds something already, in {', '.join(used)}; nothing was copied.",
            next_step="Make an empty database for Rapport (createdb) and name that one.",
        )


def _must_be_equal(there: Mapping[str, int], tables: Sequence[Table]) -> None:
    unequal = [table.name for table in tables if there[table.name] != table.count]
    if unequal:
        raise Conflict(
            f"The counts of rows differ in {', '.join(unequal)}; nothing was copied.",
            next_step="Stop every Rapport that writes to one of the two, and copy again.",
        )


def _copy(raw: Raw, table: Table) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, table.columns))
    )
    try:
        with raw.cursor() as cursor, cursor.copy(statement) as into:
            for row in table.rows:
                into.write_row(row)
    except (psycopg.DataError, psycopg.IntegrityError) as error:
        why = str(error).splitlines()[0]
        raise Conflict(
            f"A row of {table.name} is nothing that PostgreSQL can keep: {why}. "
            "Nothing was copied.",
            next_step="Mend or delete that row in the file, and copy again.",
        ) from error


def _count(raw: Raw, table: str) -> int:
    statement = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    (count,) = raw.execute(statement).fetchone() or (0,)
    return int(count)
