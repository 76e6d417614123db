"""``owner accept``: the other side agrees on who decides; it holds at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Command
from bot.decisions.accepting import Accepting
from bot.decisions.acting import acting
from bot.decisions.numbers import numbers_said
from bot.listing import Topic
from bot.reply import Change
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context


@dataclass(frozen=True, slots=True)
class Args:
    """Which proposal, or which ones."""

    number: int | None = word(
        Kind.NUMBER, help="the number of the proposal; the only one that waits when left out"
    )
    others: str | None = word(
        Kind.WORDS, help="the numbers of others that you agree to with it; or all, to see them"
    )


async def run(args: Args, context: Context) -> Change:
    """Agree."""
    actor = acting(context)
    numbers = numbers_said(args.number, args.others, COMMAND)
    return Change(lambda tx: Accepting(actor).accept(tx, numbers))


COMMAND = Command(
    verb="owner-accept",
    summary="Agree, for your side, on who decides",
    topic=Topic.DECISIONS,
    args=Args,
    run=run,
    examples=("owner accept 7", "owner accept 7 8 11"),
    writes=True,
    listed=False,
)
