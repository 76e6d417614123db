"""``owner decline``: the other side does not agree, and says why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Command, Kind, word
from bot.decisions.acting import acting
from bot.decisions.answering import Answering
from bot.listing import Topic
from bot.reply import Change

if TYPE_CHECKING:
    from bot.context import Context


@dataclass(frozen=True, slots=True)
class Args:
    """Which proposal, and why not."""

    number: int = word(Kind.NUMBER, help="the number of the proposal", required=True)
    because: str = word(Kind.TEXT, help="why not", required=True)


async def run(args: Args, context: Context) -> Change:
    """Leave everything as it is."""
    actor = acting(context)
    return Change(lambda tx: Answering(actor).decline(tx, args.number, args.because))


COMMAND = Command(
    verb="owner-decline",
    summary="Do not agree on who decides, and say why",
    topic=Topic.DECISIONS,
    args=Args,
    run=run,
    examples=("owner decline 7 let us settle the charter first",),
    writes=True,
    listed=False,
)
