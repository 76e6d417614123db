"""What the core needs from a store: one transaction at a time, with the aggregates on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from bot.model.counts import Counts
    from bot.ports.budgets import BudgetReading
    from bot.ports.store_conversations import Conversations
    from bot.ports.store_decisions import Decisions, History, Incidents, Rights
    from bot.ports.store_oncall import Calendars, Covers, Rosters
    from bot.ports.store_unasked import DueRows, Outbox, Paces

T = TypeVar("T")


class Durability(Enum):
    """What a commit must survive."""

    CRASH = auto()
    """The process may die right after; for readings' audit rows."""
    POWER_LOSS = auto()
    """The machine may lose power right after; for everything that people agreed on."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One request: who asked what, where, and how it went. Never what a survey was answered."""

    event_key: str
    at: datetime
    platform: str
    workspace: str
    user: str
    person: str | None
    channel: str
    thread: str | None
    verb: str | None
    outcome: str
    milliseconds: int


class AuditLog(Protocol):
    """Every request, once."""

    def record(self, entry: AuditEntry) -> bool:
        """Write a request down; False when its event key was already there."""
        ...

    def knows(self, event_key: str) -> bool:
        """Whether a request of this key was written down."""
        ...

    def user_of(self, person: str, platform: str) -> str | None:
        """As which user of a platform somebody asked last; None if they never did."""
        ...

    def forget_before(self, instant: datetime) -> int:
        """Delete older rows; returns how many."""
        ...


class BudgetLedger(Protocol):
    """Daily counts that were imported, and each objective's last good reading."""

    def days(self, slo: str, *, start: date, end: date) -> Mapping[date, Counts]:
        """Counts by day, start and end included."""
        ...

    def put_days(self, slo: str, days: Iterable[tuple[date, Counts]], *, at: datetime) -> None:
        """Write days, replacing what stood there."""
        ...

    def last_good(self, measured_as: str) -> BudgetReading | None:
        """The newest reading that succeeded."""
        ...

    def keep(self, measured_as: str, reading: BudgetReading) -> None:
        """Remember a reading as the last good one."""
        ...


class Tx(Protocol):
    """An open transaction: synchronous, so that nothing can wait inside it."""

    @property
    def audit(self) -> AuditLog:
        """Every request, once."""
        ...

    @property
    def budgets(self) -> BudgetLedger:
        """Imported counts and last good readings."""
        ...

    @property
    def conversations(self) -> Conversations:
        """Places that a platform let us into."""
        ...

    @property
    def rosters(self) -> Rosters:
        """Each rotation's last good roster."""
        ...

    @property
    def covers(self) -> Covers:
        """Who stands in for whom."""
        ...

    @property
    def calendars(self) -> Calendars:
        """By which token each service's calendar is subscribed to."""
        ...

    @property
    def rights(self) -> Rights:
        """Who may decide what."""
        ...

    @property
    def decisions(self) -> Decisions:
        """What was decided, and what is to be."""
        ...

    @property
    def incidents(self) -> Incidents:
        """Which incidents were declared."""
        ...

    @property
    def history(self) -> History:
        """What was agreed and decided, step by step."""
        ...

    @property
    def due(self) -> DueRows:
        """What is due when."""
        ...

    @property
    def outbox(self) -> Outbox:
        """What is to be said unasked."""
        ...

    @property
    def paces(self) -> Paces:
        """How fast each platform is being written to."""
        ...


class Store(Protocol):
    """Runs plain functions inside transactions."""

    async def transact(
        self, work: Callable[[Tx], T], *, durability: Durability = Durability.POWER_LOSS
    ) -> T:
        """Run ``work`` in one transaction: all of it is committed, or nothing if it raises.

        It may be run again, from its start, if the database went away before it was committed: so
        it changes nothing but what is behind ``tx``, and uses up nothing that was given to it.
        """
        ...
