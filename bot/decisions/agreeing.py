"""How a right comes into force or to nothing, whoever brought it about: chat, time or the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.decisions.parts import SIDES, other
from bot.decisions.slots import right_slots
from bot.decisions.terms import right_expires
from bot.model.right import Origin, RightState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.decisions.acting import Acting
    from bot.model.organisation import Engagement, Organisation
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx


def asked(right: DecisionRight) -> str:
    """The key under which a proposal is asked; what the file proposed at one moment has one."""
    if right.origin is Origin.FILE:
        at = right.proposed_at.isoformat(timespec="milliseconds")  # as the store keeps it
        return f"rights of {right.engagement} proposed {at}"
    return f"right {right.number} proposed"


def asked_of(right: DecisionRight, engagement: Engagement) -> frozenset[str]:
    """Who is asked directly: the other side's leads; of what the file says, both sides' leads.

    Whoever edits the file speaks in the name of somebody, who has to hear of it.
    """
    sides = SIDES if right.origin is Origin.FILE else (other(right.side),)
    return frozenset(lead for side in sides for lead in engagement.leads(side))


def can_hold(right: DecisionRight, organisation: Organisation, now: datetime) -> bool:
    """Whether a proposal can be accepted now: its approver is there, it has begun, is not over."""
    begun = right.effective is None or right.effective <= now
    over = right.expires is not None and right.expires <= now
    return begun and not over and right.holders.approver in organisation.active


def in_state(rights: Iterable[DecisionRight], kind: str, state: RightState) -> DecisionRight | None:
    """The right of a kind that is in a state; of those that are current there is at most one."""
    return next((each for each in rights if each.kind == kind and each.state is state), None)


def put_into_force(
    acting: Acting,
    tx: Tx,
    proposal: DecisionRight,
    engagement: Engagement,
    *,
    link: str | None,
) -> DecisionRight:
    """Let a proposal hold, in place of the right that held; both are written into the history.

    Args:
        acting: Who accepted it.
        tx: Where it is written.
        proposal: What was proposed.
        engagement: Its engagement.
        link: Where that was said.
    """
    former = in_state(tx.rights.current(engagement.key), proposal.kind, RightState.ACTIVE)
    if former:
        gone = replace(former, state=RightState.SUPERSEDED)
        tx.rights.amend(gone)
        acting.note(tx, gone, "superseded", before=former, link=link)
    now = acting.now
    effective = now if proposal.effective is None else proposal.effective
    right = replace(
        proposal,
        state=RightState.ACTIVE,
        effective=effective,
        expires=proposal.expires or right_expires(engagement, max(effective, now)),
        decided_by=acting.somebody,
        decided_at=now,
        decided_in=link,
    )
    tx.rights.amend(right)
    tx.due.plan(right_slots(right, engagement))
    acting.note(tx, right, "accepted", before=former, link=link)
    return right


def come_to_nothing(
    acting: Acting,
    tx: Tx,
    proposal: DecisionRight,
    became: RightState,
    *,
    because: str | None,
    link: str | None,
) -> DecisionRight:
    """Let a proposal be declined, withdrawn or lapse; what holds stays as it is.

    Args:
        acting: Who did it; nobody, if it lapsed.
        tx: Where it is written.
        proposal: What was proposed.
        became: What became of it.
        because: Why.
        link: Where that was said.
    """
    ended = replace(
        proposal,
        state=became,
        decided_by=acting.actor,
        decided_at=acting.now,
        because=because,
        decided_in=link,
    )
    tx.rights.amend(ended)
    acting.note(tx, ended, became.value, before=proposal)
    return ended
