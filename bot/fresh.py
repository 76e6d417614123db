"""Values that stay fresh for a while, fetched once however many ask at the same time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime, timedelta

K = TypeVar("K")
V = TypeVar("V")


class Fresh(Generic[K, V]):
    """A cache with single-flight: failures are not kept, but shared by those who wait."""

    def __init__(self) -> None:
        self._kept: dict[K, tuple[datetime, V]] = {}
        self._under_way: dict[K, asyncio.Task[V]] = {}

    async def get(
        self, key: K, fetch: Callable[[], Awaitable[V]], *, now: datetime, lasts: timedelta
    ) -> V:
        """The value that was fetched at most ``lasts`` ago, else a new one."""
        kept = self._kept.get(key)
        if kept and kept[0] <= now < kept[0] + lasts:
            return kept[1]
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.ensure_future(self._fetch(key, fetch, now))
            self._under_way[key] = task
            task.add_done_callback(lambda _task: self._under_way.pop(key, None))
        return await asyncio.shield(task)

    async def _fetch(self, key: K, fetch: Callable[[], Awaitable[V]], now: datetime) -> V:
        value = await fetch()
        self._kept[key] = (now, value)
        return value
