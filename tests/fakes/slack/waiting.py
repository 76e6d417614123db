"""What is under way at Slack, what is due later, and how tests wait without sleeping."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from tests.fakes.slack.clock import MovableClock, Pulse

T = TypeVar("T")


class Waiting:
    """Tracks activity; everything that changes beats the pulse."""

    def __init__(self, clock: MovableClock, quiet: float) -> None:
        self.clock = clock
        self.pulse = Pulse()
        self._quiet = quiet
        self._busy = 0
        self._tasks: set[asyncio.Task[Any]] = set()
        self._due: list[tuple[float, Callable[[], Awaitable[None]]]] = []
        self.faults: list[BaseException] = []

    @contextmanager
    def activity(self) -> Iterator[None]:
        """Something is under way: `settled` waits for it."""
        self._busy += 1
        try:
            yield
        finally:
            self._busy -= 1
            self.pulse.beat()

    def background(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do it soon; `settled` waits for it."""
        self._busy += 1
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: "asyncio.Task[Any]") -> None:
        self._tasks.discard(task)
        fault = None if task.cancelled() else task.exception()
        if fault is not None:
            self.faults.append(fault)
        self._busy -= 1
        self.pulse.beat()

    async def drop_tasks(self) -> None:
        """Give up what still runs."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def later(self, delay: float, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do it at once, or when `advance` has moved the clock that far."""
        if delay <= 0:
            self.background(work())
        else:
            self._due.append((self.clock() + delay, work))

    async def advance(self, seconds: float) -> None:
        """Move Slack's clock, and do what has become due: later retries."""
        self.clock.advance(seconds)
        now = self.clock()
        due = [item for item in self._due if item[0] <= now]
        self._due = [item for item in self._due if item[0] > now]
        for _, work in sorted(due, key=lambda item: item[0]):
            await work()

    async def settled(self, timeout: float = 5.0) -> None:  # noqa: ASYNC109 - for tests to read
        """Nothing under way, and nothing new for `settings.quiet` seconds.

        For work that the bot does long after its acknowledgement, use `wait_for`.
        """
        async with asyncio.timeout(timeout):
            while True:
                change = asyncio.ensure_future(self.pulse.wait())
                try:
                    quiet = None if self._busy else self._quiet
                    done, _ = await asyncio.wait({change}, timeout=quiet)
                finally:
                    change.cancel()
                if not done and not self._busy:
                    return

    async def wait_for(
        self,
        predicate: Callable[[], T | None],
        timeout: float = 2.0,  # noqa: ASYNC109 - for tests to read
    ) -> T:
        """Look again after every change until the predicate has a truthy answer."""
        try:
            async with asyncio.timeout(timeout):
                while True:
                    found = predicate()
                    if found:
                        return found
                    await self.pulse.wait()
        except TimeoutError:
            raise TimeoutError(f"nothing of the kind at Slack within {timeout} s") from None
