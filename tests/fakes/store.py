"""A store whose next transactions a test can break; otherwise the real one that it wraps."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot.ports.store import Durability

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ports.store import Store, Tx

T = TypeVar("T")


class BreakableStore:
    """Raises ``broken`` instead of working while a test has set it."""

    def __init__(self, real: Store) -> None:
        self._real = real
        self.broken: Exception | None = None

    async def transact(
        self, work: Callable[[Tx], T], *, durability: Durability = Durability.POWER_LOSS
    ) -> T:
        if self.broken is not None:
            raise self.broken
        return await self._real.transact(work, durability=durability)


if TYPE_CHECKING:
    _conforms: type[Store] = BreakableStore
