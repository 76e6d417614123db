"""How a right comes into force, whoever brought it about: agreed on in chat, or by the example."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.decisions.parts import SIDES, other
from bot.decisions.slots import right_slots
from bot.decisions.snapshots import snapshot
from bot.decisions.terms import right_expires
from bot.model.right import Origin, RightState
from bot.ports.store_decisions import Noted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.model.organisation import Engagement
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx


def asked(right: DecisionRight) -> str:
    """The key under which a proposal is asked."""
    return f"right {right.number} proposed"


def asked_of(right: DecisionRight, engagement: Engagement) -> frozenset[str]:
    """Who is asked directly: the other side's leads; of what the file says, both sides' leads.

    Whoever edits the file speaks in the name of somebody, who has to hear of it.
    """
    sides = SIDES if right.origin is Origin.FILE else (other(right.side),)
    return frozenset(lead for side in sides for lead in engagement.leads(side))


def in_state(rights: Iterable[DecisionRight], kind: str, state: RightState) -> DecisionRight | None:
    """The right of a kind that is in a state; of those that are current there is at most one."""
    return next((each for each in rights if each.kind == kind and each.state is state), None)


def put_into_force(
    tx: Tx,
    proposal: DecisionRight,
    engagement: Engagement,
    *,
    by: str,
    now: datetime,
    event_key: str | None,
    link: str | None,
) -> DecisionRight:
    """Let a proposal hold, in place of the right that held; both are written into the history.

    Args:
        tx: Where it is written.
        proposal: What was proposed.
        engagement: Its engagement.
        by: The key of who accepted it.
        now: When.
        event_key: The request by which it was accepted.
        link: Where that was said.
    """
    former = in_state(tx.rights.current(engagement.key), proposal.kind, RightState.ACTIVE)
    if former:
        gone = replace(former, state=RightState.SUPERSEDED)
        tx.rights.amend(gone)
        _note(tx, gone, "superseded", before=former, by=by, now=now, event_key=event_key, link=link)
    effective = now if proposal.effective is None else proposal.effective
    right = replace(
        proposal,
        state=RightState.ACTIVE,
        effective=effective,
        expires=proposal.expires or right_expires(engagement, max(effective, now)),
        decided_by=by,
        decided_at=now,
        decided_in=link,
    )
    tx.rights.amend(right)
    tx.due.plan(right_slots(right, engagement))
    _note(tx, right, "accepted", before=former, by=by, now=now, event_key=event_key, link=link)
    return right


def _note(
    tx: Tx,
    right: DecisionRight,
    what: str,
    *,
    before: DecisionRight | None,
    by: str,
    now: datetime,
    event_key: str | None,
    link: str | None,
) -> None:
    tx.history.note(
        Noted(
            subject=f"right {right.number}",
            what=what,
            at=now,
            person=by,
            event_key=event_key,
            before=snapshot(before),
            after=snapshot(right) or {},
            link=link,
        )
    )
