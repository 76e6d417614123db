"""The index of a folder of decisions: each in a row, by service, the first one first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.markdown import inline, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.decisions.records import Record, Shelf
    from bot.model.decision import Decision

_COLUMNS = ("Number", "Question", "Outcome", "State", "Who", "When")


def index(records: Sequence[Record], shelf: Shelf) -> str:
    """All of it, in Markdown."""
    return "\n\n".join(_parts([each.decision for each in records], shelf))


def _parts(decisions: Sequence[Decision], shelf: Shelf) -> Iterator[str]:
    yield "# Decisions"
    yield "What is asked, and what was decided: a file each, with its reasons and its history."
    keys = dict.fromkeys((*shelf.organisation.services, *(each.service for each in decisions)))
    for key in keys:
        if rows := [_row(each, shelf) for each in decisions if each.service == key]:
            yield f"## {shelf.service(key)}"
            yield table(_COLUMNS, rows)


def _row(decision: Decision, shelf: Shelf) -> tuple[str, ...]:
    """Who decided it, or put another in its place, and when; while it waits, who is to, by when."""
    return (
        shelf.link(decision.number),
        inline(decision.question),
        inline(decision.outcome or ""),
        shelf.state(decision),
        _who(decision, shelf),
        _when(decision, shelf),
    )


def _who(decision: Decision, shelf: Shelf) -> str:
    if settled := decision.settled_by:
        return shelf.name(settled)
    if decision.approver is None:
        return "nobody yet"
    return shelf.deciding(decision)


def _when(decision: Decision, shelf: Shelf) -> str:
    if decision.settled_at:
        return shelf.when(decision.settled_at, decision)
    if decision.due:
        return f"by {shelf.when(decision.due, decision)}"
    return f"asked {shelf.when(decision.opened_at, decision)}"
