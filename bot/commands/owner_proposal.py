"""``owner proposal``: shows a proposal of who decides, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.proposal import accepted_card, ended_card, question_card
from bot.cards.surroundings import Surroundings
from bot.command import Command
from bot.decisions.agreeing import in_state
from bot.decisions.numbers import Proposal
from bot.errors import Conflict, NotFound
from bot.listing import Topic
from bot.model.right import RightState
from bot.offers import offers

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.right import DecisionRight
    from bot.ports.store import Tx
    from bot.reply import Card


async def run(args: Proposal, context: Context) -> Card:
    """Show it, with its buttons while it waits."""

    def work(tx: Tx) -> tuple[DecisionRight | None, DecisionRight | None]:
        right = _meant(tx, args.number, context)
        if right is None:
            return None, None
        current = tx.rights.current(right.engagement)
        return right, in_state(current, right.kind, RightState.ACTIVE)

    right, former = await context.deciding.transact(work, now=context.now)
    engagement = context.organisation.engagements.get(right.engagement) if right else None
    if right is None or engagement is None:
        said = "No proposal waits" if args.number is None else f"There is no proposal {args.number}"
        raise NotFound(f"{said}.", next_step="See who decides, and what is proposed: owner")
    here = Surroundings.of(context, engagement)
    match right.state:
        case RightState.PROPOSED:
            return question_card(right, here, former=former)
        case RightState.ACTIVE | RightState.SUPERSEDED:
            return accepted_card(right, here, former=None)
        case _:
            return ended_card(right, here)


def _meant(tx: Tx, number: int | None, context: Context) -> DecisionRight | None:
    """The proposal of that number; without one the only one that waits, first of all here.

    Raises:
        Conflict: There are several.
    """
    if number is not None:
        return tx.rights.find(number)
    waiting = [each for each in tx.rights.current() if each.waits(context.now)]
    here = context.engagement.key if context.engagement else None
    match [each for each in waiting if each.engagement == here] or waiting:
        case []:
            return None
        case [right]:
            return right
        case several:
            raise Conflict(
                f"{len(several)} proposals wait.",
                next_step="Say which one:",
                buttons=offers(f"owner proposal {each.number}" for each in several),
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
