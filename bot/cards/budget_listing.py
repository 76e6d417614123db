"""The card of several services: a line each, the worst first."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.cards import budget_headline as summary
from bot.cards.budget_data import service_data
from bot.reply import Actions, Button, Card, Note, Table, Text, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.context import Context
    from bot.errors import SourceUnavailable
    from bot.model.assessment import Assessment
    from bot.model.organisation import Service
    from bot.reply import Block

BUTTONS = 5
_UNKNOWN, _UNAGREED = Decimal(1), Decimal(-1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One service: its objectives, worst first; or none, because its source did not answer."""

    service: Service
    found: tuple[Assessment, ...] = ()
    failure: SourceUnavailable | None = None

    @property
    def severity(self) -> Decimal:
        """For worst-first order: what is unknown comes before what is fine, no SLO comes last."""
        if self.failure:
            return _UNKNOWN
        return self.found[0].severity if self.found else _UNAGREED


def listing_card(entries: Sequence[Entry], context: Context) -> Card:
    """Several services on one screen, the worst first."""
    entries = sorted(entries, key=lambda entry: -entry.severity)
    worst = entries[0]
    keys = [entry.service.key for entry in entries[:BUTTONS]]
    return Card(
        headline=_headline(worst, context, among=len(entries)),
        tone=summary.tone(worst.found[0]) if worst.found else Tone.UNKNOWN,
        blocks=(
            Table(
                ("Service", "Objective", "State"),
                tuple(
                    (entry.service.key, _objective(entry), _state(entry, context))
                    for entry in entries
                ),
            ),
            *_notes(entries, context),
            Actions(tuple(Button(key, f"budget {key}") for key in keys)),
        ),
        data={"services": [_data(entry) for entry in entries]},
        why=(
            Text("Each service has its own grounds. Ask about one of them."),
            Actions(tuple(Button(f"Why {key}?", f"why budget {key}") for key in keys)),
        ),
    )


def _headline(worst: Entry, context: Context, *, among: int) -> str:
    return f"Of {among} services, {worst.service.key} is worst: {_state(worst, context)}"


def _objective(entry: Entry) -> str:
    return entry.found[0].slo.name if entry.found else "\u2013"


def _state(entry: Entry, context: Context) -> str:
    if entry.failure:
        return "unknown, its source does not answer"
    if not entry.found:
        return "no SLO is agreed yet"
    zone = context.zone_for(context.organisation.engagement_of(entry.service.key))
    return summary.short(entry.found[0], zone=zone, now=context.now)


def _notes(entries: Sequence[Entry], context: Context) -> list[Block]:
    failures = {entry.failure.message: entry.failure for entry in entries if entry.failure}
    said = [f"{each.message} {each.next_step or ''}".rstrip() for each in failures.values()]
    return [Note(text) for text in (*said, *(["example data"] if context.example else []))]


def _data(entry: Entry) -> dict[str, object]:
    failure = {"error": entry.failure.data} if entry.failure else {}
    return {**service_data(entry.service, entry.found), **failure}
