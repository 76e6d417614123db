"""The error budget policy: from what is spent to what follows.

Tier thresholds and hysteresis are ours; the consequence of an exhausted budget follows the example
policy in *The Site Reliability Workbook*, appendix B. Rules: docs/rules/policy-tiers.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Tier(StrEnum):
    """How much of the four-week budget is spent, from relaxed to strict."""

    HEALTHY = "healthy"
    WATCH = "watch"
    AT_RISK = "at_risk"
    EXHAUSTED = "exhausted"

    @property
    def rank(self) -> int:
        """How strict it is; 0 is the most relaxed."""
        return list(Tier).index(self)


class Mode(StrEnum):
    """What an exhausted budget asks for."""

    HALT = "halt"
    REALLOCATE = "reallocate"


@dataclass(frozen=True, slots=True)
class Policy:
    """The tiers' thresholds (share spent, fractions) and what exhaustion means."""

    watch: Decimal = Decimal("0.50")
    at_risk: Decimal = Decimal("0.75")
    exhausted: Decimal = Decimal(1)
    mode: Mode = Mode.HALT
    incident_share: Decimal = Decimal("0.20")
    agreed: bool = False

    def raw_tier(self, spent: Decimal) -> Tier:
        """The tier of one instant, without memory."""
        if spent >= self.exhausted:
            return Tier.EXHAUSTED
        if spent >= self.at_risk:
            return Tier.AT_RISK
        if spent >= self.watch:
            return Tier.WATCH
        return Tier.HEALTHY

    def tier(self, spent: Decimal, before: Iterable[Decimal | None]) -> Tier:
        """The tier now: the strictest of now and the two days before.

        So a tier is left only after two days below it.

        Args:
            spent: Share of the budget spent now.
            before: The share one day ago and two days ago; None where there was no traffic.
        """
        known = [spent, *(share for share in before if share is not None)]
        return max((self.raw_tier(share) for share in known), key=lambda tier: tier.rank)

    def consequence(self, tier: Tier) -> str:
        """What the tier asks of both teams, in a sentence."""
        if tier is Tier.EXHAUSTED:
            return _EXHAUSTED[self.mode]
        return _CONSEQUENCES[tier]


_CONSEQUENCES = {
    Tier.HEALTHY: "Ship as usual; the product group may spend budget on planned risk.",
    Tier.WATCH: "Ship; the biggest spender is named every week.",
    Tier.AT_RISK: "A risky change needs a rollback plan and both leads' consent.",
}
_EXHAUSTED = {
    Mode.HALT: "Changes halt, except P0 fixes and security, until the service is back in its SLO.",
    Mode.REALLOCATE: "Engineering time moves from features to reliability until the service is "
    "back in its SLO.",
}
