"""Slack's time, which a test can move, and a pulse that says something changed."""

import asyncio
import time


class MovableClock:
    """Wall-clock seconds plus whatever a test added; `frozen` stops it between moves."""

    def __init__(self, *, start: float | None = None, frozen: bool = False) -> None:
        self._base = time.time() if start is None else start
        self._born = time.monotonic()
        self._frozen = frozen
        self._moved = 0.0

    def __call__(self) -> float:
        running = 0.0 if self._frozen else time.monotonic() - self._born
        return self._base + running + self._moved

    def advance(self, seconds: float) -> None:
        self._moved += seconds


class Pulse:
    """Wakes everyone who waits whenever anything changed."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def beat(self) -> None:
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self) -> None:
        await self._event.wait()
