"""What a reading means: the state of one objective's error budget at one instant.

Rules: docs/rules/no-data.md, docs/rules/several-objectives.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.model.budget import ONE, ErrorBudget
from bot.model.burn import Severity, burn_rate, firing
from bot.model.counts import within
from bot.model.curve import Point
from bot.model.episodes import Episode, episodes
from bot.model.exhaustion import Rolling, time_to_exhaustion

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from decimal import Decimal

    from bot.model.burn import BurnAlert
    from bot.model.counts import Slice
    from bot.model.policy import Policy, Tier
    from bot.model.slo import Slo
    from bot.ports.budgets import BudgetReading

FORECAST_WINDOW = "1d"
"""Ours: forecasts go on at the last day's burn, which has a whole daily cycle in it; while the
budget goes so fast that a page is due, at the burn of that alert's long window instead."""

STALE_INTERVALS = 2
"""Ours: a reading is stale when its newest sample is older than this many intervals."""


DAY = timedelta(days=1)


class State(StrEnum):
    """What is known. Only the first two have a number that may be trusted today."""

    MEASURED = "measured"
    NO_TRAFFIC = "no_traffic"
    """Samples are there, events are not: no data, not 100 %."""
    STALE = "stale"
    """Samples stopped coming."""
    NEVER_SEEN = "never_seen"
    """Nothing matches what was asked."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One objective's budget, judged.

    ``spent`` and ``remaining`` are fractions, None without traffic; ``burn`` has a rate for every
    window that could be measured; ``exhausts_at`` and its like go on at the
    burn of the window that ``forecast`` names.
    ``curve`` is what was left at each instant of the window, from 1 at its start.
    ``held`` is set when the tier is only kept until two days below it have passed.
    ``failure`` is set when the source failed and the reading is the last good one.
    """

    slo: Slo
    reading: BudgetReading
    state: State
    budget: ErrorBudget
    burn: Mapping[str, Decimal | None]
    alert: tuple[BurnAlert, Decimal] | None
    forecast: str
    tier: Tier | None
    exhausts_at: datetime | None
    exhausts_at_rolling: datetime | None
    recovers_at_rolling: datetime | None
    curve: tuple[Point, ...]
    episodes: tuple[Episode, ...]
    failure: str | None = None
    held: bool = False

    @property
    def stale(self) -> bool:
        """Whether today's truth may be another."""
        return self.state is State.STALE or self.failure is not None

    @property
    def severity(self) -> Decimal:
        """For worst-first order: the share spent; what is unknown comes before what is fine.

        A whole budget may have gone since samples stopped, or may soon go where an alert asks for a
        page: that much is added to the share then.
        """
        if self.budget.spent is None:
            return ONE
        return self.budget.spent + (ONE if self.paged or self.state is State.STALE else 0)

    @property
    def paged(self) -> bool:
        """Whether the budget goes so fast that somebody should be woken."""
        return self.alert is not None and self.alert[0].severity is Severity.PAGE

    @property
    def measured(self) -> timedelta:
        """How much of the window lies behind its first event; all of it, or less when it is new."""
        start = self.reading.at - self.slo.window
        first = next((each.start for each in self.reading.slices if each.counts.total), start)
        return self.reading.at - max(first, start)


def assess(
    slo: Slo, reading: BudgetReading, *, policy: Policy, now: datetime, failure: str | None = None
) -> Assessment:
    """Judge a reading by the target that is in force then and by the engagement's policy."""
    slo = replace(slo, target=slo.target_at(reading.at))
    budget = ErrorBudget(reading.window, slo.target)
    burn = {name: burn_rate(counts, slo.target) for name, counts in reading.recent.items()}
    state = state_of(reading, now)
    spent = budget.spent
    inside = within(reading.slices, start=reading.at - slo.window, end=reading.at)
    rolling, to_go = None, None
    trusted = state is State.MEASURED and failure is None
    alert = firing(slo, reading.recent) if trusted else None
    paged = alert is not None and alert[0].severity is Severity.PAGE
    window = alert[0].long if alert and paged else FORECAST_WINDOW
    forecast = burn.get(window)
    if spent is not None and forecast is not None and trusted:
        rolling = Rolling(
            now=reading.at,
            window=slo.window,
            slices=inside,
            allowed=budget.allowed,
            spent=spent,
            burn=forecast,
        )
        to_go = time_to_exhaustion(remaining=1 - spent, window=slo.window, burn=forecast)
    tier = _tier(slo, reading, policy=policy)
    return Assessment(
        slo=slo,
        reading=reading,
        state=state,
        budget=budget,
        burn=burn,
        alert=alert,
        forecast=window,
        tier=tier,
        exhausts_at=reading.at + to_go if to_go is not None else None,
        exhausts_at_rolling=rolling.exhausts_at() if rolling else None,
        recovers_at_rolling=rolling.recovers_at() if rolling else None,
        curve=_curve(inside, budget.allowed),
        episodes=episodes(inside, target=slo.target, allowed=budget.allowed),
        failure=failure,
        held=spent is not None and policy.raw_tier(spent) is not tier,
    )


def state_of(reading: BudgetReading, now: datetime) -> State:
    """Tell the states apart that must never be confused."""
    if reading.as_of is None:
        return State.NEVER_SEEN
    if now - reading.as_of > STALE_INTERVALS * reading.interval:
        return State.STALE
    return State.MEASURED if reading.window.total else State.NO_TRAFFIC


def _tier(slo: Slo, reading: BudgetReading, *, policy: Policy) -> Tier | None:
    spent = ErrorBudget(reading.window, slo.target).spent
    if spent is None:
        return None
    before = [
        ErrorBudget(counts, slo.target_at(reading.at - days * DAY)).spent
        for days, counts in enumerate(reading.before, start=1)
    ]
    return policy.tier(spent, before)


def _curve(inside: tuple[Slice, ...], allowed: Decimal) -> tuple[Point, ...]:
    if not allowed or not inside:
        return ()
    left, points = ONE, [Point(inside[0].start, ONE)]
    for each in inside:
        if each.start > points[-1].at:  # nothing was measured before it: the curve stays level
            points.append(Point(each.start, left))
        left -= each.counts.bad / allowed
        points.append(Point(each.end, left))
    return tuple(points)
