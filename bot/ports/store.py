"""What the core needs from a store: one transaction at a time, with the aggregates on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from bot.model.counts import Counts
    from bot.model.cover import Cover, CoverState
    from bot.model.due import Due, Planned
    from bot.model.oncall import Roster
    from bot.outgoing import Outgoing
    from bot.ports.budgets import BudgetReading

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


@dataclass(frozen=True, slots=True)
class Conversation:
    """How a place is reached unasked.

    Attributes:
        platform: Where it is.
        channel: The platform's own id of the channel or conversation.
        workspace: The organisation on that platform.
        address: All else that the platform wants to know, in its own words.
        user: With whom it is held, if it is a conversation with one person.
        within: What it is part of and is forgotten with, such as a team on Teams.
        at: When this was learned.
    """

    platform: str
    channel: str
    workspace: str
    address: Mapping[str, str]
    user: str | None
    within: str | None
    at: datetime


class Conversations(Protocol):
    """Places that a platform let us into."""

    def keep(self, conversation: Conversation) -> None:
        """Remember one, in place of what was known about it."""
        ...

    def find(self, platform: str, channel: str) -> Conversation | None:
        """The one of that id."""
        ...

    def with_person(self, platform: str, user: str) -> Conversation | None:
        """The newest that is held with one person."""
        ...

    def forget(self, platform: str, channel: str) -> None:
        """Forget one that is gone."""
        ...

    def forget_within(self, platform: str, within: str) -> None:
        """Forget all that are part of something that is gone."""
        ...


class Rosters(Protocol):
    """Each rotation's last good roster, for when its source does not answer."""

    def last_good(self, rotation: str) -> Roster | None:
        """The newest that succeeded."""
        ...

    def keep(self, rotation: str, roster: Roster) -> None:
        """Remember one as the last good one."""
        ...


class Covers(Protocol):
    """Covers: proposed to who would stand in, taken when they accept."""

    def propose(self, cover: Cover) -> Cover:
        """Write a new one down; gives it with its number."""
        ...

    def find(self, number: int) -> Cover | None:
        """The one of that number."""
        ...

    def within(self, rotation: str, *, start: datetime, end: datetime) -> Sequence[Cover]:
        """All of a rotation that touch [start, end), whatever became of them, by number."""
        ...

    def open_after(self, instant: datetime) -> Sequence[Cover]:
        """All that are proposed or accepted and not over at an instant, by number."""
        ...

    def decide(
        self,
        number: int,
        became: CoverState,
        *,
        among: frozenset[CoverState],
        by: str,
        at: datetime,
    ) -> Cover | None:
        """Change what became of one, if it is in one of these states still; None if it is not.

        Args:
            number: Which one.
            became: What becomes of it.
            among: What it must be before.
            by: The key of who decides.
            at: When.
        """
        ...


class DueRows(Protocol):
    """What is due when: a row for each job and slot, done once by whoever claims it."""

    def plan(self, rows: Iterable[Planned]) -> int:
        """Write down what is to come; what is known already stays as it is. Gives the new ones."""
        ...

    def claim(self, *, now: datetime, until: datetime, most: int, by: str) -> Sequence[Due]:
        """Take what is due, the oldest first: what waits, and what another claimed and let lapse.

        Args:
            now: What is due by then.
            until: When the claim lapses.
            most: How many at once.
            by: Whose claim it is.
        """
        ...

    def finish(self, due: Due, *, by: str, skipped: bool = False) -> bool:
        """Close one that is claimed; False if the claim has lapsed and was taken by another."""
        ...

    def next(self) -> Planned | None:
        """The first that waits."""
        ...


class Outbox(Protocol):
    """What is to be said unasked: put here with what caused it, sent by ``bot/delivery.py``."""

    def put(self, outgoing: Outgoing) -> bool:
        """Put one in; False if its key is there already, and nothing changes."""
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
    def due(self) -> DueRows:
        """What is due when."""
        ...

    @property
    def outbox(self) -> Outbox:
        """What is to be said unasked."""
        ...


class Store(Protocol):
    """Runs plain functions inside transactions."""

    async def transact(
        self, work: Callable[[Tx], T], *, durability: Durability = Durability.POWER_LOSS
    ) -> T:
        """Run ``work`` in one transaction: all of it is committed, or nothing if it raises."""
        ...
