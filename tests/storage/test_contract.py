"""What every store promises, on both engines: whole or nothing, in order, one writer at a time."""

from __future__ import annotations

import asyncio
import signal
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, cast

import pytest

from bot.ports.store import Durability
from storage.statements import run
from tests.fakes.clock import NOON
from tests.storage.build import asked

if TYPE_CHECKING:
    from bot.ports.store import AuditEntry, Tx
    from storage.opening import AnyStore
    from storage.tx import SqlTx
    from tests.storage.conftest import Open, Run

DURABILITIES = pytest.mark.parametrize("durability", Durability)


def _record(entry: AuditEntry, tx: Tx) -> bool:
    return tx.audit.record(entry)


def _keys(tx: Tx) -> list[str]:
    rows = run(cast("SqlTx", tx).connection, "SELECT event_key FROM audit ORDER BY event_key")
    return [key for (key,) in rows]


def _numbered(number: int) -> str:
    return f"event {number:04}"


@DURABILITIES
async def test_work_that_raises_leaves_nothing_behind(
    store: AnyStore, durability: Durability
) -> None:
    def work(tx: Tx) -> None:
        tx.audit.record(asked("a"))
        raise LookupError("changed my mind")

    with pytest.raises(LookupError, match="changed my mind"):
        await store.transact(work, durability=durability)
    assert await store.transact(lambda tx: tx.audit.knows("a")) is False


@DURABILITIES
async def test_after_a_statement_that_fails_the_store_goes_on_working(
    store: AnyStore, durability: Durability
) -> None:
    def work(tx: Tx) -> None:
        tx.audit.record(asked("a"))
        run(cast("SqlTx", tx).connection, "INSERT INTO nowhere VALUES (1)")

    with pytest.raises(Exception, match="nowhere"):
        await store.transact(work, durability=durability)
    assert await store.transact(lambda tx: tx.audit.record(asked("a"))) is True


async def test_of_many_at_once_the_failed_are_undone_and_the_others_kept(store: AnyStore) -> None:
    def insert(number: int, tx: Tx) -> int:
        tx.audit.record(asked(_numbered(number)))
        if number % 7 == 0:
            raise LookupError(number)
        if number % 7 == 1:
            run(cast("SqlTx", tx).connection, "INSERT INTO nowhere VALUES (1)")
        return number

    numbers = range(200)
    got = await asyncio.gather(
        *(store.transact(partial(insert, number)) for number in numbers), return_exceptions=True
    )

    kept = [number for number in numbers if number % 7 > 1]
    assert [each for each in got if isinstance(each, int)] == kept
    assert await store.transact(_keys) == [_numbered(number) for number in kept]


async def test_work_is_done_in_the_order_in_which_it_was_given(store: AnyStore) -> None:
    done: list[int] = []
    await asyncio.gather(
        *(store.transact(lambda _, number=number: done.append(number)) for number in range(100))  # type: ignore[misc] # mypy cannot infer a lambda with a default
    )
    assert done == list(range(100))


async def test_a_key_is_recorded_once_by_two_stores_on_one_database(open_again: Open) -> None:
    stores = (open_again(), open_again())
    for number in range(50):
        recorded = await asyncio.gather(
            *(
                each.transact(partial(_record, asked(_numbered(number))), durability=durability)
                for each, durability in zip(stores, Durability, strict=True)
            )
        )
        assert sorted(recorded) == [False, True]


async def test_what_one_store_reads_and_then_writes_no_other_has_changed_meanwhile(
    open_again: Open,
) -> None:
    """Each takes the next number; were both to read at once, they would take the same."""

    def count_one_more(tx: Tx) -> None:
        seen = len(_keys(tx))
        assert tx.audit.record(asked(_numbered(seen)))

    stores = (open_again(), open_again())
    await asyncio.gather(*(each.transact(count_one_more) for _ in range(40) for each in stores))

    assert await stores[0].transact(_keys) == [_numbered(number) for number in range(80)]


async def test_what_is_committed_is_seen_by_all_others(open_again: Open) -> None:
    one, other = open_again(), open_again()
    for durability in Durability:
        key = durability.name
        await one.transact(partial(_record, asked(key)), durability=durability)
        assert await other.transact(lambda tx, key=key: tx.audit.knows(key)) is True  # type: ignore[misc] # as above


async def test_text_is_sorted_by_code_whatever_the_language(store: AnyStore) -> None:
    words = ["Zoe", "alice", "Bob", "émile", "_x", "Äpfel", "10", "9"]
    for word in words:
        await store.transact(partial(_record, asked(word)))
    assert await store.transact(_keys) == sorted(words)


async def test_old_audit_rows_are_forgotten_and_new_ones_kept(store: AnyStore) -> None:
    def work(tx: Tx) -> int:
        tx.audit.record(asked("old", at=NOON - timedelta(days=400)))
        tx.audit.record(asked("new"))
        return tx.audit.forget_before(NOON)

    assert await store.transact(work) == 1
    assert await store.transact(_keys) == ["new"]


async def test_a_reset_empties_every_table_and_keeps_the_schema(open_again: Open) -> None:
    store = open_again()
    await store.transact(lambda tx: tx.audit.record(asked("a")))
    await store.empty()
    assert await store.transact(_keys) == []
    assert await store.transact(lambda tx: tx.audit.record(asked("a"))) is True
    assert await open_again().transact(_keys) == ["a"]


async def test_closing_finishes_what_was_given(open_again: Open) -> None:
    store = open_again()
    given = [
        asyncio.ensure_future(store.transact(partial(_record, asked(_numbered(number)))))
        for number in range(50)
    ]
    await asyncio.sleep(0)
    store.close()
    assert await asyncio.gather(*given) == [True] * 50
    assert len(await open_again().transact(_keys)) == 50


PAIRS = """
import asyncio, itertools, sys
from functools import partial
from tests.storage.build import asked, opened

def pair(number, tx):
    tx.audit.record(asked(f"left {number}"))
    tx.audit.record(asked(f"right {number}"))

async def main():
    store = opened(sys.argv[1])
    for number in itertools.count():
        await asyncio.gather(*(store.transact(partial(pair, (number, n))) for n in range(5)))
        print(number, flush=True)

asyncio.run(main())
"""


async def test_a_process_that_is_killed_leaves_whole_transactions_and_all_that_it_told_of(
    process: Run, open_again: Open
) -> None:
    open_again()
    for _ in range(3):
        writer = process(PAIRS)
        assert writer.stdout is not None
        told = [writer.stdout.readline() for _ in range(5)]
        writer.send_signal(signal.SIGKILL)
        told += writer.stdout.readlines()
        keys = set(await open_again().transact(_keys))

        left = {key.removeprefix("left ") for key in keys if key.startswith("left")}
        right = {key.removeprefix("right ") for key in keys if key.startswith("right")}
        assert left == right
        assert {f"({line.strip()}, {n})" for line in told for n in range(5)} <= left
