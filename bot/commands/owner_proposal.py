"""``owner proposal``: shows a proposal of who decides, and what became of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.access import Act
from bot.cards.file_proposals import going_on, proposal_card
from bot.cards.proposals import Shown, waiting_card
from bot.cards.surroundings import Surroundings
from bot.command import Command
from bot.decisions.numbers import Proposal
from bot.decisions.parts import may_do
from bot.decisions.which import (
    SEE,
    as_shown,
    here_first,
    numbered_proposal,
    waiting_proposals,
)
from bot.errors import NotFound
from bot.listing import Topic
from bot.model.right import Origin

if TYPE_CHECKING:
    from bot.context import Context
    from bot.ports.store import Tx
    from bot.reply import Card


async def run(args: Proposal, context: Context) -> Card:
    """Show it, with its buttons while it waits; without a number all that wait here."""

    def work(tx: Tx) -> Card:
        return _one(tx, args.number, context) if args.number else _waiting(tx, context)

    return await context.deciding.transact(work, now=context.now)


def _waiting(tx: Tx, context: Context) -> Card:
    """The only one that waits, or each of several in a line; first of all those of this place.

    Raises:
        NotFound: None waits.
    """
    waiting = waiting_proposals(tx, context.organisation, now=context.now)
    match here_first(waiting, context.engagement.key if context.engagement else None):
        case [(right, _)]:
            return _one(tx, right.number, context)
        case []:
            raise NotFound("No proposal waits.", next_step=SEE)
        case several:
            shown = as_shown(tx, several, partial(Surroundings.of, context))
            return waiting_card(shown, accepts=all(_accepts(right, context) for right in shown))


def _accepts(shown: Shown, context: Context) -> bool:
    person, engagement = context.reader.person, shown.here.engagement
    if person is None:
        return False
    return may_do(Act.ACCEPT, person.key, shown.right, engagement, context.organisation)


def _one(tx: Tx, number: int, context: Context) -> Card:
    """One of them, and the way to the next that the file proposed together with it."""
    right, engagement = numbered_proposal(tx, number, context.organisation)
    (shown,) = as_shown(tx, [(right, engagement)], partial(Surroundings.of, context))
    card, here = proposal_card(shown), shown.here
    if right.origin is Origin.CHAT:
        return card
    found = tx.rights.of_file(right.engagement, right.proposed_at)
    return going_on(card, [Shown(each, here) for each in found], after=right.number)


COMMAND = Command(
    verb="owner-proposal",
    summary="A proposal of who decides, and what became of it",
    topic=Topic.DECISIONS,
    args=Proposal,
    run=run,
    examples=("owner proposal 7",),
    listed=False,
)
