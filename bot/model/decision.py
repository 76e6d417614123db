"""A decision: a question, who decides it by when, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class DecisionState(StrEnum):
    """draft → open → decided → (expired | superseded | reversed); open ↔ escalated."""

    DRAFT = "draft"
    """Nobody owns decisions of its kind yet; it opens when somebody does."""
    OPEN = "open"
    ESCALATED = "escalated"
    """Its limit passed: who stands above the approver may decide as well."""
    DECIDED = "decided"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REVERSED = "reversed"


OPEN_STATES = frozenset({DecisionState.OPEN, DecisionState.ESCALATED})
"""Somebody may decide it now."""
UNDECIDED = OPEN_STATES | {DecisionState.DRAFT}
"""Nothing was decided yet."""
SETTLED = frozenset(DecisionState) - UNDECIDED
"""It is not asked any more: something was decided, or another question took its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Where something was said.

    Attributes:
        platform: Where.
        channel: The platform's own id.
        thread: The platform's own id of the thread, if it was said in one for all who read there.
        link: An address under which it can be read; None if the platform gives none.
        direct: Whether it was said between two alone; then nobody else is told where.
    """

    platform: str
    channel: str
    thread: str | None = None
    link: str | None = None
    direct: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision; people call it ``D-14``.

    Attributes:
        number: Its own, given by the store.
        engagement: The key of the engagement.
        service: The key of the service that it is about.
        kind: The key of its kind.
        question: What is to be decided.
        options: What there is to choose from; anything if there are none.
        state: Where it stands.
        opened_by: The key of who asked.
        opened_at: When.
        opened_in: Where.
        approver: The key of who decides, as it was when it was opened; None for a draft.
        delegate: The key of who decides in their place once ``delegate_from`` has come.
        right: The number of the right on which that rests; None without one.
        delegate_from: When half its limit has passed.
        due: When all of it has.
        escalated_to: The key of who stands above the approver, once it is escalated.
        outcome: What was decided.
        rationale: Why.
        decided_by: The key of who decided.
        decided_at: When.
        decided_in: Where.
        review_at: When it is to be looked at again.
        expires: From when on it holds no more.
        reversible: Whether it may be taken back.
        supersedes: The number of the decision whose place it takes.
        superseded_by: The number of the decision that took its place.
        ended_by: The key of who reversed it.
        ended_at: When it was superseded or reversed, or expired.
        because: Why it was reversed.
    """

    number: int = 0
    engagement: str
    service: str
    kind: str
    question: str
    options: tuple[str, ...] = ()
    state: DecisionState
    opened_by: str
    opened_at: datetime
    opened_in: Spoken
    approver: str | None = None
    delegate: str | None = None
    right: int | None = None
    delegate_from: datetime | None = None
    due: datetime | None = None
    escalated_to: str | None = None
    outcome: str | None = None
    rationale: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    decided_in: Spoken | None = None
    review_at: datetime | None = None
    expires: datetime | None = None
    reversible: bool = True
    supersedes: int | None = None
    superseded_by: int | None = None
    ended_by: str | None = None
    ended_at: datetime | None = None
    because: str | None = None

    @property
    def name(self) -> str:
        """``D-14``."""
        return f"D-{self.number}"

    @property
    def link(self) -> str | None:
        """Where it can be read: what was decided, else what was asked."""
        return (self.decided_in and self.decided_in.link) or self.opened_in.link

    @property
    def settled_by(self) -> str | None:
        """The key of who decided it; of who put another question in its place before that."""
        return self.decided_by or self.ended_by

    @property
    def settled_at(self) -> datetime | None:
        """When they did; None while it waits."""
        return self.decided_at or self.ended_at

    def state_at(self, now: datetime) -> DecisionState:
        """Where it stands; what expired has, whether that was noticed or not."""
        over = self.state is DecisionState.DECIDED and not self.in_force(now)
        return DecisionState.EXPIRED if over else self.state

    def looked_at_again(self, now: datetime) -> datetime | None:
        """When that is to come, while it holds; what ends by then is not looked at before."""
        again, ends = self.review_at, self.expires
        if again is None or again <= now or not self.in_force(now):
            return None
        return again if ends is None or again < ends else None

    def held_until(self, now: datetime) -> datetime | None:
        """When what was decided ends, or when it ended; None if nothing was, or it never does."""
        if self.outcome is None:
            return None
        if self.in_force(now):
            return self.expires
        return min(filter(None, (self.ended_at, self.expires)), default=None)

    def in_force(self, now: datetime) -> bool:
        """Whether it was decided and still holds."""
        decided = self.state is DecisionState.DECIDED
        return decided and (self.expires is None or now < self.expires)
