"""``owner withdraw``: the side that proposed who decides takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Command
from bot.decisions.acting import acting
from bot.decisions.answering import Answering
from bot.listing import Topic
from bot.reply import Change
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context


@dataclass(frozen=True, slots=True)
class Args:
    """Which proposal, and why."""

    number: int | None = word(
        Kind.NUMBER, help="the number of the proposal; yours, if there is only one"
    )
    because: str | None = word(Kind.TEXT, help="why")


async def run(args: Args, context: Context) -> Change:
    """Take it back."""
    actor = acting(context)
    return Change(lambda tx: Answering(actor).withdraw(tx, args.number, args.because))


COMMAND = Command(
    verb="owner-withdraw",
    summary="Take back what your side proposed",
    topic=Topic.DECISIONS,
    args=Args,
    run=run,
    examples=("owner withdraw 7",),
    writes=True,
    listed=False,
)
