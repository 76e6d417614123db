"""Until when things hold and by when they are to be answered, in an engagement's own calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.terms import days_later, months_later
from bot.model.working_time import WorkingTime

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.decision_kind import DecisionKind
    from bot.model.organisation import Engagement

RIGHT_MONTHS = 12
"""How long a right holds unless it says otherwise."""
AHEAD_DAYS = 14
"""How long before a right ends it is announced."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """By when a decision is to be taken: in working time.

    Attributes:
        delegate_from: From when on the delegate may decide as well.
        due: By when it is to be decided.
        escalates: From when on whoever stands above may.
    """

    delegate_from: datetime
    due: datetime
    escalates: datetime


def lapses_at(engagement: Engagement, now: datetime) -> datetime:
    """By when a proposal is to be answered."""
    return days_of_work(engagement, now, engagement.decisions.lapse_days)


def days_of_work(engagement: Engagement, now: datetime, days: int) -> datetime:
    """The end of so many working days from now on."""
    working = _working(engagement)
    return working.after(now, days * working.day)


def deadlines(engagement: Engagement, now: datetime, *, due: datetime | None = None) -> Deadlines:
    """By when a decision is to be taken, and from when on others than its approver may.

    A limit that somebody names may give the approver more time, and never less: anybody can open a
    decision, and nobody takes it out of the hands that both sides agreed on by being in a hurry.

    Args:
        engagement: Whose calendar and limit.
        now: When the clock starts.
        due: The end of it, if somebody named one.
    """
    working = _working(engagement)
    limit = engagement.decisions.limit_days * working.day
    usual, half = working.after(now, limit), working.after(now, limit / 2)
    if due is None:
        return Deadlines(half, usual, usual)
    named_half = working.after(now, working.between(now, due) / 2)
    return Deadlines(max(half, min(named_half, due)), due, max(usual, due))


def right_expires(engagement: Engagement, effective: datetime) -> datetime:
    """When a right ends that names no end."""
    return months_later(effective, RIGHT_MONTHS, engagement.zone)


def announced_at(engagement: Engagement, expires: datetime) -> datetime:
    """When it is said that a right is about to end."""
    return days_later(expires, -AHEAD_DAYS, engagement.zone)


def decision_expires(kind: DecisionKind, engagement: Engagement, decided: datetime) -> datetime:
    """When a decision ends that names no end."""
    return days_later(decided, kind.term.expires_days, engagement.zone)


def review_at(
    kind: DecisionKind, engagement: Engagement, decided: datetime, *, expires: datetime
) -> datetime:
    """When a decision is looked at again: by its kind's term, at the latest when it ends."""
    return min(days_later(decided, kind.term.review_days, engagement.zone), expires)


def _working(engagement: Engagement) -> WorkingTime:
    return WorkingTime(engagement.calendar, engagement.zone)
