"""A decision's own file: the question, who decided it and on what basis, and how it came to that.

Its parts are those of an ADR, an architecture decision record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.markdown import bullets, inline, prose, table
from bot.model.decision import OPEN_STATES, DecisionState
from bot.model.decision_kind import First

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.decisions.records import Record, Shelf
    from bot.model.decision import Decision, Spoken

_STEPS = ("When", "What happened", "Who", "Where")


def page(record: Record, shelf: Shelf) -> str:
    """All of it, in Markdown."""
    return "\n\n".join(filter(None, _parts(record, shelf)))


def _parts(record: Record, shelf: Shelf) -> Iterator[str]:
    decision = record.decision
    yield f"# {decision.name}: {inline(decision.question)}"
    yield "## Status"
    yield _status(decision, shelf)
    yield "## Context"
    yield bullets(_context(decision, shelf))
    yield "## Options"
    numbered = enumerate(map(inline, decision.options), start=1)
    yield "\n".join(f"{number}. {option}" for number, option in numbered) or "None were named."
    yield "## Decision"
    if decision.outcome is None:
        yield "None was taken." if decision.superseded_by else "Nothing is decided yet."
        yield bullets(_to_take(decision, shelf))
    else:
        yield prose(decision.outcome)
        yield bullets(_taken(record, shelf))
        yield "## Rationale"
        yield prose(decision.rationale or "") or "None was given."
    if decision.state is DecisionState.REVERSED:
        yield "## Reversal"
        yield prose(decision.because or "") or "No reason was given."
        yield bullets([("Reversed by", _by_then(decision, shelf))])
    yield "## History"
    yield table(_STEPS, _history(record, shelf))
    yield f"Times are those of {shelf.zone(decision)}."


def _status(decision: Decision, shelf: Shelf) -> str:
    """Where it stands, and since when or until when."""
    word = shelf.state(decision)
    match decision.state_at(shelf.now).value:
        case DecisionState.DRAFT:
            return f"{word}; it opens once both sides have agreed on who decides"
        case DecisionState.REVERSED:
            return f"{word} by {_by_then(decision, shelf)}"
        case DecisionState.OPEN:
            late = decision.due and decision.due <= shelf.now
            said, at = (", and late since" if late else ", to be decided by"), decision.due
        case DecisionState.ESCALATED:
            said, at = ": it was to be decided by", decision.due
        case DecisionState.DECIDED:
            said, at = ", and holds until", decision.expires
        case DecisionState.EXPIRED:
            said, at = " on", decision.expires
        case _:
            said, at = " on", decision.ended_at
    return f"{word}{said} {shelf.when(at, decision)}" if at else word


def _by_then(decision: Decision, shelf: Shelf) -> str:
    """Who ended it, and when."""
    name = shelf.name(decision.ended_by)
    return f"{name}, {shelf.when(decision.ended_at, decision)}" if decision.ended_at else name


def _context(decision: Decision, shelf: Shelf) -> Iterator[tuple[str, str]]:
    asked = shelf.when(decision.opened_at, decision)
    yield "Service", shelf.service(decision.service)
    yield "Kind of decision", inline(shelf.kind(decision).name)
    yield "Asked by", f"{shelf.name(decision.opened_by)}, {asked}"
    yield "Asked in", _where(decision.opened_in, shelf)
    if decision.supersedes:
        yield "Takes the place of", shelf.link(decision.supersedes)
    if decision.superseded_by:
        yield "Superseded by", shelf.link(decision.superseded_by)


def _to_take(decision: Decision, shelf: Shelf) -> Iterator[tuple[str, str]]:
    if decision.state not in OPEN_STATES:
        return
    yield "Decides", shelf.deciding(decision)
    active = shelf.organisation.active
    if decision.delegate_from and {decision.approver, decision.delegate} <= active:
        since = shelf.when(decision.delegate_from, decision)
        yield "Delegate", f"{shelf.name(decision.delegate)}, from {since} on"
    if decision.escalated_to in active:
        yield "By now also", shelf.name(decision.escalated_to)
    if decision.due:
        yield "By", shelf.when(decision.due, decision)


def _taken(record: Record, shelf: Shelf) -> Iterator[tuple[str, str]]:
    decision = record.decision
    instead = ""
    if decision.approver and decision.approver != decision.decided_by:
        instead = f" in place of {shelf.name(decision.approver)}"
    at = f", {shelf.when(decision.decided_at, decision)}" if decision.decided_at else ""
    yield "Decided by", f"{shelf.name(decision.decided_by)}{instead}{at}"
    yield "Basis", _basis(record, shelf)
    if decision.decided_in:
        yield "Decided in", _where(decision.decided_in, shelf)
    if again := decision.looked_at_again(shelf.now):
        yield "Looked at again", shelf.when(again, decision)
    if until := decision.held_until(shelf.now):
        label = "Holds until" if decision.in_force(shelf.now) else "Held until"
        yield label, shelf.when(until, decision)
    if not decision.reversible:
        yield "Reversible", "no, it was taken for good"


def _basis(record: Record, shelf: Shelf) -> str:
    """The clause or rule, and the right with its version."""
    right = record.right
    if right:
        clause = inline(right.basis or "") or "the agreement of both sides"
        return f"{clause} (right {right.number}, version {right.version})"
    if shelf.kind(record.decision).first is First.INCIDENT:
        return "the commander of an incident decides that while it lasts"
    return "no right is noted"


def _where(spoken: Spoken, shelf: Shelf) -> str:
    """The address; what the channel is called where there is none, and never whose two it was."""
    if spoken.link:
        return inline(spoken.link)
    if spoken.direct:
        return f"{inline(spoken.platform)}, a direct message"
    places = [
        place.name
        for engagement in shelf.organisation.engagements.values()
        for place in engagement.places
        if (place.platform, place.channel) == (spoken.platform, spoken.channel)
    ]
    return inline(f"{spoken.platform}, {next(iter(places), spoken.channel)}")


def _history(record: Record, shelf: Shelf) -> Iterator[tuple[str, ...]]:
    for step in record.steps:
        yield (
            shelf.when(step.at, record.decision),
            inline(step.what),
            shelf.name(step.person) if step.person else "by itself",
            inline(step.link or ""),
        )
