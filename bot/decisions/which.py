"""Which proposal or decision somebody means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access import MAY, Act
from bot.decisions.parts import in_proposal
from bot.errors import Conflict, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from bot.decisions.acting import Acting
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement, Organisation
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx

SEE = "See who decides, and what is proposed: owner"


def which_proposal(
    acting: Acting, tx: Tx, number: int | None, act: Act
) -> tuple[DecisionRight, Engagement]:
    """The proposal of that number; without one, the only one with which the actor may do this.

    Where an engagement lives, its own come before all others.

    Raises:
        NotFound: There is none.
        Conflict: There are several.
    """
    if number is not None:
        return numbered_proposal(tx, number, acting.organisation)
    waiting = waiting_proposals(tx, acting.organisation, now=acting.now)
    mine = [(right, its) for right, its in waiting if _may(acting, right, its, act)]
    match here_first(mine, acting.engagement):
        case [found]:
            return found
        case []:
            raise NotFound("No proposal waits for you.", next_step=SEE)
        case several:
            numbers = ", ".join(str(right.number) for right, _ in several)
            raise Conflict(f"There are several: {numbers}.", next_step="Say the number of the one.")


def numbered_proposal(
    tx: Tx, number: int, organisation: Organisation
) -> tuple[DecisionRight, Engagement]:
    """The proposal of that number, whatever became of it.

    Raises:
        NotFound: There is none, or its engagement is not in app.yaml any more.
    """
    found = known_right(tx, number, organisation)
    if found is None:
        raise NotFound(f"There is no proposal {number}.", next_step=SEE)
    return found


def waiting_proposals(
    tx: Tx, organisation: Organisation, *, now: datetime
) -> Iterator[tuple[DecisionRight, Engagement]]:
    """Every proposal that waits, while app.yaml names its engagement."""
    for right in tx.rights.current():
        engagement = organisation.engagements.get(right.engagement)
        if engagement and right.waits(now):
            yield right, engagement


def here_first(
    waiting: Iterable[tuple[DecisionRight, Engagement]], here: str | None
) -> Sequence[tuple[DecisionRight, Engagement]]:
    """Those of the engagement that lives here, by its key; all of them if none of them is."""
    every = tuple(waiting)
    return tuple(each for each in every if each[0].engagement == here) or every


def known_right(
    tx: Tx, number: int, organisation: Organisation
) -> tuple[DecisionRight, Engagement] | None:
    """The right or proposal of that number, while app.yaml names its engagement."""
    right = tx.rights.find(number)
    engagement = organisation.engagements.get(right.engagement) if right else None
    return (right, engagement) if right and engagement else None


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
