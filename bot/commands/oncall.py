"""``oncall``: who is on call for a service, on both sides, until when, and who comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cards.oncall import oncall_card
from bot.command import Command
from bot.listing import Topic
from bot.oncall.asked import about
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.moment import Moment
    from bot.model.organisation import Service
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Args:
    """Which service, and when."""

    service: Service | None = word(
        Kind.SERVICE, help="which service; the channel's own when left out"
    )
    at: Moment | None = word(Kind.TIME, help="when; now when left out", after=("at",))


async def run(args: Args, context: Context) -> Card:
    """Answer for every role of both sides."""
    service = about(args.service, COMMAND, context)
    at = args.at.at if args.at else context.now
    seats = await context.oncall.of(service, at=at, now=context.now)
    return oncall_card(service, seats, context, asked=args.at)


_WHO = r"(?:who is|who'?s|whos|who are|who will be|who was|who)"
_ON = r"(?:on[ -]?call|on duty|on the pager|paged)"
_DAY = r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)day"
_ABOUT = r"(?: (?:for|of|on|in|with) (?P<service>.+))?"

COMMAND = Command(
    verb="oncall",
    summary="Who is on call on both sides, until when, and who is next",
    args=Args,
    run=run,
    aliases=("on-call", "whoisoncall", "who is on call", "pager"),
    questions=(
        rf"{_WHO}(?: currently| now| next)? {_ON}(?: now| next)?{_ABOUT}",
        rf"{_WHO} {_ON} at (?P<at>.+)",
        rf"{_WHO} {_ON} (?P<at>(?:on |next |this )?(?:{_DAY}|today|tomorrow|tonight)(?: .+)?)",
        rf"{_WHO} (?:has|holds|carries|have|got) the pager{_ABOUT}",
    ),
    examples=("oncall iot-hub", "oncall iot-hub at monday 9am", "who's on call for iot-hub?"),
    shareable=True,
    explained=True,
    guests=True,
    topic=Topic.ONCALL,
    often=True,
)
