"""Proposes what app.yaml says about rights: once, and again when the file says something else.

The file never changes what people agreed on. What it says waits for the other side, except in a
made-up example, whose rights are accepted already.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.decisions.agreeing import in_state, put_into_force
from bot.decisions.parts import side_led_by
from bot.decisions.snapshots import snapshot
from bot.model.organisation import Side
from bot.model.right import DecisionRight, Origin, RightState
from bot.model.terms import start_of
from bot.ports.store_decisions import Noted

if TYPE_CHECKING:
    from datetime import datetime

    from bot.model.decision_rules import DeclaredRight
    from bot.model.organisation import Engagement, Organisation
    from bot.ports.store import Tx


def seed(tx: Tx, organisation: Organisation, *, now: datetime) -> bool:
    """Propose what the file says, as far as it is new.

    Returns:
        Whether all of it was: what was proposed in chat is answered first.
    """
    waits = False
    for engagement in organisation.engagements.values():
        known = tx.rights.seeds(engagement.key)
        for declared in engagement.decisions.rights:
            mark = fingerprint(declared)
            if known.get(declared.kind) == mark:
                continue
            if _take(tx, declared, engagement, organisation, now):
                tx.rights.note_seed(engagement.key, declared.kind, mark)
            else:
                waits = True
    return not waits


def fingerprint(declared: DeclaredRight) -> str:
    """Tells what the file says from all else that it might say."""
    return sha256(json.dumps(asdict(declared), default=str).encode()).hexdigest()[:24]


def _take(
    tx: Tx,
    declared: DeclaredRight,
    engagement: Engagement,
    organisation: Organisation,
    now: datetime,
) -> bool:
    """Propose one; False while another proposal of the same kind waits."""
    rules = engagement.decisions
    if rules.proposed_by is None:
        return True  # app.yaml is checked: without rights it needs nobody
    current = tx.rights.current(engagement.key)
    waiting = in_state(current, declared.kind, RightState.PROPOSED)
    if waiting and waiting.origin is Origin.CHAT:
        return False
    if waiting:
        _withdraw(tx, waiting, now)
    active = in_state(current, declared.kind, RightState.ACTIVE)
    if active and (active.holders, active.basis) == (declared.holders, declared.basis):
        return True  # the file was brought up to what people agreed on
    proposal = tx.rights.propose(_proposal(declared, engagement, organisation, now))
    _note(tx, proposal, "proposed", now)
    begun = proposal.effective is None or proposal.effective <= now
    if rules.accepted_by and begun:
        put_into_force(
            tx, proposal, engagement, by=rules.accepted_by, now=now, event_key=None, link=None
        )
    return True


def _proposal(
    declared: DeclaredRight, engagement: Engagement, organisation: Organisation, now: datetime
) -> DecisionRight:
    by, zone = engagement.decisions.proposed_by, engagement.zone
    assert by is not None  # the caller looked
    return DecisionRight(
        engagement=engagement.key,
        kind=declared.kind,
        holders=declared.holders,
        basis=declared.basis,
        reason="so it stands in app.yaml",
        origin=Origin.FILE,
        proposed_by=by,
        side=side_led_by(by, engagement, organisation) or Side.SRE,
        proposed_at=now,
        effective=start_of(declared.effective, zone) if declared.effective else None,
        expires=start_of(declared.expires, zone) if declared.expires else None,
    )


def _withdraw(tx: Tx, waiting: DecisionRight, now: datetime) -> None:
    gone = replace(
        waiting,
        state=RightState.WITHDRAWN,
        decided_by=waiting.proposed_by,
        decided_at=now,
        because="app.yaml says something else by now",
    )
    tx.rights.amend(gone)
    _note(tx, gone, "withdrawn", now, before=waiting)


def _note(
    tx: Tx,
    right: DecisionRight,
    what: str,
    now: datetime,
    *,
    before: DecisionRight | None = None,
) -> None:
    tx.history.note(
        Noted(
            subject=f"right {right.number}",
            what=what,
            at=now,
            person=right.proposed_by,
            event_key=None,
            before=snapshot(before),
            after=snapshot(right) or {},
        )
    )
