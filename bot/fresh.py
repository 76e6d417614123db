"""Values that stay fresh for a while, fetched once however many ask at the same time."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

K = TypeVar("K")
V = TypeVar("V")


JOINED = timedelta(minutes=1)
"""How long after its start a fetch may be joined; the playground's clock moves by more."""


class Fresh(Generic[K, V]):
    """A cache with single-flight: failures are not kept, but shared by those who wait."""

    def __init__(self) -> None:
        self._kept: dict[K, tuple[datetime, timedelta, V]] = {}
        self._under_way: dict[K, tuple[datetime, asyncio.Task[V]]] = {}

    async def get(
        self, key: K, fetch: Callable[[], Awaitable[V]], *, now: datetime, lasts: timedelta
    ) -> V:
        """The value that was fetched at most ``lasts`` ago, else a new one."""
        kept = self._kept.get(key)
        if kept and kept[0] <= now < kept[0] + lasts:
            return kept[2]
        begun = self._under_way.get(key)
        if begun is None or not begun[0] <= now < begun[0] + JOINED:
            begun = now, asyncio.ensure_future(self._fetch(key, fetch, now=now, lasts=lasts))
            self._under_way[key] = begun
            begun[1].add_done_callback(lambda task: self._landed(key, task))
        return await asyncio.shield(begun[1])

    async def _fetch(
        self, key: K, fetch: Callable[[], Awaitable[V]], *, now: datetime, lasts: timedelta
    ) -> V:
        value = await fetch()
        for old in [k for k, (at, lasted, _) in self._kept.items() if now >= at + lasted]:
            del self._kept[old]
        if key not in self._kept or self._kept[key][0] <= now:
            self._kept[key] = (now, lasts, value)
        return value

    def _landed(self, key: K, task: asyncio.Task[V]) -> None:
        if self._under_way.get(key, (None, None))[1] is task:
            del self._under_way[key]
