"""``decision``: one decision: its question, who decides by when; or what was decided, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.decision import decision_card
from bot.cards.surroundings import Surroundings
from bot.command import Command
from bot.decisions.links import with_links
from bot.decisions.numbers import DecisionNumber
from bot.decisions.which import known_decision
from bot.errors import NotFound
from bot.listing import Topic

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.decision import Decision
    from bot.model.organisation import Engagement
    from bot.model.ownership import Ownership
    from bot.ports.store import Tx
    from bot.reply import Card


async def run(args: DecisionNumber, context: Context) -> Card:
    """Show it, with its buttons while it waits."""
    organisation = context.organisation

    def work(tx: Tx) -> tuple[Decision, Engagement, Ownership] | None:
        known = known_decision(tx, args.number, organisation)
        if known is None:
            return None
        decision, engagement = known
        (standing,) = context.deciding.standing(
            tx,
            engagement,
            (engagement.decisions.kind(decision.kind),),
            service=decision.service,
            now=context.now,
        )
        return with_links(tx, decision, engagement), engagement, standing

    found = await context.deciding.transact(work, now=context.now)
    if found is None:
        raise NotFound(f"There is no decision D-{args.number}.", next_step="See all: decisions")
    decision, engagement, standing = found
    service = organisation.services[decision.service]
    here = Surroundings.of(context, engagement, service)
    return decision_card(decision, here, standing=standing)


COMMAND = Command(
    verb="decision",
    summary="One decision: who decides by when, or what was decided and why",
    topic=Topic.DECISIONS,
    args=DecisionNumber,
    run=run,
    questions=(r"(?:decisions )?(?P<number>d-\d+)", r"decisions (?P<number>#\d+)"),
    examples=("decision D-14",),
    shareable=True,
)
