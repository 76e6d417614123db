"""Transactions: one piece of work by itself, or several in one commit, each whole or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from storage.worker import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from storage.tx import SqlTx

    Work: TypeAlias = Callable[[SqlTx], Any]


def together(tx: SqlTx, works: Sequence[Work]) -> Sequence[Outcome]:
    """Commit several pieces of work at once; one that raises is undone alone."""
    if len(works) == 1:
        return [_outcome(_alone, tx, works[0])]
    try:
        with transaction(tx):
            return list(_each(tx, works))
    except BaseException as error:  # noqa: BLE001 - nothing was committed: everybody raises it
        return [Outcome(None, error)] * len(works)


def _each(tx: SqlTx, works: Sequence[Work]) -> Iterator[Outcome]:
    for work in works:
        outcome = _outcome(_savepoint, tx, work)
        if outcome.error is not None and not tx.connection.in_transaction:
            raise outcome.error  # a full disk has undone everybody's work
        yield outcome


def _alone(tx: SqlTx, work: Work) -> Any:  # noqa: ANN401 - whatever the work returns
    with transaction(tx):
        return work(tx)


def _savepoint(tx: SqlTx, work: Work) -> Any:  # noqa: ANN401 - whatever the work returns
    execute = tx.connection.execute
    execute("SAVEPOINT work")
    try:
        value = work(tx)
        execute("RELEASE work")
    except BaseException:
        if tx.connection.in_transaction:
            execute("ROLLBACK TO work")
            execute("RELEASE work")
        raise
    return value


@contextmanager
def transaction(tx: SqlTx) -> Iterator[None]:
    """Commit what the block did, or undo it all if it raises."""
    try:
        tx.connection.execute(tx.begin)
        yield
        tx.connection.commit()
    except BaseException:
        tx.connection.rollback()  # does nothing where a full disk has rolled back by itself
        raise


def _outcome(do: Callable[[SqlTx, Work], Any], tx: SqlTx, work: Work) -> Outcome:
    try:
        return Outcome(do(tx, work))
    except BaseException as error:  # noqa: BLE001 - whoever waits for it raises it
        return Outcome(None, error)
