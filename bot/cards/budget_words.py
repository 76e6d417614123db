"""The sentences of a budget answer: each state of knowledge has its own."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, assert_never

from bot import phrases
from bot.model.assessment import FORECAST_WINDOW, Assessment, State
from bot.model.budget import allowed_outage
from bot.model.burn import Severity
from bot.model.policy import Tier
from bot.reply import Tone

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.organisation import Engagement

TIER_WORDS = {
    Tier.HEALTHY: "healthy",
    Tier.WATCH: "on watch",
    Tier.AT_RISK: "at risk",
    Tier.EXHAUSTED: "exhausted",
}
TIER_TONES = {
    Tier.HEALTHY: Tone.GOOD,
    Tier.WATCH: Tone.WATCH,
    Tier.AT_RISK: Tone.AT_RISK,
    Tier.EXHAUSTED: Tone.BAD,
}
FULL_COVERAGE = Decimal("0.99")
MANY_TIMES = 9
"""Overspent by more than this, a percentage says less than a multiple."""
BURNS_SHOWN = ("1h", "6h", "3d")


def tone(found: Assessment) -> Tone:
    """How the answer feels; what is unknown never feels good."""
    if found.tier is None or found.stale:
        return Tone.UNKNOWN
    return TIER_TONES[found.tier]


def headline(subject: str, found: Assessment, *, zone: str, now: datetime) -> str:
    """One sentence that makes sense alone."""
    return f"{subject}: {short(found, zone=zone, now=now)}"


def short(found: Assessment, *, zone: str, now: datetime) -> str:
    """A headline's message, for where its subject stands beside it."""
    as_of = found.reading.as_of or found.reading.at
    source = found.reading.provenance.source
    known = found.budget.spent is not None
    if found.failure is not None:
        last = _left(found) if known else "no data"
        return f"{last} when last seen {phrases.ago(now - as_of)}; {source} does not answer now"
    match found.state:
        case State.NEVER_SEEN:
            return f"no data, because nothing matches what {source} was asked for"
        case State.NO_TRAFFIC:
            window = phrases.span(found.slo.window)
            return f"no data, because there was no traffic in the last {window}"
        case State.STALE:
            since = phrases.moment(as_of, zone, now=now)
            then = f"; {_left(found)} at that time" if known else ""
            return f"unknown since {since}{then}"
        case State.MEASURED:
            return f"{_left(found)}{_standing(found)}"
        case _:
            assert_never(found.state)


def _left(found: Assessment) -> str:
    remaining = found.budget.remaining
    if remaining is None:
        return "nothing measured"
    if remaining <= -MANY_TIMES:
        return f"error budget spent {phrases.count(int(1 - remaining))} times over"
    if remaining < 0:
        return f"error budget overspent by {phrases.percent(-remaining)}"
    if remaining == 0:
        return "none of the error budget left"
    if found.budget.counts.bad == 0:
        return "all of the error budget left"
    return f"{phrases.percent(remaining)} of the error budget left"


def _standing(found: Assessment) -> str:
    """The tier, where the share does not say it already; one that is only kept is said to be."""
    if found.tier is None:
        return ""
    still = "still " if found.held else ""
    overspent = found.budget.remaining is not None and found.budget.remaining < 0
    if overspent and found.tier is Tier.EXHAUSTED:
        return ""
    return f", {still}{TIER_WORDS[found.tier]}"


def left(found: Assessment) -> str:
    """What remains in events, and what that is worth in minutes of full outage."""
    budget, slo = found.budget, found.slo
    window, events = phrases.span(slo.window), slo.events
    allowed = phrases.count(int(budget.allowed)) if budget.allowed >= 1 else "fewer than 1"
    remaining = budget.remaining
    if remaining is None or remaining < 0:
        bad, total = phrases.count(budget.counts.bad), phrases.count(budget.counts.total)
        return f"{bad} bad of {total} {events}, where {window} allow {allowed}"
    if budget.allowed < 1:
        return f"no bad {events} fit: {window} allow {allowed}"
    outage = phrases.span(_outage(found, remaining))
    still = phrases.count(budget.events_left)
    return (
        f"{still} of the {allowed} bad {events} that {window} allow, worth {outage} of full outage"
    )


