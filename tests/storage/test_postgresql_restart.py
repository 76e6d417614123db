"""PostgreSQL goes away and comes back: nothing is lost or done twice, and doubt is told."""

from __future__ import annotations

import asyncio
import threading
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, cast

import pytest

from bot.errors import BotError
from bot.ports.store import Durability
from storage.errors import StoreUnusable
from storage.postgresql import fate, opening
from storage.statements import run
from tests.real.postgres.wire import Cut, Wire
from tests.storage.build import asked, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.ports.store import Tx
    from storage.opening import AnyStore
    from storage.tx import SqlTx
    from tests.real.postgres import Postgres

DURABILITIES = pytest.mark.parametrize("durability", Durability)


@pytest.fixture
def wire(postgres: Postgres) -> Iterator[Wire]:
    with Wire(postgres.port) as laid:
        yield laid


@pytest.fixture
def store(wire: Wire, postgres_url: str) -> Iterator[AnyStore]:
    """A store at the other end of a wire that can be cut."""
    with closing(opened(wire.through(postgres_url))) as store:
        yield store


def _record(key: str, tx: Tx) -> bool:
    return tx.audit.record(asked(key))


def _keys(tx: Tx) -> list[str]:
    rows = run(cast("SqlTx", tx).connection, "SELECT event_key FROM audit ORDER BY event_key")
    return [key for (key,) in rows]


@DURABILITIES
@pytest.mark.parametrize("immediate", [False, True])
async def test_after_a_restart_it_goes_on_as_if_nothing_had_been(
    store: AnyStore, postgres: Postgres, durability: Durability, *, immediate: bool
) -> None:
    await store.transact(partial(_record, "before"))
    postgres.restart(immediate=immediate)
    assert await store.transact(partial(_record, "after"), durability=durability) is True
    assert await store.transact(_keys) == ["after", "before"]


@DURABILITIES
async def test_work_during_which_the_server_restarts_is_done_again_and_once(
    store: AnyStore, postgres: Postgres, durability: Durability
) -> None:
    tries: list[bool] = []

    def work(tx: Tx) -> bool:
        tries.append(tx.audit.record(asked("a")))
        if len(tries) == 1:
            postgres.restart(immediate=True)
        return tx.audit.record(asked("b"))

    assert await store.transact(work, durability=durability) is True
    assert tries == [True, True]
    assert await store.transact(_keys) == ["a", "b"]


async def test_of_several_in_one_transaction_each_is_done_again(
    store: AnyStore, postgres: Postgres
) -> None:
    """Those that had raised raise again, and the others are kept."""
    held = threading.Event()

    def insert(number: int, tx: Tx) -> int:
        tx.audit.record(asked(f"event {number}"))
        if number == 2:
            raise LookupError(number)
        if number == 4 and not held.is_set():
            held.set()
            postgres.restart()
        return number

    got = await asyncio.gather(
        *(store.transact(partial(insert, number)) for number in range(6)), return_exceptions=True
    )
    assert [each for each in got if isinstance(each, int)] == [0, 1, 3, 4, 5]
    assert await store.transact(_keys) == [f"event {number}" for number in (0, 1, 3, 4, 5)]


@DURABILITIES
@pytest.mark.parametrize("cut", Cut)
async def test_a_commit_whose_answer_is_lost_is_asked_about_and_done_once(
    store: AnyStore, wire: Wire, cut: Cut, durability: Durability
) -> None:
    tries: list[str] = []

    def work(tx: Tx) -> str:
        key = f"try {len(tries)}"
        tries.append(key)
        assert tx.audit.record(asked(key))
        return key

    wire.cut = cut
    told = await store.transact(work, durability=durability)
    assert await store.transact(_keys) == [told]
    assert len(tries) == {Cut.BEFORE: 2, Cut.AFTER: 1}[cut]


async def test_a_commit_that_nobody_can_be_asked_about_is_told_as_unknown(
    store: AnyStore, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fate, "PATIENCE_SECONDS", 0.3)

    def work(tx: Tx) -> None:
        tx.audit.record(asked("a"))
        wire.cut, wire.dead = Cut.AFTER, True

    with pytest.raises(BotError, match="cannot be told") as told:
        await store.transact(work)
    assert told.value.code == "commit_unknown"

    wire.dead = False
    assert await store.transact(partial(_record, "a")) is False


async def test_while_it_is_away_writers_are_told_so_and_nothing_is_written_later(
    wire: Wire, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.3)
    with closing(opened(wire.through(postgres_url))) as store:
        wire.dead = True
        with pytest.raises(StoreUnusable, match="does not answer; nothing was changed") as told:
            await store.transact(partial(_record, "a"))
    assert "Try again" in (told.value.next_step or "")
    with closing(opened(postgres_url)) as other:
        assert await other.transact(_keys) == []


@DURABILITIES
async def test_it_goes_on_also_where_the_first_who_came_found_it_away(
    wire: Wire, postgres_url: str, monkeypatch: pytest.MonkeyPatch, durability: Durability
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.3)
    other = next(each for each in Durability if each is not durability)
    with closing(opened(wire.through(postgres_url))) as store:
        wire.dead = True
        for kept in (other, durability, durability):  # the first of them uses the connection up
            with pytest.raises(StoreUnusable):
                await store.transact(partial(_record, "a"), durability=kept)
        wire.dead = False
        assert await store.transact(partial(_record, "a"), durability=durability) is True


async def test_while_one_writes_others_wait_for_their_turn_and_readings_do_not(
    postgres_url: str, store: AnyStore
) -> None:
    def hold(_: Tx) -> None:
        begun.set()
        assert done.wait(10)

    begun, done = threading.Event(), threading.Event()
    with closing(opened(postgres_url)) as other:
        holder = asyncio.ensure_future(other.transact(hold))
        assert await asyncio.to_thread(begun.wait, 10)
        writer = asyncio.ensure_future(store.transact(partial(_record, "written")))
        reading = partial(_record, "read")
        assert await store.transact(reading, durability=Durability.CRASH) is True
        assert not writer.done()
        done.set()
        await holder
        assert await writer is True


@pytest.mark.parametrize(
    ("durability", "setting"), [(Durability.CRASH, "off"), (Durability.POWER_LOSS, "on")]
)
async def test_only_readings_do_not_wait_for_the_disk_and_nobody_holds_the_lock_for_long(
    store: AnyStore, durability: Durability, setting: str
) -> None:
    def settings(tx: Tx) -> list[str]:
        names = ("synchronous_commit", "lock_timeout", "idle_in_transaction_session_timeout")
        connection = cast("SqlTx", tx).connection
        return [run(connection, f"SHOW {name}").fetchone()[0] for name in names]

    assert await store.transact(settings, durability=durability) == [setting, "10s", "10s"]


async def test_an_error_that_a_work_hides_is_not_taken_for_a_commit(store: AnyStore) -> None:
    def work(tx: Tx) -> None:
        tx.audit.record(asked("a"))
        with pytest.raises(Exception, match="nowhere"):
            run(cast("SqlTx", tx).connection, "INSERT INTO nowhere VALUES (1)")

    with pytest.raises(RuntimeError, match="did not raise"):
        await store.transact(work)
    assert await store.transact(_keys) == []
