"""The card that lists decisions: what waits first, then what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.decision_data import decision_data
from bot.cards.decision_words import NOBODY_HERE, now_deciding
from bot.cards.owner_words import day
from bot.cards.surroundings import Surroundings
from bot.decisions.states import are_in
from bot.grammar import did_you_mean, quoted
from bot.model.decision import UNDECIDED
from bot.reply import Actions, Button, Card, Note, Table, Text, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.context import Context
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement, Service
    from bot.reply import Block


def list_card(
    found: Sequence[Decision],
    context: Context,
    *,
    service: Service,
    engagement: Engagement,
    words: str | None,
    state: str | None,
    more: bool,
    meant: tuple[Button, ...],
) -> Card:
    """List decisions.

    Args:
        found: The newest first.
        context: For whom.
        service: About which service.
        engagement: Who runs it.
        words: What they have to say; None for all.
        state: Where they have to stand, by its usual name; None for all.
        more: Whether there are more than these.
        meant: What may have been meant, where none was found.
    """
    here = Surroundings.of(context, engagement, service)
    ordered = sorted(found, key=lambda each: each.state not in UNDECIDED)
    waiting = sum(each.state in UNDECIDED for each in found)
    blocks: list[Block] = []
    if ordered:
        rows = tuple(_row(each, here) for each in ordered)
        blocks.append(Table(("Decision", "Question", "State", "Who", "When"), rows))
    if more:
        blocks.append(Note(f"Older ones: say what they are about: decisions {service.key} WORDS"))
    if meant:
        blocks.append(Text(did_you_mean(meant) or ""))
    blocks.append(Actions((*meant, *_buttons(ordered, service))))
    return Card(
        headline=f"{service.name}: {_headline(found, words, state, more=more)}",
        tone=Tone.WATCH if waiting else Tone.NEUTRAL,
        blocks=tuple(blocks),
        data={"service": service.key, "decisions": [decision_data(each, here) for each in ordered]},
    )


def _headline(
    found: Sequence[Decision], words: str | None, state: str | None, *, more: bool
) -> str:
    about = f" about {quoted(words)}" if words else ""
    waiting = sum(each.state in UNDECIDED for each in found)
    if state is None and not found:
        return f"no decisions{about or ' yet'}"
    if state is None and not waiting:
        return f"no decision{about} is open; the last that were taken"
    counted = len(found) if state else waiting
    which = are_in(state or "open", counted)
    if not counted:
        return f"no decision{about} {which}"
    many = f"more than {counted}" if more and counted == len(found) else str(counted)
    return f"{many} decision{'' if counted == 1 else 's'}{about} {which}"


def _row(decision: Decision, here: Surroundings) -> tuple[str, ...]:
    """Who decided it, or put another in its place, and when; while it waits, who is to, by when."""
    when = decision.settled_at or decision.due or decision.opened_at
    outcome = f" → {decision.outcome}" if decision.outcome else ""
    return (
        decision.name,
        f"{decision.question}{outcome}",
        decision.state_at(here.now).value,
        _who(decision, here),
        day(when, here),
    )


def _who(decision: Decision, here: Surroundings) -> str:
    if settled := decision.settled_by:
        return here.name(settled)
    if decision.approver is None:
        return "nobody yet"
    deciding = now_deciding(decision, here)
    return here.name(deciding) if deciding else NOBODY_HERE


def _buttons(ordered: Sequence[Decision], service: Service) -> tuple[Button, ...]:
    shown = [Button(each.name, f"decision {each.name}") for each in ordered[:3]]
    return (*shown, Button("Open a decision", f"form decide {service.key}", opens_form=True))
