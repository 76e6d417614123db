"""Which proposal or decision somebody means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access import MAY, Act
from bot.decisions.parts import in_proposal
from bot.errors import Conflict, NotFound

if TYPE_CHECKING:
    from bot.decisions.acting import Acting
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement, Organisation
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx

_SEE = "See who decides, and what is proposed: owner"


def which_proposal(
    acting: Acting, tx: Tx, number: int | None, act: Act
) -> tuple[DecisionRight, Engagement]:
    """The proposal of that number; without one, the only one with which the actor may do this.

    Where an engagement lives, its own come before all others.

    Raises:
        NotFound: There is none.
        Conflict: There are several.
    """
    engagements = acting.organisation.engagements
    if number is not None:
        right = tx.rights.find(number)
        if right is None or right.engagement not in engagements:
            raise NotFound(f"There is no proposal {number}.", next_step=_SEE)
        return right, engagements[right.engagement]
    mine = [
        right
        for right in tx.rights.current()
        if right.waits(acting.now)
        and right.engagement in engagements
        and _may(acting, right, engagements[right.engagement], act)
    ]
    match [each for each in mine if each.engagement == acting.engagement] or mine:
        case [right]:
            return right, engagements[right.engagement]
        case []:
            raise NotFound("No proposal waits for you.", next_step=_SEE)
        case several:
            numbers = ", ".join(str(each.number) for each in several)
            raise Conflict(f"There are several: {numbers}.", next_step="Say the number of the one.")


def which_decision(acting: Acting, tx: Tx, number: int) -> tuple[Decision, Engagement]:
    """The decision of that number.

    Raises:
        NotFound: There is none, or its engagement or service is not in app.yaml any more.
    """
    found = known_decision(tx, number, acting.organisation)
    if found is None:
        raise NotFound(f"There is no decision D-{number}.", next_step="See them all: decisions")
    return found


def known_decision(
    tx: Tx, number: int, organisation: Organisation
) -> tuple[Decision, Engagement] | None:
    """The decision of that number, while app.yaml names its engagement and its service."""
    decision = tx.decisions.find(number)
    engagement = organisation.engagements.get(decision.engagement) if decision else None
    if decision is None or engagement is None or decision.service not in engagement.services:
        return None
    return decision, engagement


def _may(acting: Acting, right: DecisionRight, engagement: Engagement, act: Act) -> bool:
    parts = in_proposal(acting.somebody, right, engagement, acting.organisation)
    return bool(set(MAY[act]) & set(parts))
