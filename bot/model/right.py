"""A decision right: who decides a kind of thing in an engagement, agreed on by both sides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.organisation import Side


class RightState(StrEnum):
    """What became of a right. One that expired stays active, and holds no more."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    """Nobody of the other side answered in time."""
    SUPERSEDED = "superseded"
    """A later one was agreed on."""


class Origin(StrEnum):
    """Where a right was proposed."""

    CHAT = "chat"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Holders:
    """Who has which part in a decision: people by key, and teams where several are meant.

    Attributes:
        approver: Decides; exactly one person.
        delegate: Decides once half the limit has passed.
        driver: Brings it to a decision.
        contributors: Must be heard before.
        informed: Are told after.
        veto: May stop it, for safety, security or the law alone.
    """

    approver: str
    delegate: str | None = None
    driver: str | None = None
    contributors: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    veto: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRight:
    """Who decides a kind of thing; of each kind and engagement at most one is active.

    Attributes:
        number: Its own, given by the store; people say ``owner accept 7``.
        version: Which one of its kind and engagement it is, from 1 on; given by the store.
        engagement: The key of the engagement.
        kind: The key of the kind of decision.
        holders: Who has which part.
        basis: The clause of the charter, or the rule, on which it rests; None if nobody said.
        reason: Why it was proposed.
        origin: Where it was proposed.
        proposed_by: The key of who proposed it.
        side: Theirs; a lead of the other one accepts.
        proposed_at: When.
        lapses_at: From when on it cannot be accepted any more; None for those of the file.
        state: What became of it.
        effective: From when on it holds; None while it is only proposed.
        expires: From when on it holds no more; while it is proposed None for the usual term.
        decided_by: The key of who accepted, declined or withdrew it.
        decided_at: When.
        because: Why it was declined or withdrawn.
        proposed_in: Where the proposal can be read, an address.
        decided_in: The same for what became of it.
    """

    number: int = 0
    version: int = 0
    engagement: str
    kind: str
    holders: Holders
    basis: str | None = None
    reason: str | None = None
    origin: Origin = Origin.CHAT
    proposed_by: str
    side: Side
    proposed_at: datetime
    lapses_at: datetime | None = None
    state: RightState = RightState.PROPOSED
    effective: datetime | None = None
    expires: datetime | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    because: str | None = None
    proposed_in: str | None = None
    decided_in: str | None = None

    def waits(self, now: datetime) -> bool:
        """Whether it waits for an answer: proposed, and not lapsed, noticed or not."""
        lapsed = self.lapses_at is not None and self.lapses_at <= now
        return self.state is RightState.PROPOSED and not lapsed

    def holds(self, now: datetime) -> bool:
        """Whether it is in force: agreed on, begun and not expired. [effective, expires)."""
        if self.state is not RightState.ACTIVE or self.effective is None:
            return False
        return self.effective <= now and (self.expires is None or now < self.expires)
