"""A store in memory: what the core writes for each request, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from bot.ports.store import Durability

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.ports.store import AuditEntry, Store, Tx

T = TypeVar("T")


class Audit:
    def __init__(self) -> None:
        self.entries: dict[str, AuditEntry] = {}

    def record(self, entry: AuditEntry) -> bool:
        return self.entries.setdefault(entry.event_key, entry) is entry

    def knows(self, event_key: str) -> bool:
        return event_key in self.entries

    def user_of(self, person: str, platform: str) -> str | None:
        raise NotImplementedError

    def forget_before(self, instant: datetime) -> int:
        old = [key for key, entry in self.entries.items() if entry.at < instant]
        for key in old:
            del self.entries[key]
        return len(old)


class OneTx:
    """The audit alone: no command of these tests asks for anything else."""

    def __init__(self, audit: Audit) -> None:
        self.audit = audit


class MemoryStore:
    def __init__(self) -> None:
        self.audit = Audit()

    async def transact(
        self, work: Callable[[Tx], T], *, durability: Durability = Durability.POWER_LOSS
    ) -> T:
        return work(cast("Tx", OneTx(self.audit)))


if TYPE_CHECKING:
    _store: type[Store] = MemoryStore
