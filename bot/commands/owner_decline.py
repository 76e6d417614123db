"""``owner decline``: the other side does not agree, and says why."""

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
    from collections.abc import Mapping

    from bot.context import Context
    from bot.ports.store import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Args:
    """Which proposal, and why not."""

    number: int | None = word(
        Kind.NUMBER, help="the number of the proposal; the only one that waits when left out"
    )
    because: str = word(Kind.TEXT, help="why not", required=True)


async def run(args: Args, context: Context) -> Change:
    """Leave everything as it is."""
    actor = acting(context)
    return Change(lambda tx: Answering(actor).decline(tx, args.number, args.because))


async def opens(known: Mapping[str, object], context: Context) -> None:
    """Refuse before the reason is written, not after."""
    actor, number, because = acting(context), known.get("number"), known.get("because")

    def see(tx: Tx) -> None:
        said = number if isinstance(number, int) else None
        Answering(actor).may_decline(tx, said, str(because or ""))

    await context.deciding.transact(see, now=context.now)


COMMAND = Command(
    verb="owner-decline",
    summary="Do not agree on who decides, and say why",
    topic=Topic.DECISIONS,
    args=Args,
    run=run,
    examples=("owner decline 7 let us settle the charter first",),
    writes=True,
    opens=opens,
    listed=False,
)
