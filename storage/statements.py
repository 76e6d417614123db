"""What every aggregate's SQL shares: ``$1`` placeholders, and instants as integers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import sqlite3

Value: TypeAlias = str | int | float | None

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def run(connection: sqlite3.Connection, statement: str, *values: Value) -> sqlite3.Cursor:
    """Execute a statement with the placeholders ``$1``, ``$2`` and so on."""
    return connection.execute(statement, {str(n): value for n, value in enumerate(values, 1)})


def to_milliseconds(instant: datetime) -> int:
    """An aware instant as stored."""
    return (instant - EPOCH) // _MILLISECOND


def from_milliseconds(stored: int) -> datetime:
    """A stored instant, aware, in UTC."""
    return EPOCH + stored * _MILLISECOND


def empty(connection: sqlite3.Connection) -> None:
    """Delete every row of every table of ours."""
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%sqlite_%'"
    ).fetchall()
    for (name,) in tables:
        connection.execute(f'DELETE FROM "{name}"')  # noqa: S608 - names of our own tables
