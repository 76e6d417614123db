"""``owner accept``: the other side agrees on who decides; it holds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command
from bot.decisions.acting import acting
from bot.decisions.answering import Answering
from bot.decisions.numbers import Proposal
from bot.listing import Topic
from bot.reply import Change

if TYPE_CHECKING:
    from bot.context import Context


async def run(args: Proposal, context: Context) -> Change:
    """Agree."""
    actor = acting(context)
    return Change(lambda tx: Answering(actor).accept(tx, args.number))


COMMAND = Command(
    verb="owner-accept",
    summary="Agree, for your side, on who decides",
    topic=Topic.DECISIONS,
    args=Proposal,
    run=run,
    examples=("owner accept 7",),
    writes=True,
    listed=False,
)
