"""``conclude``: whoever owns a decision takes it, with an outcome and the reason for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Command
from bot.decisions.acting import acting
from bot.decisions.concluding import Concluding
from bot.listing import Topic
from bot.reply import Change
from bot.word import Kind, word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.context import Context
    from bot.model.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Args:
    """Which decision, what is decided, and why."""

    number: int = word(Kind.NUMBER, help="the number of the decision: D-14", required=True)
    outcome: str = word(Kind.TEXT, help="what is decided", required=True)
    because: str = word(
        Kind.TEXT, help="why", required=True, after=("because", "rationale", "reason")
    )
    until: Moment | None = word(
        Kind.TIME,
        help="until when it holds; the usual term when left out",
        after=("until", "expires"),
        ahead=True,
    )


async def run(args: Args, context: Context) -> Change:
    """Write down what was decided."""
    actor = acting(context)
    return Change(
        lambda tx: Concluding(actor).conclude(
            tx, args.number, outcome=args.outcome, rationale=args.because, until=args.until
        )
    )


async def opens(known: Mapping[str, object], context: Context) -> None:
    """Refuse before outcome and reason are written, not after."""
    actor, number = acting(context), known.get("number")
    if isinstance(number, int):
        await context.deciding.transact(
            lambda tx: Concluding(actor).may_conclude(tx, number), now=context.now
        )


COMMAND = Command(
    verb="conclude",
    summary="Take a decision that is yours: what, and why",
    topic=Topic.DECISIONS,
    args=Args,
    run=run,
    aliases=("resolve", "close decision"),
    questions=(r"decide (?P<number>d-?\d+|#\d+)(?: as| with)?(?: (?P<rest>.+))?",),
    examples=("conclude D-14 yes because two bad releases went past it",),
    writes=True,
    opens=opens,
)
