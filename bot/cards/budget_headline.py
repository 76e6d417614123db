"""A budget answer in one sentence: each state of knowledge has its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot import phrases
from bot.model.assessment import Assessment, State
from bot.model.burn import Severity
from bot.model.policy import Tier
from bot.reply import Tone

if TYPE_CHECKING:
    from datetime import datetime

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
ALERT_WORDS = {Severity.PAGE: "worth a page", Severity.TICKET: "worth a ticket"}
MANY_TIMES = 9
"""Overspent by more than this, a percentage says less than a multiple."""


def tone(found: Assessment) -> Tone:
    """How the answer feels; what is unknown never feels good."""
    if found.tier is None or found.stale:
        return Tone.UNKNOWN
    by_tier = TIER_TONES[found.tier]
    return Tone.AT_RISK if found.paged and by_tier is not Tone.BAD else by_tier


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
            return f"{_left(found)}{_standing(found)}{_alarm(found)}"
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


def _alarm(found: Assessment) -> str:
    """A budget may be nearly whole and going fast: that is the news then."""
    if found.alert is None or not found.paged:
        return ""
    rule, _ = found.alert
    return f"; burning at {phrases.rate(found.burn[rule.long])}, {ALERT_WORDS[rule.severity]}"


def _standing(found: Assessment) -> str:
    """The tier, where the share does not say it already; one that is only kept is said to be."""
    if found.tier is None:
        return ""
    still = "still " if found.held else ""
    overspent = found.budget.remaining is not None and found.budget.remaining < 0
    if overspent and found.tier is Tier.EXHAUSTED:
        return ""
    return f", {still}{TIER_WORDS[found.tier]}"
