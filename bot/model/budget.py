"""The error budget of an event SLO: what is allowed, spent and left.

``B = (1 − target) · valid``, ``spent = bad / B``, ``remaining = 1 − spent``.
Source: *The Site Reliability Workbook*, chapters 2 and 5. Rules: docs/rules/error-budget.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

    from bot.model.counts import Counts

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class ErrorBudget:
    """What a target allows on the traffic that was there, and what is left of it."""

    counts: Counts
    target: Decimal

    def __post_init__(self) -> None:
        if not 0 < self.target < 1:
            msg = f"a target lies between 0 and 1, both excluded: {self.target}"
            raise ValueError(msg)

    @property
    def allowed(self) -> Decimal:
        """Bad events that the target allows on this traffic."""
        return (ONE - self.target) * self.counts.total

    @property
    def spent(self) -> Decimal | None:
        """Share of the budget that is gone, a fraction; above 1 when overspent, None at V = 0."""
        return self.counts.bad / self.allowed if self.counts.total else None

    @property
    def remaining(self) -> Decimal | None:
        """Share of the budget that is left, a fraction; negative when overspent, None at V = 0."""
        spent = self.spent
        return None if spent is None else ONE - spent

    @property
    def events_left(self) -> int:
        """Bad events that may still happen, rounded down; negative when overspent."""
        return int((self.allowed - self.counts.bad).to_integral_value("ROUND_FLOOR"))

    @property
    def sli(self) -> Decimal | None:
        """Share of good events, a fraction; None when there was no traffic."""
        rate = self.counts.error_rate
        return None if rate is None else ONE - rate


def allowed_outage(target: Decimal, window: timedelta) -> timedelta:
    """How long a full outage may last in the window before the budget is gone.

    99.9 % over 30 days gives 43.2 minutes.
    """
    return window * float(ONE - target)
