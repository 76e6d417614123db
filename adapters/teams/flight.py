"""One errand at a time, however many wait for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


class Flight:
    """Runs an errand that is joined while it is under way, and outlives those who wait for it.

    Args:
        errand: What to do. It keeps its result and its failures to itself, and raises nothing.
    """

    def __init__(self, errand: Callable[[], Coroutine[object, object, None]]) -> None:
        self._errand = errand
        self._task: asyncio.Task[None] | None = None

    @property
    def under_way(self) -> bool:
        """Whether it can be joined."""
        return self._task is not None and not self._task.done()

    def start(self) -> asyncio.Task[None]:
        """Begin, unless it is under way."""
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._errand())
        return self._task

    async def land(self) -> None:
        """Wait until it is done; it begins now if it is not under way."""
        await asyncio.shield(self.start())

    async def close(self) -> None:
        """Give it up."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
