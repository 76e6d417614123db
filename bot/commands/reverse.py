"""``reverse``: takes back what was decided, and says why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Command
from bot.decisions.acting import acting
from bot.decisions.reversing import Reversing
from bot.listing import Topic
from bot.reply import Change
from bot.word import Kind, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.context import Context


@dataclass(frozen=True, slots=True)
class Args:
    """Which decision, and why."""

    number: int = word(Kind.NUMBER, help="the number of the decision: D-14", required=True)
    because: str = word(Kind.TEXT, help="why", required=True)


async def run(args: Args, context: Context) -> Change:
    """Take it back."""
    actor = acting(context)
    return Change(lambda tx: Reversing(actor).reverse(tx, args.number, args.because))


async def opens(known: Mapping[str, object], context: Context) -> None:
    """Refuse before the reason is written, not after."""
    actor, number = acting(context), known.get("number")
    if isinstance(number, int):
        await context.deciding.transact(
            lambda tx: Reversing(actor).may_reverse(tx, number), now=context.now
        )


COMMAND = Command(
    verb="reverse",
    summary="Take back what was decided, if it is yours to decide",
    topic=Topic.DECISIONS,
    args=Args,
    run=run,
    examples=("reverse D-14 the gate catches it by now",),
    writes=True,
    opens=opens,
)
