"""What is known of a decision, line by line: while it waits, while it holds, once it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards import owner_words
from bot.cards.decision_words import decider, under_whose_right
from bot.model.decision import UNDECIDED, DecisionState
from bot.model.decision_kind import First
from bot.reply import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cards.surroundings import Surroundings
    from bot.model.decision import Decision
    from bot.model.ownership import Ownership


def decision_facts(
    decision: Decision, here: Surroundings, standing: Ownership | None
) -> Iterator[Fact]:
    """All of it.

    Args:
        decision: Which one.
        here: For whom.
        standing: Who owns such decisions now; None where nobody looked.
    """
    kind = here.engagement.decisions.kind(decision.kind)
    yield Fact("About", f"{kind.name}, {here.service.name}")
    if decision.options:
        yield Fact("Options", " | ".join(decision.options))
    if decision.outcome:
        yield from _taken(decision, here)
    elif decision.state in UNDECIDED:
        yield from _to_take(decision, here, standing)
    yield Fact("Asked by", f"{here.name(decision.opened_by)}, {here.when(decision.opened_at)}")
    if decision.supersedes:
        yield Fact("Takes the place of", f"D-{decision.supersedes}")
    yield from _ended(decision, here)
    asked, decided = decision.opened_in.link, decision.decided_in and decision.decided_in.link
    if asked:
        yield Fact("Asked in", asked)
    if decided and decided != asked:
        yield Fact("Decided in", decided)


def _taken(decision: Decision, here: Surroundings) -> Iterator[Fact]:
    yield Fact("Outcome", decision.outcome or "")
    if decision.rationale:
        yield Fact("Because", decision.rationale)
    if decision.decided_by and decision.decided_at:
        stood_in = decision.approver and decision.decided_by != decision.approver
        instead = f" in place of {here.name(decision.approver or '')}" if stood_in else ""
        name = here.name(decision.decided_by)
        yield Fact("Decided by", f"{name}{instead}, {here.when(decision.decided_at)}")
    if again := decision.looked_at_again(here.now):
        yield Fact("Looked at again", here.when(again))
    if until := decision.held_until(here.now):
        label = "Holds until" if decision.in_force(here.now) else "Held until"
        yield Fact(label, here.when(until))


def _to_take(decision: Decision, here: Surroundings, standing: Ownership | None) -> Iterator[Fact]:
    yield from _decides(decision, here, standing)
    active = here.organisation.active
    since = decision.delegate_from
    if since and decision.delegate in active and decision.approver in active:
        yield Fact("Delegate", f"{here.name(decision.delegate or '')}, from {here.when(since)} on")
    if decision.escalated_to in active:
        yield Fact("By now also", here.name(decision.escalated_to or ""))
    if decision.due:
        yield Fact("By", here.when(decision.due))


def _decides(decision: Decision, here: Surroundings, standing: Ownership | None) -> Iterator[Fact]:
    """Who does; where that is not who decides such things by now, both, and why."""
    if decision.approver is None:
        incident = here.engagement.decisions.kind(decision.kind).first is First.INCIDENT
        once = "an incident is declared" if incident else "both sides have agreed on somebody"
        yield Fact("Decides", f"nobody yet: it opens as soon as {once}")
    elif standing is None or standing.approver == decision.approver:
        yield Fact("Decides", decider(decision, here).rstrip(","))
    else:
        yield Fact("Decides", under_whose_right(decision, here))
        yield Fact("New ones", owner_words.sentence(standing, here))


def _ended(decision: Decision, here: Surroundings) -> Iterator[Fact]:
    """What became of it, and when."""
    when = f", {here.when(decision.ended_at)}" if decision.ended_at else ""
    if decision.superseded_by:
        yield Fact("Superseded by", f"D-{decision.superseded_by}{when}")
    if decision.state is DecisionState.REVERSED:
        by = here.name(decision.ended_by) if decision.ended_by else "nobody"
        yield Fact("Reversed", f"by {by}{when}: {decision.because or 'no reason was given'}")
