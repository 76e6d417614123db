"""What the core needs from a store: one transaction at a time, with the aggregates on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.model.due import Became

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from bot.model.counts import Counts
    from bot.model.cover import Cover, CoverState
    from bot.model.due import Due, Planned
    from bot.model.oncall import Roster
    from bot.model.pace import Flow, Ledger
    from bot.outgoing import Certain, Outgoing, Sending, Waiting
    from bot.ports.budgets import BudgetReading
    from bot.ports.chat import Posted

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

    def end(self, number: int, *, at: datetime) -> Cover:
        """Let one that holds end now."""
        ...


class Calendars(Protocol):
    """By which token each service's calendar is subscribed to."""

    def tokens(self) -> Mapping[str, str]:
        """Every token, by the service whose calendar it opens."""
        ...

    def issue(self, service: str, token: str, *, at: datetime) -> None:
        """Let a token open a service's calendar; an earlier one does not any more."""
        ...


class DueRows(Protocol):
    """What is due when: a row for each job and slot, done once by whoever claims it."""

    def plan(self, rows: Iterable[Planned]) -> int:
        """Write down what is to come; what is known already stays as it is. Gives the new ones."""
        ...

    def planned_at(self, job: str) -> datetime | None:
        """When a job's coming slots were written down last."""
        ...

    def note_planned(self, job: str, *, at: datetime) -> None:
        """Remember that a job's coming slots were written down."""
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

    def superseded(self, planned: Planned, *, now: datetime) -> bool:
        """Whether a later one of the same series is due by now, or was."""
        ...

    def finish(self, due: Due, *, by: str, at: datetime, became: Became = Became.DONE) -> bool:
        """Close one that is claimed; False if the claim has lapsed and was taken by another."""
        ...

    def postpone(self, due: Due, *, by: str, until: datetime) -> bool:
        """Give one back, to be claimed again later; False if another has taken it."""
        ...

    def next(self, job: str) -> Planned | None:
        """The first of a job that waits."""
        ...

    def late(self, *, now: datetime) -> int:
        """How many could have been claimed by now and were not."""
        ...

    def forget_before(self, instant: datetime) -> int:
        """Delete what was closed before; returns how many."""
        ...


class Outbox(Protocol):
    """What is to be said unasked: put here with what caused it, sent by ``bot/delivery.py``."""

    def put(self, outgoing: Outgoing) -> bool:
        """Put one in; False if its key is there already, and nothing changes.

        What it replaces and has not begun to be sent is never sent.
        """
        ...

    def ready(self, platform: str, *, now: datetime, most: int) -> Sequence[Waiting]:
        """What may go: of each place the first that is open, unless it is being sent or too soon.

        Args:
            platform: Where.
            now: By when it may go.
            most: How many at once; those that were put in first.
        """
        ...

    def begin(self, waiting: Waiting, *, by: str, now: datetime, until: datetime) -> Sending:
        """Claim one of those, and write down that it may arrive from now on."""
        ...

    def sent(self, sending: Sending, posted: Posted, *, by: str, at: datetime) -> bool:
        """Close one that stands there; False if another has taken it."""
        ...

    def note_repeated(self, sending: Sending, *, by: str) -> bool:
        """Write down that it goes out although it may have arrived; False if another has it."""
        ...

    def put_back(self, sending: Sending, *, by: str, until: datetime, certain: Certain) -> bool:
        """Give one back, to go later; False if another has taken it.

        Args:
            sending: Which one.
            by: Whose claim it was.
            until: From when on it may go.
            certain: What is known about where it is.
        """
        ...

    def failed(self, sending: Sending, why: str, *, by: str, at: datetime) -> bool:
        """Close one that cannot be sent; False if another has taken it."""
        ...

    def posted(self, key: str) -> Posted | None:
        """What was posted under a key; None if it was not, or not yet, or is forgotten."""
        ...

    def is_open(self, key: str) -> bool:
        """Whether something of that key is still to be sent."""
        ...

    def next(self, platform: str) -> datetime | None:
        """From when on something may go; None if nothing waits."""
        ...

    def waiting(self, platform: str) -> int:
        """How many are still to be sent."""
        ...

    def forget_before(self, instant: datetime) -> int:
        """Delete what was closed before; returns how many."""
        ...


class Paces(Protocol):
    """How fast each place and each platform is being written to, for all processes together."""

    def ledger(self, platform: str, place: str) -> Ledger:
        """What has gone to a place."""
        ...

    def keep_ledger(self, platform: str, place: str, ledger: Ledger, *, free: datetime) -> None:
        """Remember what has gone to a place, and from when on the next may."""
        ...

    def flow(self, platform: str) -> Flow:
        """What has gone to all places of a platform, and whether it asked for patience."""
        ...

    def keep_flow(self, platform: str, flow: Flow) -> None:
        """Remember it."""
        ...

    def forget_before(self, instant: datetime) -> int:
        """Delete the places that were free again before; returns how many."""
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
