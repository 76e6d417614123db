"""``owner propose``: one side proposes who decides; it holds once the other side accepts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Command
from bot.decisions.acting import acting
from bot.decisions.asked import about, one_kind
from bot.decisions.proposing import Proposing
from bot.decisions.wishing import Wish, in_calendar
from bot.listing import Topic
from bot.reply import Change
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.decision_kind import Asked
    from bot.model.moment import Moment
    from bot.model.nobody import Nobody
    from bot.model.organisation import Person, Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Args:
    """Who is to decide what, until when, and why."""

    service: Service | None = word(
        Kind.SERVICE, help="for which service; the channel's own when left out"
    )
    decision: Asked = word(Kind.DECISION, help="which decision, such as freeze", required=True)
    approver: Person = word(
        Kind.PERSON, help="who would decide: @somebody", required=True, after=("approver", "to")
    )
    delegate: Person | Nobody | None = word(
        Kind.PERSON,
        help="who would decide in their place; as it is now when left out, or nobody",
        after=("delegate",),
        nobody=True,
        otherwise="As it is now",
    )
    driver: Person | Nobody | None = word(
        Kind.PERSON,
        help="who would bring it to a decision; as it is now when left out, or nobody",
        after=("driver",),
        nobody=True,
        otherwise="As it is now",
    )
    until: Moment | None = word(
        Kind.TIME,
        help="until when; for twelve months when left out",
        after=("until", "expires"),
        ahead=True,
    )
    basis: str | None = word(
        Kind.TEXT,
        help="the clause of the charter or the rule that it rests on; as it is now when left out",
        after=("basis",),
    )
    reason: str = word(Kind.TEXT, help="why", required=True, after=("reason", "because"))


async def run(args: Args, context: Context) -> Change:
    """Write the proposal down together with the question to the other side."""
    actor = acting(context)
    service, engagement = about(args, COMMAND, context)
    wish = Wish(
        kind=one_kind(args.decision, engagement, service),
        approver=args.approver,
        delegate=args.delegate,
        driver=args.driver,
        basis=args.basis,
        reason=args.reason,
        expires=in_calendar(args.until, engagement, context.now),
    )
    wish.see(actor)
    return Change(
        lambda tx: Proposing(actor).propose(tx, wish.right(tx, actor, engagement), engagement)
    )


COMMAND = Command(
    verb="owner-propose",
    summary="Propose who decides; it holds once the other side accepts",
    topic=Topic.DECISIONS,
    args=Args,
    run=run,
    aliases=("propose owner", "propose"),
    examples=(
        "owner propose iot-hub freeze approver=@dana reason=the freeze touches both roadmaps",
    ),
    writes=True,
)
