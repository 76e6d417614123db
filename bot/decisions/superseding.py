"""Lets one decision take another's place: at once if that is open, once decided if it is not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cards.decision import decision_card
from bot.decisions.telling import tell_closed
from bot.model.decision import DecisionState
from bot.reply import Note

if TYPE_CHECKING:
    from bot.cards.surroundings import Surroundings
    from bot.decisions.acting import Acting
    from bot.model.decision import Decision
    from bot.ports.store import Tx
    from bot.reply import Card


def supersede(acting: Acting, tx: Tx, earlier: Decision, *, by: Decision) -> None:
    """Let one decision take another's place."""
    gone = replace(
        earlier,
        state=DecisionState.SUPERSEDED,
        superseded_by=by.number,
        ended_by=acting.actor,
        ended_at=acting.now,
    )
    tx.decisions.amend(gone)
    acting.note(tx, gone, "superseded", before=earlier)
    tell_closed(acting, tx, gone, acting.organisation.engagements[gone.engagement])


def take_place(acting: Acting, tx: Tx, taken: Decision) -> None:
    """Let what was just decided take the place of what it was asked for, if that holds."""
    earlier = tx.decisions.find(taken.supersedes or 0)
    if earlier and earlier.state is DecisionState.DECIDED:
        supersede(acting, tx, earlier, by=taken)


def given_way(tx: Tx, decision: Decision) -> Decision | None:
    """What it was to take the place of, if another one has done so meanwhile."""
    earlier = tx.decisions.find(decision.supersedes or 0)
    return earlier if earlier and earlier.superseded_by not in {None, decision.number} else None


def taken_card(decision: Decision, here: Surroundings, *, gone: Decision | None) -> Card:
    """What was decided; and that another one took the place that it was meant for, if so."""
    card = decision_card(decision, here)
    if gone is None:
        return card
    way = f"{gone.name} had given way to D-{gone.superseded_by} already"
    return replace(card, blocks=(Note(f"{way}: this takes the place of neither."), *card.blocks))
