"""The short post at a change of shift: who hands over to whom, the budget, the next handoff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases
from bot.cards import oncall_words as words
from bot.cards.budget_headline import short
from bot.reply import Actions, Button, Card, Fact, Facts, Note, Tone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.model.assessment import Assessment
    from bot.model.handoff import Handoff
    from bot.model.oncall import Duty
    from bot.model.rotation import Rotation


def handoff_card(
    rotation: Rotation,
    handoff: Handoff,
    budgets: Mapping[str, Sequence[Assessment]],
    *,
    zone: str,
    stale: str | None,
    example: bool,
) -> Card:
    """Draw up the post.

    Args:
        rotation: Whose shift changes.
        handoff: How.
        budgets: What is left, by the key of each service that it is for, where it is known.
        zone: Where the engagement reads times.
        stale: Why the roster is the last good one and no new one; None if it is new.
        example: Whether the data are made up.
    """
    facts = [Fact("Next handoff", _next(handoff, zone))]
    facts += [
        Fact(f"Budget of {service}", short(found[0], zone=zone, now=handoff.at))
        for service, found in budgets.items()
        if found
    ]
    notes = [f"As last known: {stale}"] if stale else []
    notes += ["Example data."] if example else []
    first = next(iter(budgets), None)
    return Card(
        headline=_headline(rotation, handoff, zone),
        tone=Tone.NEUTRAL if handoff.after else Tone.AT_RISK,
        blocks=(
            Facts(tuple(facts)),
            *((Note(" ".join(notes)),) if notes else ()),
            *((Actions((Button("Schedule", f"oncall schedule {first}"),)),) if first else ()),
        ),
        data={
            "rotation": rotation.key,
            "at": handoff.at,
            "before": [words.named(each.who) for each in handoff.before],
            "after": [words.named(each.who) for each in handoff.after],
            "next": handoff.next_at,
        },
    )


def _headline(rotation: Rotation, handoff: Handoff, zone: str) -> str:
    after, before = _names(handoff.after), _names(handoff.before)
    if not handoff.after:
        until = f" until {_when(handoff.next_at, handoff, zone)}" if handoff.next_at else ""
        return f"{rotation.name}: {before} goes off call, and nobody is on call{until}"
    if not handoff.before:
        return f"{rotation.name}: {after} is on call from now on"
    return f"{rotation.name}: {before} hands over to {after}"


def _names(duties: Sequence[Duty]) -> str:
    return phrases.listed([words.duty(each) for each in duties])


def _next(handoff: Handoff, zone: str) -> str:
    if handoff.next_at is None:
        return "none is known"
    then = _names(handoff.then) or "nobody"
    return f"{_when(handoff.next_at, handoff, zone)}, to {then}"


def _when(at: datetime, handoff: Handoff, zone: str) -> str:
    return phrases.moment(at, zone, now=handoff.at)