def _outage(found: Assessment, remaining: Decimal) -> timedelta:
    return allowed_outage(found.slo.target, found.slo.window) * float(remaining)


def burn(found: Assessment) -> str:
    """The burn over each window that could be measured; 1× spends exactly the budget."""
    shown = [
        f"{phrases.rate(found.burn[name])} over {name[:-1]} {name[-1]}"
        for name in BURNS_SHOWN
        if name in found.burn
    ]
    return " · ".join(shown) if shown else "not measurable with this source"


def alert(found: Assessment) -> str | None:
    """The alert whose condition holds, if one does."""
    if found.alert is None:
        return None
    rule, threshold = found.alert
    asks = "worth a page" if rule.severity is Severity.PAGE else "worth a ticket"
    limit = phrases.trimmed(round(threshold, 2))
    return f"{asks}: above {limit}× over both {rule.long} and {rule.short}"


def runs_out(found: Assessment, *, zone: str, now: datetime) -> str:
    """When the budget is gone if the last day goes on, with and without old spend leaving."""
    remaining = found.budget.remaining
    if remaining is None or found.burn.get(FORECAST_WINDOW) is None:
        return "unknown" if remaining is None or remaining > 0 else "spent"
    if remaining <= 0:
        if back := found.recovers_at_rolling:
            on = phrases.moment(back, zone, now=now)
            return f"spent; back above zero on {on} at the last day's burn"
        window = phrases.span(found.slo.window)
        return f"spent; not back above zero within {window} at the last day's burn"
    if found.exhausts_at is None:
        return "not at the last day's burn"
    to_go = found.exhausts_at - now
    if to_go <= timedelta(0):
        return "by now, if the last day's burn went on"
    pace = f"in {phrases.span(to_go)} at the last day's burn"
    rolling = found.exhausts_at_rolling
    if rolling is None:
        return f"{pace}; not at all once old spend leaves the window"
    return f"{pace}; on {phrases.moment(rolling, zone, now=now)} with old spend leaving the window"


def policy(found: Assessment, engagement: Engagement | None) -> str:
    """The tier and what follows from it, once both sides have agreed to the policy."""
    if found.tier is None:
        return "unknown without data"
    name = TIER_WORDS[found.tier].capitalize()
    if found.stale:
        name += ", as last known"
    if engagement is None:
        return f"{name}. No engagement runs this service, so nothing follows."
    if not engagement.policy.agreed:
        return f"{name}. The policy is proposed and not agreed by both sides yet: nothing follows."
    held = ", because a tier is only left after two days below it" if found.held else ""
    return f"{name}{held}. {engagement.policy.consequence(found.tier)}"


def biggest(found: Assessment, engagement: Engagement | None, *, zone: str) -> str | None:
    """The two largest spending episodes, and what the policy asks after a large one."""
    top = found.episodes[:2]
    if not top:
        return None
    said = phrases.listed(
        [f"{phrases.percent(e.share)} on {phrases.stretch(e.start, e.end, zone)}" for e in top]
    )
    if engagement is None or not engagement.policy.agreed:
        return said
    limit = engagement.policy.incident_share
    large = [episode for episode in found.episodes if episode.share > limit]
    if not large:
        return said
    due = "a postmortem with a P0 fix is due"
    over = f"took more than {phrases.percent(limit)}"
    match len(large):
        case 1:
            return f"{said}. The largest {over}: {due}"
        case 2:
            return f"{said}. Both {over}: {due} for each"
        case many:
            return f"{said}. {many} incidents {over} each: {due} for each"


def notes(found: Assessment, *, zone: str, now: datetime, example: bool) -> str:
    """Where the numbers come from, how old they are, and how far they can be trusted."""
    parts = ["example data"] if example else []
    parts.append(f"source {found.reading.provenance.source}")
    if as_of := found.reading.as_of:
        parts.append(f"as of {phrases.moment(as_of, zone, now=now)}")
    if found.stale:
        parts.append("stale")
    coverage = found.reading.coverage
    if coverage is not None and coverage < FULL_COVERAGE:
        parts.append(f"samples cover {phrases.percent(coverage)} of the window")
    if accuracy := found.reading.provenance.accuracy:
        parts.append(accuracy)
    return " · ".join(parts)
