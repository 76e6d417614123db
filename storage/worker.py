"""The store's own thread. Whatever waits for it is taken at once, and told together.

Crossing between threads costs more than a small transaction, and a commit more than a small write.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from itertools import groupby
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")
L = TypeVar("L")

AT_MOST = 64
"""Pieces of work before those who wait for the first of them are told."""


class Outcome(NamedTuple):
    """What a piece of work returned, or what it raised."""

    value: Any
    error: BaseException | None = None


class _Job(NamedTuple, Generic[L]):
    lane: L
    work: Callable[[L], Any]
    waiting: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop


class Worker(Generic[L]):
    """Does work in order, on one thread.

    Args:
        together: Does several pieces of work on one lane; gives an outcome for each.
    """

    def __init__(
        self, together: Callable[[L, Sequence[Callable[[L], Any]]], Sequence[Outcome]]
    ) -> None:
        self._together = together
        self._jobs: SimpleQueue[_Job[L] | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="store", daemon=True)
        self._thread.start()

    async def do(self, lane: L, work: Callable[[L], T]) -> T:
        """Have something done; what it raises is raised here. It is done even if nobody waits.

        Raises:
            RuntimeError: The worker was closed.
        """
        if not self._thread.is_alive():
            raise RuntimeError("The store is closed.")
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[T] = loop.create_future()
        self._jobs.put(_Job(lane, work, waiting, loop))
        return await waiting

    def close(self) -> None:
        """Finish what was given, and end."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._jobs.get()) is not None:
            batch = [first, *self._waiting(AT_MOST - 1)]
            for loop, jobs in groupby(batch, key=lambda job: job.loop):
                done = [pair for lane in _lanes(jobs) for pair in self._do(lane)]
                with suppress(RuntimeError):  # the loop is closed, and nobody waits
                    loop.call_soon_threadsafe(_tell, done)

    def _waiting(self, most: int) -> Iterator[_Job[L]]:
        for _ in range(most):
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return
            if job is None:
                self._jobs.put(None)  # the end, after this batch
                return
            yield job

    def _do(self, jobs: Sequence[_Job[L]]) -> Iterator[tuple[asyncio.Future[Any], Outcome]]:
        try:
            outcomes = self._together(jobs[0].lane, [job.work for job in jobs])
        except BaseException as error:  # noqa: BLE001 - the thread must outlive it, whatever it is
            outcomes = [Outcome(None, error)] * len(jobs)
        return zip((job.waiting for job in jobs), outcomes, strict=True)


def _lanes(jobs: Iterator[_Job[L]]) -> Iterator[Sequence[_Job[L]]]:
    return (list(same) for _, same in groupby(jobs, key=lambda job: id(job.lane)))


def _tell(done: list[tuple[asyncio.Future[Any], Outcome]]) -> None:
    for waiting, (value, error) in done:
        if waiting.done():
            continue
        if error is None:
            waiting.set_result(value)
        elif isinstance(error, StopIteration):  # a future takes anything but this
            waiting.set_exception(RuntimeError("The work raised StopIteration."))
        else:
            waiting.set_exception(error)
