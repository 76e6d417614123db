"""The store's thread: in order, for whoever asks, and to the end."""

from __future__ import annotations

import asyncio
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from storage.worker import Outcome, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HERE, THERE = "here", "there"


class Bench:
    """Where the work is done; remembers what was done together."""

    def __init__(self) -> None:
        self.batches: list[tuple[str, int]] = []
        self.door = threading.Event()
        self.door.set()

    def together(self, lane: str, works: Sequence[Callable[[str], Any]]) -> Sequence[Outcome]:
        self.door.wait()
        self.batches.append((lane, len(works)))
        return [_done(work, lane) for work in works]


def _done(work: Callable[[str], Any], lane: str) -> Outcome:
    try:
        return Outcome(work(lane))
    except Exception as error:  # noqa: BLE001 - what the store does with it
        return Outcome(None, error)


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def worker(bench: Bench) -> Iterator[Worker[str]]:
    with closing(Worker(bench.together)) as running:
        yield running


async def _hold(bench: Bench, worker: Worker[str]) -> asyncio.Task[str]:
    """Keep the thread busy, so that whatever comes now waits together."""
    bench.door.clear()
    first = asyncio.ensure_future(worker.do(HERE, lambda lane: lane))
    await asyncio.sleep(0.01)
    return first


async def test_what_waits_is_done_together_and_in_order(bench: Bench, worker: Worker[str]) -> None:
    first = await _hold(bench, worker)
    order: list[int] = []
    waiting = [
        asyncio.ensure_future(worker.do(HERE, lambda _, number=number: order.append(number)))  # type: ignore[misc] # mypy cannot infer a lambda with a default
        for number in range(5)
    ]
    await asyncio.sleep(0)
    bench.door.set()
    await asyncio.gather(first, *waiting)

    assert order == [0, 1, 2, 3, 4]
    assert bench.batches == [(HERE, 1), (HERE, 5)]


async def test_lanes_are_kept_apart(bench: Bench, worker: Worker[str]) -> None:
    first = await _hold(bench, worker)
    lanes = (HERE, HERE, THERE, HERE)
    waiting = [asyncio.ensure_future(worker.do(lane, str.upper)) for lane in lanes]
    await asyncio.sleep(0)
    bench.door.set()

    assert await first == HERE
    assert await asyncio.gather(*waiting) == ["HERE", "HERE", "THERE", "HERE"]
    assert bench.batches[1:] == [(HERE, 2), (THERE, 1), (HERE, 1)]


async def test_what_it_raises_reaches_the_one_who_asked(worker: Worker[str]) -> None:
    def fail(_lane: str) -> None:
        raise LookupError("not there")

    failed, fine = await asyncio.gather(
        worker.do(HERE, fail), worker.do(HERE, len), return_exceptions=True
    )
    assert isinstance(failed, LookupError)
    assert fine == len(HERE)


async def test_an_iterator_that_ran_out_hangs_nobody(worker: Worker[str]) -> None:
    empty: Iterator[int] = iter(())
    failed, fine = await asyncio.gather(
        worker.do(HERE, lambda _: next(empty)), worker.do(HERE, len), return_exceptions=True
    )
    assert isinstance(failed, RuntimeError)
    assert fine == len(HERE)


async def test_it_is_done_even_if_nobody_waits_for_it_any_more(
    bench: Bench, worker: Worker[str]
) -> None:
    first = await _hold(bench, worker)
    done: list[str] = []
    given_up = asyncio.ensure_future(worker.do(HERE, done.append))
    await asyncio.sleep(0)
    given_up.cancel()
    bench.door.set()
    await first
    await worker.do(HERE, len)

    assert done == [HERE]
    assert given_up.cancelled()


def test_each_of_several_threads_gets_its_own_answers(worker: Worker[str]) -> None:
    got: dict[int, list[int]] = {}

    async def ask(mine: int) -> list[int]:
        works = (worker.do(HERE, lambda _, n=n: mine * 1000 + n) for n in range(100))  # type: ignore[misc] # as above
        return list(await asyncio.gather(*works))

    def live(mine: int) -> None:
        got[mine] = asyncio.run(ask(mine))

    threads = [threading.Thread(target=live, args=(mine,)) for mine in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert got == {mine: [mine * 1000 + n for n in range(100)] for mine in range(4)}


def test_a_loop_that_closed_before_its_answer_harms_nobody(
    bench: Bench, worker: Worker[str]
) -> None:
    async def leave() -> None:
        asyncio.ensure_future(worker.do(HERE, len)).cancel()
        (await _hold(bench, worker)).cancel()

    asyncio.run(leave())
    bench.door.set()

    assert asyncio.run(worker.do(HERE, len)) == len(HERE)


def test_closing_finishes_what_was_given(bench: Bench) -> None:
    done: list[str] = []
    worker = Worker(bench.together)

    async def give() -> None:
        first = await _hold(bench, worker)
        waiting = [asyncio.ensure_future(worker.do(HERE, done.append)) for _ in range(200)]
        await asyncio.sleep(0)
        threading.Timer(0.01, bench.door.set).start()
        worker.close()
        await asyncio.gather(first, *waiting)

    asyncio.run(give())
    assert len(done) == 200


async def test_after_closing_nothing_is_taken_and_nobody_waits(bench: Bench) -> None:
    worker = Worker(bench.together)
    worker.close()
    worker.close()

    with pytest.raises(RuntimeError, match="closed"):
        await worker.do(HERE, len)


async def test_what_breaks_the_bench_itself_is_raised_and_the_next_is_done(bench: Bench) -> None:
    def breaks(lane: str, works: Sequence[Callable[[str], Any]]) -> Sequence[Outcome]:
        if lane == THERE:
            raise ZeroDivisionError(lane)
        return bench.together(lane, works)

    with closing(Worker(breaks)) as worker:
        with pytest.raises(ZeroDivisionError):
            await worker.do(THERE, lambda lane: lane)
        assert await worker.do(HERE, lambda lane: lane) == HERE
