"""The card of one service's error budgets: the worst objective in full, the others in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases
from bot.cards import budget_headline as summary
from bot.cards import budget_words as words
from bot.cards.budget_data import service_data
from bot.cards.budget_forecast import runs_out
from bot.cards.budget_why import why
from bot.cards.owner_words import exceptions
from bot.cards.surroundings import Surroundings
from bot.model.assessment import State
from bot.reply import (
    Actions,
    Button,
    Card,
    Chart,
    Fact,
    Facts,
    Level,
    Meter,
    Note,
    Table,
    Tone,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from bot.context import Context
    from bot.model.assessment import Assessment
    from bot.model.organisation import Engagement, Service
    from bot.model.ownership import Ownership
    from bot.model.policy import Policy
    from bot.model.slo import PlannedSlo
    from bot.reply import Block


def budget_card(
    service: Service,
    found: Sequence[Assessment],
    context: Context,
    *,
    exception: Ownership | None,
) -> Card:
    """Draw up the answer for a service with at least one agreed objective.

    Args:
        service: Which one.
        found: What is left of each, the worst first.
        context: For whom.
        exception: Who may except from the policy; None where no engagement runs it.
    """
    engagement = context.organisation.engagement_of(service.key)
    zone = context.zone_for(engagement)
    worst, *others = found
    subject = service.key if len(service.slos) == 1 else f"{service.key} {worst.slo.name}"
    example = context.example
    blocks: list[Block] = []
    if (remaining := worst.budget.remaining) is not None:
        blocks.append(
            Meter("Budget", remaining, _meter_text(worst, remaining), summary.tone(worst))
        )
    facts = _facts(worst, engagement, context)
    if engagement and exception:
        here = Surroundings.of(context, engagement, service)
        facts.append(Fact("Exceptions", exceptions(exception, here)))
    blocks.append(Facts(tuple(facts)))
    if len(worst.curve) > 1 and engagement:
        blocks.append(_chart(worst, subject, zone=zone, policy=engagement.policy))
    if others:
        blocks.append(_others(others, zone=zone, now=context.now))
    blocks.extend(_unknown(service, found))
    blocks.extend(_planned(service.planned, context))
    blocks.append(Note(words.notes(worst, zone=zone, now=context.now, example=example)))
    blocks.append(Actions((Button("Why?", f"why budget {service.key}"),)))
    return Card(
        headline=summary.headline(subject, worst, zone=zone, now=context.now),
        tone=summary.tone(worst),
        blocks=tuple(blocks),
        data=service_data(service, found),
        why=why(worst, engagement, zone=zone, now=context.now),
    )


def _facts(found: Assessment, engagement: Engagement | None, context: Context) -> list[Fact]:
    zone, now = context.zone_for(engagement), context.now
    facts = [Fact("Source", found.failure)] if found.failure is not None else []
    if found.state is State.NEVER_SEEN and (hint := found.reading.provenance.hint):
        facts.append(Fact("Next step", hint))
    target = f"{phrases.target(found.slo.target)} of {found.slo.events} good"
    facts.append(Fact("Objective", f"{target} over {phrases.span(found.slo.window)}"))
    if found.budget.remaining is not None:
        facts.append(words.left(found))
        facts.append(Fact("Burn", words.burn(found)))
    if alert := words.alert(found):
        facts.append(Fact("Alert", alert))
    if found.exhausts_at or (found.budget.remaining is not None and not found.stale):
        facts.append(Fact("Runs out", runs_out(found, zone=zone, now=now)))
    if biggest := words.biggest(found, engagement, zone=zone):
        facts.append(Fact("Biggest spends", biggest))
    facts.append(Fact("Policy", words.policy(found, engagement)))
    return facts


def _meter_text(found: Assessment, remaining: Decimal) -> str:
    if remaining < 0:
        return f"overspent by {phrases.percent(-remaining)}"
    return f"{phrases.percent(remaining)} left{' when last seen' if found.stale else ''}"


def _chart(found: Assessment, subject: str, *, zone: str, policy: Policy) -> Chart:
    left = found.budget.remaining
    remaining = phrases.percent(found.curve[-1].value if left is None else left)
    window = phrases.span(found.slo.window)
    return Chart(
        title=f"{subject}: error budget left over {window}",
        alt=f"The error budget of {subject} went from 100% to {remaining} within {window}.",
        points=found.curve,
        levels=(
            Level("watch", 1 - policy.watch),
            Level("at risk", 1 - policy.at_risk),
            Level("exhausted", 1 - policy.exhausted),
        ),
        zone=zone,
        tone=summary.tone(found),
    )


def _others(found: Sequence[Assessment], *, zone: str, now: datetime) -> Table:
    return Table(
        columns=("Objective", "Target", "State"),
        rows=tuple(
            (
                each.slo.name,
                phrases.target(each.slo.target),
                summary.short(each, zone=zone, now=now),
            )
            for each in found
        ),
    )


def _unknown(service: Service, found: Sequence[Assessment]) -> list[Block]:
    """The objectives of which nothing is known: their source failed, and never answered before."""
    known = {each.slo.key for each in found}
    return [
        Note(f"{slo.name}: unknown, for its source {slo.source} does not answer and never did.")
        for slo in service.slos
        if slo.key not in known
    ]


def _planned(planned: Sequence[PlannedSlo], context: Context) -> list[Block]:
    return [Note(planned_sentence(each, context)) for each in planned]


def planned_sentence(planned: PlannedSlo, context: Context) -> str:
    """Who drafts an objective that nobody has agreed to yet, and by when."""
    drafter = context.organisation.people[planned.drafted_by].name
    due = f"{planned.due:%a} {planned.due.day} {planned.due:%b %Y}"
    late = ", which is past" if planned.due < context.today else ""
    return f"No SLO is agreed for {planned.name} yet: {drafter} drafts it by {due}{late}."


_NOBODY = (
    "Nobody is named to draft one: write who and by when under “planned” in app.yaml, "
    "or the objective itself under “slos”."
)


def unagreed_card(service: Service, context: Context) -> Card:
    """A service for which nothing is promised yet: who drafts it, by when."""
    return Card(
        headline=f"{service.key}: no error budget, because no SLO is agreed yet",
        tone=Tone.UNKNOWN,
        blocks=tuple(_planned(service.planned, context) or (Note(_NOBODY),)),
        data=service_data(service, ()),
    )
