"""The facts of a budget answer, in words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bot import phrases
from bot.cards.budget_headline import ALERT_WORDS, TIER_WORDS
from bot.model.budget import allowed_outage
from bot.reply import Fact

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.assessment import Assessment
    from bot.model.organisation import Engagement

FULL_COVERAGE = Decimal("0.99")
MOST_OF_IT = 0.95
"""A window of which less than this share was measured is said to be as long as what was."""
BURNS_SHOWN = ("1h", "6h", "1d", "3d")


def left(found: Assessment) -> Fact:
    """What remains in events, and what that is worth in minutes of full outage."""
    budget, events = found.budget, found.slo.events
    allowed = phrases.count(int(budget.allowed)) if budget.allowed >= 1 else "fewer than 1"
    measured = found.measured
    whole = measured >= MOST_OF_IT * found.slo.window
    days = f"{phrases.span(found.slo.window if whole else measured)}{'' if whole else ' so far'}"
    remaining = budget.remaining
    if remaining is None or remaining < 0:
        bad, total = phrases.count(budget.counts.bad), phrases.count(budget.counts.total)
        return Fact("Overspent", f"{bad} bad of {total} {events}, where {days} allow {allowed}")
    if budget.allowed < 1:
        return Fact("Left", f"no bad {events} fit: {days} allow {allowed}")
    outage = phrases.span(allowed_outage(found.slo.target, measured) * float(remaining))
    still = phrases.count(budget.events_left)
    return Fact(
        "Left",
        f"{still} of the {allowed} bad {events} that {days} allow, worth {outage} of full outage",
    )


def burn(found: Assessment) -> str:
    """The burn over each window that could be measured; 1× spends exactly the budget."""
    shown = [
        f"{phrases.rate(found.burn[name])} over {phrases.window(name)}"
        for name in BURNS_SHOWN
        if name in found.burn
    ]
    return " · ".join(shown) if shown else "not measurable with this source"


def alert(found: Assessment) -> str | None:
    """The alert whose condition holds, if one does."""
    if found.alert is None:
        return None
    rule, threshold = found.alert
    limit = phrases.trimmed(round(threshold, 2))
    both = f"{phrases.window(rule.long)} and {phrases.window(rule.short)}"
    return f"{ALERT_WORDS[rule.severity]}: above {limit}× over both {both}"


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
