"""``budget``: what is left of a service's error budget, how fast it goes, and what follows."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cards.budget import budget_card, unagreed_card
from bot.cards.budget_listing import Entry, listing_card
from bot.command import Command
from bot.errors import NotFound, SourceUnavailable
from bot.listing import Topic
from bot.word import Kind, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.context import Context
    from bot.model.assessment import Assessment
    from bot.model.organisation import Service
    from bot.model.ownership import Ownership
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Args:
    """Which service; the channel's own, or all of the reader's, when none is said."""

    service: Service | None = word(
        Kind.SERVICE, help="which service; the channel's own when left out"
    )


async def run(args: Args, context: Context) -> Card:
    """Answer for one service, or list several with the worst first."""
    services = _meant(args, context)
    if len(services) > 1:
        entries = await asyncio.gather(*(_entry(service, context) for service in services))
        return listing_card(entries, context)
    service = services[0]
    if not service.slos:
        return unagreed_card(service, context)
    found = await context.budgets.of(service, now=context.now)
    engagement = context.organisation.engagement_of(service.key)
    if engagement is None:
        return _drawn(service, found, context, exception=None)
    exception = await context.deciding.exception(engagement, now=context.now)
    return _drawn(service, found, context, exception=exception)


def _drawn(
    service: Service, found: Sequence[Assessment], context: Context, *, exception: Ownership | None
) -> Card:
    """The card; the same findings give the same card, unless it tells how old they are."""

    def draw() -> Card:
        return budget_card(service, found, context, exception=exception)

    if any(each.failure for each in found):
        return draw()
    zone = context.zone_for(context.organisation.engagement_of(service.key))
    return context.cards.once((service.key, zone, context.today), found, exception, make=draw)


def _meant(args: Args, context: Context) -> Sequence[Service]:
    if args.service:
        return (args.service,)
    if context.engagement:
        return [context.organisation.services[key] for key in context.engagement.services]
    if own := context.own_services:
        return own
    raise NotFound(
        "You have no part in any engagement that I know of.",
        next_step="Name a service: budget SERVICE",
    )


async def _entry(service: Service, context: Context) -> Entry:
    """One service of several: a source that does not answer must not hide the others."""
    try:
        return Entry(service, await context.budgets.of(service, now=context.now))
    except SourceUnavailable as failure:
        return Entry(service, failure=failure)


_ABOUT = r"(?: (?:for|of|on|in|with) (?P<service>.+))?"
_BUDGET = r"(?: of)?(?: the| our)?(?: error)? budget"
_LEFT = r"(?: (?:is|do we have|we have))?(?: left| remaining)?"
_WHAT = r"(?:what is|what'?s)"
_HOW = r"(?:how is|how'?s|how are)"
_OK = r"(?:ok|okay|fine|good|healthy)"
_SPENT = r"(?:so )?(?:low|bad|at risk|exhausted|spent|used up|gone)"
_WITHIN = r"(?:within|inside|in|meeting|over|out of)(?: the| our| its)? (?:slos?|(?:error )?budget)"
_STATE = rf"(?:still )?(?:{_OK}|{_SPENT}|{_WITHIN})"
_QUESTIONS = (
    rf"(?:how much|what is left|what'?s left|what remains){_BUDGET}{_LEFT}{_ABOUT}",
    rf"(?:show|give)(?: me)?{_BUDGET}(?: status)?{_ABOUT}",
    rf"how much{_BUDGET} (?:does|has) (?P<service>.+?) (?:have|got)(?: left)?",
    rf"(?:{_WHAT}|{_HOW}){_BUDGET}(?: status| doing)?{_ABOUT}",
    rf"{_WHAT}(?: the| our)? (?:status|state){_BUDGET}{_ABOUT}",
    rf"{_WHAT} left{_ABOUT}",
    rf"(?:the|our)(?: error)? budget(?: left| remaining| status)?{_ABOUT}",
    rf"(?:is there|do we have|have we(?: got)?)(?: any| some)?{_BUDGET}{_LEFT}{_ABOUT}",
    rf"is{_BUDGET} {_STATE}{_ABOUT}",
    rf"are we {_STATE}{_ABOUT}",
    rf"is (?P<service>.+?) {_STATE}",
    rf"{_HOW} (?P<service>.+?)(?: doing| going)?",
)

COMMAND = Command(
    verb="budget",
    summary="What is left of the error budget, how fast it goes, and what follows",
    args=Args,
    run=run,
    aliases=("slo", "error budget", "errorbudget", "budgets"),
    questions=_QUESTIONS,
    examples=("budget iot-hub", "how much budget is left for iot-hub?"),
    shareable=True,
    explained=True,
    topic=Topic.BUDGETS,
    often=True,
)
