"""Which proposal or decision somebody means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import phrases
from bot.access import Act
from bot.cards.proposals import Shown, accept_all, accept_button, lines, ways_through
from bot.decisions.agreeing import in_state
from bot.decisions.parts import may_do
from bot.errors import Conflict, NotFound
from bot.model.right import RightState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from bot.cards.surroundings import Surroundings
    from bot.decisions.acting import Acting
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement, Organisation
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx
    from bot.reply import Button

SEE = "See who decides, and what is proposed: owner"


def which_proposal(
    acting: Acting,
    tx: Tx,
    number: int | None,
    act: Act,
    offer: Callable[[DecisionRight], Button],
) -> tuple[DecisionRight, Engagement]:
    """The proposal of that number; without one, the only one with which the actor may do this.

    Where an engagement lives, only one of its own is meant without a number.

    Args:
        acting: Who wants to do something with it.
        tx: Where it is looked up.
        number: Its number, if one was said.
        act: What they want to do.
        offer: What does it to one of several.

    Raises:
        NotFound: There is none.
        Conflict: There are several, or it is one of another engagement; each is offered.
    """
    if number is not None:
        return numbered_proposal(tx, number, acting.organisation)
    waiting = waiting_proposals(tx, acting.organisation, now=acting.now)
    mine = [
        (right, its)
        for right, its in waiting
        if may_do(act, acting.somebody, right, its, acting.organisation)
    ]
    match here_first(mine, acting.engagement):
        case [(right, its)] if acting.engagement in {None, its.key}:
            return right, its
        case []:
            raise NotFound("No proposal waits for you.", next_step=SEE)
        case several:
            raise _say_which(acting, tx, several, act, offer)


def _say_which(
    acting: Acting,
    tx: Tx,
    several: Sequence[tuple[DecisionRight, Engagement]],
    act: Act,
    offer: Callable[[DecisionRight], Button],
) -> Conflict:
    """Each of several with all its parts, and what does it to one, or to all that were shown."""
    shown = as_shown(tx, several, acting.here)
    many = f"{len(shown)} proposals wait" if len(shown) > 1 else "A proposal waits"
    here, scopes = acting.engagement, phrases.listed(sorted({each.here.scope for each in shown}))
    elsewhere = here is not None and all(its.key != here for _, its in several)
    every = accept_all(shown) if act is Act.ACCEPT and offer is accept_button else ()
    return Conflict(
        f"None waits for you here. {many} for {scopes}." if elsewhere else f"{many} for you.",
        next_step="Say which one, by its number." if len(shown) > 1 else "Say whether you mean it.",
        buttons=(*ways_through(shown, offer), *every),
        facts=lines(shown).facts,
    )


def as_shown(
    tx: Tx,
    proposals: Iterable[tuple[DecisionRight, Engagement]],
    here: Callable[[Engagement], Surroundings],
) -> tuple[Shown, ...]:
    """Proposals as somebody sees them, each with the right that would end."""
    return tuple(
        Shown(
            right,
            here(its),
            in_state(tx.rights.current(its.key), right.kind, RightState.ACTIVE),
        )
        for right, its in proposals
    )


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
