"""What the core needs of a store about who decides: rights, decisions, incidents, the history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from bot.model.decision import Decision, DecisionState
    from bot.model.incident import Incident
    from bot.model.right import DecisionRight


class Rights(Protocol):
    """Decision rights: proposed by one side, active when the other accepts."""

    def propose(self, right: DecisionRight) -> DecisionRight:
        """Write a new one down; gives it with its number and version."""
        ...

    def find(self, number: int) -> DecisionRight | None:
        """The one of that number."""
        ...

    def amend(self, right: DecisionRight) -> None:
        """Write what became of one, in place of what stood under its number.

        At most one right of a kind and engagement is active, and at most one is proposed; the store
        refuses a second one as a fault.
        """
        ...

    def current(self, engagement: str | None = None) -> Sequence[DecisionRight]:
        """Those that are active, though perhaps expired, or proposed; by number.

        Args:
            engagement: Of which one; of all when None.
        """
        ...

    def of_file(self, engagement: str, at: datetime) -> Sequence[DecisionRight]:
        """What the file proposed to an engagement at one instant, whatever became of it."""
        ...

    def seeds(self, engagement: str) -> Mapping[str, str]:
        """By kind, the fingerprint of what the file said when it was last proposed."""
        ...

    def note_seed(self, engagement: str, kind: str, fingerprint: str) -> None:
        """Remember what the file said when it was proposed."""
        ...


class Decisions(Protocol):
    """Decisions: opened, decided, expired, superseded, reversed."""

    def open(self, decision: Decision) -> Decision:
        """Write a new one down; gives it with its number."""
        ...

    def find(self, number: int) -> Decision | None:
        """The one of that number."""
        ...

    def amend(self, decision: Decision) -> None:
        """Write where one stands, in place of what stood under its number."""
        ...

    def among(
        self,
        *,
        engagement: str | None = None,
        service: str | None = None,
        kinds: Collection[str] | None = None,
        states: Collection[DecisionState] | None = None,
        words: Collection[str] = (),
        most: int | None = None,
    ) -> Sequence[Decision]:
        """The newest that fit all of what is said, by number, the newest first.

        Args:
            engagement: Of which one; of all when None.
            service: About which one; about all when None.
            kinds: Of one of these; of any when None.
            states: In one of these; in any when None.
            words: All of which stand in its question, options, outcome or rationale, whatever
                their case.
            most: How many at once; all when None.
        """
        ...


class Incidents(Protocol):
    """Declared incidents; of each service at most one runs."""

    def declare(self, incident: Incident) -> Incident:
        """Write a new one down; gives it with its number."""
        ...

    def running(self, service: str) -> Incident | None:
        """The one of a service that was not called off."""
        ...

    def amend(self, incident: Incident) -> None:
        """Write what became of one, in place of what stood under its number."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One thing that was changed, by whom, from what to what.

    Attributes:
        subject: What was changed: ``right 7``, ``decision 14``, ``incident 3``.
        what: What happened, in a word: ``proposed``.
        at: When.
        person: The key of who did it; None for what happens by itself.
        event_key: The request by which it was done; None for what happens by itself.
        before: What was so before, JSON-like; None for what is new.
        after: What is so since.
        link: Where it was said, an address.
    """

    subject: str
    what: str
    at: datetime
    person: str | None
    event_key: str | None
    before: Mapping[str, object] | None
    after: Mapping[str, object]
    link: str | None = None


class History(Protocol):
    """What was agreed and decided, step by step, with what was so before; never forgotten."""

    def note(self, noted: Noted) -> None:
        """Write a step down."""
        ...

    def of(self, subject: str) -> Sequence[Noted]:
        """The steps of one subject, oldest first."""
        ...
