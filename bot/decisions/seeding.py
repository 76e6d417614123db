"""Proposes what app.yaml says about rights: once, and again when the file says something else.

The file never changes what people agreed on. What it says waits for the other side, except in a
made-up example, whose rights are accepted already.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.decisions.agreeing import in_state, put_into_force
from bot.decisions.answering import Answering
from bot.decisions.parts import side_led_by
from bot.decisions.proposing import Proposing
from bot.model.organisation import Side
from bot.model.right import DecisionRight, Origin, RightState
from bot.model.terms import start_of

if TYPE_CHECKING:
    from bot.decisions.acting import Acting
    from bot.model.decision_rules import DeclaredRight
    from bot.model.organisation import Engagement
    from bot.ports.store import Tx


def seed(acting: Acting, tx: Tx) -> bool:
    """Propose what the file says, as far as it is new.

    Args:
        acting: For what happens by itself.
        tx: Where it is written.

    Returns:
        Whether all of it was: what was proposed in chat is answered first.
    """
    waits = False
    for engagement in acting.organisation.engagements.values():
        known = tx.rights.seeds(engagement.key)
        proposer = engagement.decisions.proposed_by
        for declared in engagement.decisions.rights:
            mark = fingerprint(declared)
            if known.get(declared.kind) == mark:
                continue
            if Seeding(replace(acting, actor=proposer), engagement).take(tx, declared):
                tx.rights.note_seed(engagement.key, declared.kind, mark)
            else:
                waits = True
    return not waits


def fingerprint(declared: DeclaredRight) -> str:
    """Tells what the file says from all else that it might say."""
    return sha256(json.dumps(asdict(declared), default=str).encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Seeding:
    """Whoever proposes what the file says about an engagement."""

    acting: Acting
    engagement: Engagement

    def take(self, tx: Tx, declared: DeclaredRight) -> bool:
        """Propose one; False while another proposal of the same kind waits."""
        acting, engagement = self.acting, self.engagement
        current = tx.rights.current(engagement.key)
        waiting = in_state(current, declared.kind, RightState.PROPOSED)
        if waiting and waiting.origin is Origin.CHAT:
            return False
        if waiting:
            because = "app.yaml says something else by now"
            Answering(acting).end(tx, waiting, engagement, RightState.WITHDRAWN, because)
        active = in_state(current, declared.kind, RightState.ACTIVE)
        if active and self._says(declared, active):
            return True  # the file was brought up to what people agreed on
        proposal = tx.rights.propose(self._proposal(declared))
        acting.note(tx, proposal, "proposed", before=active)
        begun = proposal.effective is None or proposal.effective <= acting.now
        if not (by := engagement.decisions.accepted_by) or not begun:
            Proposing(acting).ask(tx, proposal, engagement, former=active)
            return True
        put_into_force(replace(acting, actor=by), tx, proposal, engagement, link=None)
        return True

    def _says(self, declared: DeclaredRight, active: DecisionRight) -> bool:
        """Whether a right in force is what the file says; a day that it leaves out is any day."""
        said = self._proposal(declared)
        return (
            active.holds(self.acting.now)
            and (active.holders, active.basis) == (said.holders, said.basis)
            and said.effective in {None, active.effective}
            and said.expires in {None, active.expires}
        )

    def _proposal(self, declared: DeclaredRight) -> DecisionRight:
        acting, engagement, zone = self.acting, self.engagement, self.engagement.zone
        by = acting.somebody
        return DecisionRight(
            engagement=engagement.key,
            kind=declared.kind,
            holders=declared.holders,
            basis=declared.basis,
            reason="so it stands in app.yaml",
            origin=Origin.FILE,
            proposed_by=by,
            # app.yaml is checked: whoever proposes leads one of the two sides.
            side=side_led_by(by, engagement, acting.organisation) or Side.SRE,
            proposed_at=acting.now,
            effective=start_of(declared.effective, zone) if declared.effective else None,
            expires=start_of(declared.expires, zone) if declared.expires else None,
        )
