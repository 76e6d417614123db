"""Proposes what app.yaml says about rights: once, and again when the file says something else.

The file never changes what people agreed on. What it says waits for the other side, except in a
made-up example, whose rights are accepted already.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.decisions.agreeing import asked, come_to_nothing, in_state, put_into_force
from bot.decisions.parts import side_led_by
from bot.decisions.together import Together
from bot.model.organisation import Side
from bot.model.right import DecisionRight, Origin, RightState
from bot.model.terms import start_of
from bot.telling import said_in

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    done = True
    for engagement in acting.organisation.engagements.values():
        proposer = replace(acting, actor=engagement.decisions.proposed_by)
        done &= Seeding(proposer, engagement).take(tx)
    return done


def fingerprint(declared: DeclaredRight) -> str:
    """Tells what the file says from all else that it might say."""
    return sha256(json.dumps(asdict(declared), default=str).encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Seeding:
    """Whoever proposes what the file says about an engagement."""

    acting: Acting
    engagement: Engagement

    def take(self, tx: Tx) -> bool:
        """Propose what is new, all of it together; False while some of it has to wait."""
        engagement, known = self.engagement, tx.rights.seeds(self.engagement.key)
        declared = engagement.decisions.rights
        new = [each for each in declared if known.get(each.kind) != fingerprint(each)]
        if not new:
            return True
        current = tx.rights.current(engagement.key)
        waiting = {each.kind: each for each in current if each.state is RightState.PROPOSED}
        said = {kind for kind, each in waiting.items() if each.origin is Origin.CHAT}
        ready = [each for each in new if each.kind not in said]
        self._withdraw(tx, [waiting[each.kind] for each in ready if each.kind in waiting])
        for each in ready:
            active = in_state(current, each.kind, RightState.ACTIVE)
            # Otherwise the file was brought up to what people agreed on.
            if active is None or not self._says(each, active):
                self._propose(tx, each, active)
            tx.rights.note_seed(engagement.key, each.kind, fingerprint(each))
        Together.at(self.acting, tx, engagement, self.acting.now).ask(tx)
        return len(ready) == len(new)

    def _withdraw(self, tx: Tx, waiting: Sequence[DecisionRight]) -> None:
        """Ask no more what the file does not say any more; each card is changed once."""
        acting, engagement = self.acting, self.engagement
        for each in waiting:
            come_to_nothing(
                acting,
                tx,
                each,
                RightState.WITHDRAWN,
                because="app.yaml says something else by now",
                link=said_in(tx, asked(each), engagement),
            )
        for at in sorted({each.proposed_at for each in waiting}):
            Together.at(acting, tx, engagement, at).draw_again(tx)

    def _propose(self, tx: Tx, declared: DeclaredRight, active: DecisionRight | None) -> None:
        """Propose one; in a made-up example it is accepted already."""
        acting, engagement = self.acting, self.engagement
        proposal = tx.rights.propose(self._proposal(declared))
        acting.note(tx, proposal, "proposed", before=active)
        begun = proposal.effective is None or proposal.effective <= acting.now
        if begun and (by := engagement.decisions.accepted_by):
            put_into_force(replace(acting, actor=by), tx, proposal, engagement, link=None)

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
