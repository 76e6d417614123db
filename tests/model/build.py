"""Objectives and readings for the tests of the rules, small enough to read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.model.assessment import Assessment, assess
from bot.model.counts import NOTHING, Counts, Slice
from bot.model.organisation import BoundPlace, Engagement, Side, Team
from bot.model.policy import Policy
from bot.model.slo import Slo
from bot.ports.budgets import BudgetReading, Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
POLICY = Policy(agreed=True)


def engagement(policy: Policy = POLICY) -> Engagement:
    sre = Team("sre", "SRE", Side.SRE, "alice", "mona", ("alice",))
    product = Team("product", "Product", Side.PRODUCT, "bob", "pat", ("bob",))
    place = BoundPlace("terminal", "shop", "shop", home=True)
    return Engagement("shop", ("checkout",), sre, product, "dana", (place,), "UTC", policy=policy)


def objective(target: str = "0.999", *, days: int = 28, **rest: object) -> Slo:
    slo = Slo("checkout", "availability", Decimal(target), window=days * DAY, events="requests")
    return replace(slo, **rest)  # type: ignore[arg-type] # the fields of Slo, checked when they run


def reading(
    window: Counts,
    *,
    recent: Mapping[str, Counts] | None = None,
    slices: tuple[Slice, ...] = (),
    before: tuple[Counts, Counts] = (NOTHING, NOTHING),
    as_of: datetime | None = NOW,
) -> BudgetReading:
    return BudgetReading(
        at=NOW,
        window=window,
        before=before,
        recent=recent or {},
        slices=slices,
        as_of=as_of,
        interval=MINUTE,
        coverage=None,
        provenance=Provenance("main", "counted by hand"),
    )


def assessed(found: BudgetReading, slo: Slo | None = None, *, now: datetime = NOW) -> Assessment:
    return assess(slo or objective(), found, policy=POLICY, now=now)


def hours(*bad: int | None, total: int = 10_000, start: datetime = NOW - DAY) -> tuple[Slice, ...]:
    """One slice an hour with so many bad events; None leaves that hour unmeasured."""
    return tuple(
        Slice(start + turn * HOUR, start + (turn + 1) * HOUR, Counts(each, total))
        for turn, each in enumerate(bad)
        if each is not None
    )
