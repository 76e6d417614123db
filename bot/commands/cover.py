"""``cover``: proposes that somebody stands in for somebody else, in a rotation of our own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Command
from bot.listing import Topic
from bot.model.cover import Cover
from bot.oncall.acting import acting
from bot.oncall.turn import turn_of
from bot.reply import Change
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.moment import Moment
    from bot.model.organisation import Person, Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Args:
    """Who stands in for whom, and when."""

    whom: Person = word(Kind.PERSON, help="who would be on call: me, or @somebody", required=True)
    by: Person = word(
        Kind.PERSON, help="who stands in: @somebody, or me", required=True, after=("by", "with")
    )
    start: Moment | None = word(
        Kind.TIME, help="from when; from now on when left out", after=("from", "starting")
    )
    until: Moment = word(
        Kind.TIME, help="until when", required=True, after=("until", "till", "til", "to")
    )
    service: Service | None = word(
        Kind.SERVICE, help="for which service; the channel's own when left out", after=("for", "on")
    )
    role: str | None = word(
        Kind.WORDS, help="in which role, if they have several then", after=("as",)
    )


async def run(args: Args, context: Context) -> Change:
    """Find whose turn it is, and write the proposal down together with the question."""
    actor = acting(context)
    turn = await turn_of(
        args.whom,
        by=args.by,
        start=max(args.start.at if args.start else context.now, context.now),
        end=args.until.at,
        service=args.service,
        role=args.role,
        context=context,
    )
    cover = Cover(
        rotation=turn.rotation.key,
        person=args.by.key,
        covering_for=args.whom.key,
        start=turn.start,
        end=turn.end,
        proposed_by=actor.actor,
        proposed_at=context.now,
    )
    return Change(lambda tx: actor.propose(tx, cover))


COMMAND = Command(
    verb="cover",
    summary="Let somebody stand in for you, or for somebody else, once they accept",
    args=Args,
    run=run,
    aliases=("swap", "override", "stand in"),
    questions=(
        (
            r"(?:can|could|would|will) (?P<by>\S+) (?:please )?cover (?:for )?(?P<whom>\S+)"
            r"(?: from (?P<start>.+?))? (?:until|till|to) (?P<until>.+)"
        ),
    ),
    examples=("cover me by @erin until tomorrow 18:00",),
    writes=True,
    topic=Topic.ONCALL,
    often=True,
)
