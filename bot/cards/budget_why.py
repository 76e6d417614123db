"""Why a budget answer says what it says: source, query, window, method, age, coverage, rule."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from bot import phrases
from bot.cards.budget_forecast import pace
from bot.model.burn import reachable_alerts
from bot.reply import Code, Fact, Facts, Text

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.assessment import Assessment
    from bot.model.organisation import Engagement
    from bot.reply import Block


def why(
    found: Assessment, engagement: Engagement | None, *, zone: str, now: datetime
) -> tuple[Block, ...]:
    """The grounds of one objective's answer."""
    reading = found.reading
    facts = [
        Fact("Source", reading.provenance.source),
        Fact("Method", reading.provenance.method),
        Fact("Window", _window(found, zone=zone, now=now)),
        Fact("Age", _age(found, zone=zone, now=now)),
        Fact("Coverage", _coverage(found)),
        Fact("Arithmetic", _arithmetic(found)),
        Fact("SLI", _sli(found)),
        Fact("Alerts", _alerts(found)),
        Fact("Forecast", f"goes on at {pace(found)}"),
        Fact("Policy", _policy(engagement)),
    ]
    if reading.provenance.accuracy:
        facts.insert(5, Fact("Accuracy", reading.provenance.accuracy))
    if found.failure is not None:
        facts.insert(1, Fact("Failure", found.failure))
    blocks: list[Block] = [Facts(tuple(facts))]
    if reading.provenance.queries:
        blocks.append(Text("What was asked:"))
        blocks.extend(Code(query) for query in reading.provenance.queries)
    return tuple(blocks)


def _window(found: Assessment, *, zone: str, now: datetime) -> str:
    at = found.reading.at
    start, end = (phrases.moment(each, zone, now=now) for each in (at - found.slo.window, at))
    return f"{phrases.span(found.slo.window)}, from {start} to {end}"


def _age(found: Assessment, *, zone: str, now: datetime) -> str:
    as_of = found.reading.as_of
    if as_of is None:
        return "never seen"
    interval = phrases.span(found.reading.interval)
    newest = f"{phrases.ago(now - as_of)}, at {phrases.moment(as_of, zone, now=now)}"
    said = f"newest sample {newest}; expected every {interval}"
    return f"{said}; this is the last good answer" if found.failure is not None else said


def _coverage(found: Assessment) -> str:
    coverage = found.reading.coverage
    return "unknown" if coverage is None else f"{phrases.percent(coverage)} of the window"


def _arithmetic(found: Assessment) -> str:
    budget = found.budget
    bad, total = phrases.count(budget.counts.bad), phrases.count(budget.counts.total)
    if budget.spent is None:
        return "no valid events: nothing to divide"
    rounded = budget.allowed if budget.allowed < 1 else budget.allowed.quantize(Decimal("0.1"))
    allowed = f"{rounded.normalize():,f}"
    return (
        f"{bad} bad ÷ ((1 \u2212 {phrases.target(found.slo.target)}) × {total} = {allowed} allowed)"
        f" = {phrases.percent(budget.spent)} spent"
    )


def _sli(found: Assessment) -> str:
    sli, target = found.budget.sli, found.slo.target
    if sli is None:
        return "no valid events"
    digits = target.normalize() * Decimal("0.01")  # two more than the target has
    measured = sli.quantize(digits, ROUND_FLOOR)
    return f"{phrases.target(measured)} good, where {phrases.target(target)} is the objective"


def _alerts(found: Assessment) -> str:
    rules = [
        f"{alert.severity} above {phrases.trimmed(round(limit, 2))}×"
        f" over {phrases.window(alert.long)} and {phrases.window(alert.short)}"
        for alert, limit in reachable_alerts(found.slo)
        if {alert.long, alert.short} <= found.burn.keys()
    ]
    return "; ".join(rules) or "none: this source cannot measure their short windows"


def _policy(engagement: Engagement | None) -> str:
    if engagement is None:
        return "no engagement runs this service, so no policy"
    policy = engagement.policy
    tiers = ", ".join(
        f"{name} from {phrases.percent(share)} spent"
        for name, share in (
            ("watch", policy.watch),
            ("at risk", policy.at_risk),
            ("exhausted", policy.exhausted),
        )
    )
    agreed = "agreed by both sides" if policy.agreed else "proposed, not agreed by both sides yet"
    return f"{tiers}; a tier is left after two days below it; {agreed}"
