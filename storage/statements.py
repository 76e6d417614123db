"""What every aggregate's SQL shares: ``$1`` placeholders, and instants as integers.

Statements are the same, word for word, on SQLite and on PostgreSQL. So `user` stands in quotes, and
what is sorted is never NULL, which one of them puts first and the other last. A work does not catch
what a statement raises, for PostgreSQL takes no other after it: ON CONFLICT says what is meant.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Value: TypeAlias = str | int | float | None

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Rows(Protocol):
    """What a statement gives back."""

    @property
    def rowcount(self) -> int:
        """How many rows it wrote."""
        ...

    def fetchone(self) -> Any:  # noqa: ANN401 - a row is as wide as its statement says
        """The next row, or None."""
        ...

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """Row by row."""
        ...


class Connection(Protocol):
    """What aggregates hold: an open connection to either engine."""

    @property
    def in_transaction(self) -> bool:
        """Whether something was begun that is neither committed nor undone."""
        ...

    def execute(self, statement: str, parameters: Mapping[str, Value] = ..., /) -> Rows:
        """Run a statement; parameters are numbered from "1"."""
        ...

    def commit(self) -> None:
        """Keep what was done."""
        ...

    def rollback(self) -> None:
        """Undo what was begun, if anything was."""
        ...


def run(connection: Connection, statement: str, *values: Value) -> Rows:
    """Execute a statement with the placeholders ``$1``, ``$2`` and so on."""
    return connection.execute(statement, {str(n): value for n, value in enumerate(values, 1)})


def to_milliseconds(instant: datetime) -> int:
    """An aware instant as stored."""
    return (instant - EPOCH) // _MILLISECOND


def from_milliseconds(stored: int) -> datetime:
    """A stored instant, aware, in UTC."""
    return EPOCH + stored * _MILLISECOND
