"""Processes that do what is due and send what is to be said, on a clock that a test moves.

Both may be killed at any time, and the database may be restarted under them.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import sys
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, cast

from bot.delivery import PATIENCE, Delivery
from bot.doing import LEASE
from bot.due_work import DueWork
from bot.model.pace import Pace
from storage.statements import run, to_milliseconds
from tests.storage.build import opened
from tests.unasked import sender

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from bot.job import Job, JobContext
    from bot.ports.clock import Clock
    from bot.ports.store import Store, Tx
    from storage.opening import AnyStore
    from storage.tx import SqlTx
    from tests.fakes.slack import FakeSlack

SETTLES = timedelta(seconds=10)
LAPSES = LEASE + PATIENCE + SETTLES
"""After so long on the clock, whatever a dead process held is free again."""
LOOKS_EVERY = 0.2
"""Seconds of real time until a process looks for what is left, though the clock stands."""
GOES_ON_AFTER = 3
"""Seconds of real time after which the clock goes on, if not all is done."""
STILL = 0.1
"""Seconds of real time after which whatever was sent has arrived on this machine."""


class Build(Protocol):
    """Builds what a process does; a function of a module, for it is sent to processes by name."""

    def __call__(self, store: Store, clock: Clock) -> tuple[JobContext, Mapping[str, Job]]: ...


@dataclass(frozen=True)
class FileClock:
    """The time that stands in a file."""

    path: Path

    def now(self) -> datetime:
        return datetime.fromisoformat(self.path.read_text())

    def set(self, at: datetime) -> None:
        aside = self.path.with_suffix(".new")
        aside.write_text(at.isoformat())
        aside.replace(self.path)

    @contextmanager
    def rest(self) -> Iterator[None]:
        """Have every process rest, once it has finished what it began, while the block runs."""
        self._resting.touch()
        try:
            yield
        finally:
            self._resting.unlink()

    def rests(self, pid: int | None) -> bool:
        """Whether a process does."""
        return self._rests(pid).exists()

    async def pause(self) -> None:
        """Rest for as long as it is wanted; for processes."""
        mine = self._rests(os.getpid())
        while self._resting.exists():
            mine.touch()
            await asyncio.sleep(0.005)
        mine.unlink(missing_ok=True)

    @property
    def wants_rest(self) -> bool:
        """Whether processes shall rest."""
        return self._resting.exists()

    @property
    def _resting(self) -> Path:
        return self.path.with_suffix(".rest")

    def _rests(self, pid: int | None) -> Path:
        return self.path.with_suffix(f".{pid}")


@dataclass
class Simulation:
    """Two processes on one database and one Slack.

    Attributes:
        where: The database.
        clock: The time of all.
        slack: Where they post.
        build: What they do.
        store: The test's own way into the database.
        pair: The processes.
    """

    where: str
    clock: FileClock
    slack: FakeSlack
    build: Build
    store: AnyStore
    pair: list[BaseProcess] = field(default_factory=list)

    def start(self) -> None:
        """Start both."""
        self.pair = [self._process() for _ in range(2)]

    def stop(self) -> None:
        """Kill both."""
        for each in self.pair:
            each.kill()
            each.join()

    async def kill_one(self) -> None:
        """Kill one of them in the middle of something, start another, and let its claims lapse."""
        await asyncio.sleep(random.uniform(0, 0.05))
        unlucky = random.randrange(2)
        self.pair[unlucky].kill()
        self.pair[unlucky].join()
        await self.lapse()
        self.pair[unlucky] = self._process()

    async def lapse(self) -> None:
        """Let all that the dead held lapse, while the living rest and hold nothing."""
        with self.clock.rest():
            for each in self.pair:
                while each.is_alive() and not self.clock.rests(each.pid):  # noqa: ASYNC110 - another
                    await asyncio.sleep(0.005)
            await asyncio.sleep(STILL)  # what the dead sent last is on its way
            self.clock.set(self.clock.now() + LAPSES)

    async def until_done(self) -> None:
        """Wait until all is done and said that is due by now.

        What failed waits for a while before it is tried again: if need be, the clock goes on.
        """
        now = self.clock.now()
        for _ in range(10):
            with suppress(TimeoutError):
                async with asyncio.timeout(GOES_ON_AFTER):
                    while not await self._is_done(now):  # noqa: ASYNC110 - other processes do it
                        await asyncio.sleep(0.01)
                    return
            await self.lapse()
        raise AssertionError(f"what was due by {now} is not done")

    async def _is_done(self, now: datetime) -> bool:
        def look(tx: Tx) -> bool:
            connection = cast("SqlTx", tx).connection
            behind = run(connection, _BEHIND, to_milliseconds(now)).fetchone()[0]
            planned = run(connection, "SELECT MIN(at) FROM planning").fetchone()[0]
            return not behind and planned is not None and planned >= to_milliseconds(now)

        return await self.store.transact(look)

    def _process(self) -> BaseProcess:
        server = multiprocessing.get_context("forkserver")
        server.set_forkserver_preload([sender.__name__, __name__])
        process = server.Process(
            target=_main,
            args=(self.where, self.clock, self.slack.base_url, self.build),
            daemon=True,
        )
        process.start()
        return process


_BEHIND = """
    SELECT (SELECT COUNT(*) FROM due WHERE ready IS NOT NULL AND at <= $1)
         + (SELECT COUNT(*) FROM outbox WHERE ready IS NOT NULL)
"""


def _main(where: str, clock: FileClock, url: str, build: Build) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    asyncio.run(_live(where, clock, url, build))


async def _live(where: str, clock: FileClock, url: str, build: Build) -> None:
    with closing(opened(where)) as store:
        context, jobs = build(store, clock)
        async with sender.slack(url, store) as chat:
            chat.pace = Pace(settles=SETTLES)
            people = context.organisation.people
            delivery = Delivery(store, {"slack": chat}, clock=clock, people=people)
            work = DueWork(context, jobs=jobs)
            while True:
                now = clock.now()
                with suppress(Exception):  # as the scheduler does: what fails is tried again
                    await work.tick()
                    await delivery.drain()
                await clock.pause()
                await _moved(clock, now)


async def _moved(clock: FileClock, before: datetime) -> None:
    """Wait until the clock is moved, or a little while."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LOOKS_EVERY):
            while clock.now() == before and not clock.wants_rest:  # noqa: ASYNC110 - it is moved by another process
                await asyncio.sleep(0.005)
