"""Burn rate: how many times faster than sustainable the budget is being spent.

Rate 1 spends exactly the whole budget in the window. The paired windows and their shares of the
budget are those of *The Site Reliability Workbook*, chapter 5, table 5-8; thresholds are derived
for the objective's own window. Rules: docs/rules/burn-rate.md, docs/rules/low-traffic.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_CEILING, Decimal, localcontext
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.model.budget import ONE, ErrorBudget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model.counts import Counts
    from bot.model.slo import Slo

SECOND = timedelta(seconds=1)
WINDOWS: Mapping[str, timedelta] = {
    "5m": timedelta(minutes=5),
    "30m": timedelta(minutes=30),
    "1h": timedelta(hours=1),
    "2h": timedelta(hours=2),
    "6h": timedelta(hours=6),
    "1d": timedelta(days=1),
    "3d": timedelta(days=3),
}

MIN_BAD_EVENTS = 3
"""Ours: at 10 requests an hour a single failure burns at 100×; nobody is paged for one."""


class Severity(StrEnum):
    """What an alert asks for."""

    PAGE = "page"
    TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class BurnAlert:
    """Fires when both windows burn faster than the threshold that spends ``share`` in ``long``."""

    name: str
    severity: Severity
    long: str
    short: str
    share: Decimal

    def default_threshold(self, window: timedelta) -> Decimal:
        """``share · window / long``: 14.4 for 2 % in 1 h of 30 d, 13.44 of 28 d.

        One that does not end is rounded up, so that a burn of exactly that much never fires.
        """
        with localcontext(rounding=ROUND_CEILING):
            return self.share * (window // SECOND) / (WINDOWS[self.long] // SECOND)


ALERTS = (
    BurnAlert("fast", Severity.PAGE, "1h", "5m", Decimal("0.02")),
    BurnAlert("slow", Severity.PAGE, "6h", "30m", Decimal("0.05")),
    BurnAlert("steady", Severity.TICKET, "3d", "6h", Decimal("0.10")),
)
"""Highest severity first: a lower alert is silent while a higher one fires."""


def burn_rate(counts: Counts, target: Decimal) -> Decimal | None:
    """Error rate over the error rate that the target allows; None without traffic."""
    rate = counts.error_rate
    return None if rate is None else rate / (ONE - target)


def highest_burn(target: Decimal) -> Decimal:
    """The burn rate of a full outage: 10 at 90 %, 2000 at 99.95 %."""
    return ONE / (ONE - target)


def reachable_alerts(slo: Slo) -> tuple[tuple[BurnAlert, Decimal], ...]:
    """The alerts that can fire at all for this target, each with its threshold."""
    pairs = (
        (alert, slo.alert_thresholds.get(alert.name, alert.default_threshold(slo.window)))
        for alert in ALERTS
    )
    return tuple((alert, limit) for alert, limit in pairs if limit < highest_burn(slo.target))


def firing(slo: Slo, windows: Mapping[str, Counts]) -> tuple[BurnAlert, Decimal] | None:
    """The highest alert whose long and short windows both burn above its threshold.

    Args:
        slo: The objective, for its target and thresholds.
        windows: Counts by window name; a window that the source cannot measure is absent.
    """
    for alert, threshold in reachable_alerts(slo):
        long, short = windows.get(alert.long), windows.get(alert.short)
        if long is None or short is None or long.bad < MIN_BAD_EVENTS:
            continue
        budgets = (ErrorBudget(long, slo.target), ErrorBudget(short, slo.target))
        if all(each.counts.bad > threshold * each.allowed for each in budgets):
            return alert, threshold
    return None
