"""When something happens by itself to rights and decisions: slots of ``bot/jobs/``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.decisions.terms import announced_at
from bot.model.due import Planned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.decisions.terms import Deadlines
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement
    from bot.model.right import DecisionRight

RIGHTS, DECISIONS = "rights", "decisions"
"""The jobs, by the names of their modules."""


class Turn(StrEnum):
    """What becomes of a right or a decision when its time has come."""

    LAPSES = "lapses"
    ENDS_SOON = "ends-soon"
    EXPIRES = "expires"
    DELEGATE = "delegate"
    DUE = "due"
    REVIEW = "review"


def proposal_slots(right: DecisionRight) -> Iterator[Planned]:
    """What comes of a proposal that nobody answers."""
    if right.lapses_at:
        yield _slot(RIGHTS, right.number, Turn.LAPSES, right.lapses_at)


def right_slots(right: DecisionRight, engagement: Engagement) -> Iterator[Planned]:
    """What comes of a right in force."""
    if right.expires is None or right.decided_at is None:
        return
    if soon := ends_soon_at(right, engagement):
        yield _slot(RIGHTS, right.number, Turn.ENDS_SOON, soon)
    if right.expires > right.decided_at:
        yield _slot(RIGHTS, right.number, Turn.EXPIRES, right.expires)


def ends_soon_at(right: DecisionRight, engagement: Engagement) -> datetime | None:
    """When it is said that a right is about to end; None for one that ends sooner than that."""
    if right.expires is None or right.decided_at is None:
        return None
    soon = announced_at(engagement, right.expires)
    return soon if soon > right.decided_at else None


def open_slots(decision: Decision, limits: Deadlines) -> Iterator[Planned]:
    """What comes of a decision that nobody takes."""
    if decision.delegate:
        yield _slot(DECISIONS, decision.number, Turn.DELEGATE, limits.delegate_from)
    if decision.approver:
        yield _slot(DECISIONS, decision.number, Turn.DUE, limits.escalates)


def decided_slots(decision: Decision) -> Iterator[Planned]:
    """What comes of a decision that was taken."""
    if decision.review_at:
        yield _slot(DECISIONS, decision.number, Turn.REVIEW, decision.review_at)
    if decision.expires:
        yield _slot(DECISIONS, decision.number, Turn.EXPIRES, decision.expires)


def read(slot: str) -> tuple[int, Turn]:
    """The number and the turn of a slot."""
    number, turn = slot.partition("@")[0].split()
    return int(number), Turn(turn)


def _slot(job: str, number: int, turn: Turn, at: datetime) -> Planned:
    return Planned(job, f"{number} {turn}@{at.isoformat()}", at)
