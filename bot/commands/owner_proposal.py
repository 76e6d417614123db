"""``owner proposal``: shows a proposal of who decides, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.proposal import accepted_card, ended_card, question_card
from bot.cards.surroundings import Surroundings
from bot.command import Command
from bot.decisions.agreeing import in_state
from bot.decisions.numbers import Proposal
from bot.decisions.which import SEE, here_first, numbered_proposal, waiting_proposals
from bot.errors import Conflict, NotFound
from bot.listing import Topic
from bot.model.right import RightState
from bot.offers import offers

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.organisation import Engagement
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx
    from bot.reply import Card


async def run(args: Proposal, context: Context) -> Card:
    """Show it, with its buttons while it waits."""

    def work(tx: Tx) -> tuple[DecisionRight, Engagement, DecisionRight | None]:
        right, engagement = _meant(tx, args.number, context)
        current = tx.rights.current(engagement.key)
        return right, engagement, in_state(current, right.kind, RightState.ACTIVE)

    right, engagement, former = await context.deciding.transact(work, now=context.now)
    here = Surroundings.of(context, engagement)
    match right.state:
        case RightState.PROPOSED:
            return question_card(right, here, former=former)
        case RightState.ACTIVE | RightState.SUPERSEDED:
            return accepted_card(right, here, former=None)
        case _:
            return ended_card(right, here)


def _meant(tx: Tx, number: int | None, context: Context) -> tuple[DecisionRight, Engagement]:
    """The proposal of that number; without one the only one that waits, first of all here.

    Raises:
        NotFound: There is none.
        Conflict: There are several.
    """
    if number is not None:
        return numbered_proposal(tx, number, context.organisation)
    waiting = waiting_proposals(tx, context.organisation, now=context.now)
    match here_first(waiting, context.engagement.key if context.engagement else None):
        case [found]:
            return found
        case []:
            raise NotFound("No proposal waits.", next_step=SEE)
        case several:
            raise Conflict(
                f"{len(several)} proposals wait.",
                next_step="Say which one:",
                buttons=offers(f"owner proposal {right.number}" for right, _ in several),
            )


COMMAND = Command(
    verb="owner-proposal",
    summary="A proposal of who decides, and what became of it",
    topic=Topic.DECISIONS,
    args=Proposal,
    run=run,
    examples=("owner proposal 7",),
    listed=False,
)
