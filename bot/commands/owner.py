"""``owner``: who decides, on what basis, until when; a table of all; or what somebody decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cards.owner import owner_card
from bot.cards.owner_person import person_card
from bot.cards.owner_somebody import with_somebody
from bot.cards.owner_table import table_card
from bot.cards.surroundings import Surroundings
from bot.command import Command
from bot.decisions.asked import about, kinds_of
from bot.errors import SourceUnavailable
from bot.listing import Topic
from bot.model.decision_kind import First
from bot.word import Kind, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.context import Context
    from bot.model.assessment import Assessment
    from bot.model.decision_kind import Asked
    from bot.model.organisation import Person, Service
    from bot.model.ownership import Ownership
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Args:
    """Which decision of which service; whose; or somebody's part in one."""

    service: Service | None = word(
        Kind.SERVICE, help="which service; the channel's own when left out"
    )
    decision: Asked | None = word(
        Kind.DECISION,
        help="which decision, such as freeze or prioritization; all when left out",
        many=True,
    )
    person: Person | None = word(Kind.PERSON, help="somebody, for what they decide")


async def run(args: Args, context: Context) -> Card:
    """Answer for each kind that the word covers, for all of them, or for a person."""
    if args.person and not args.decision:
        return await _whose(args.person, context)
    service, engagement = about(args, COMMAND, context)
    here = Surroundings.of(context, engagement, service)
    if args.decision is None:
        table = await context.deciding.table(engagement, service=service.key, now=context.now)
        return table_card(table, here, example=context.example)
    kinds = kinds_of(args.decision, engagement, service)
    found = await context.deciding.owned(engagement, kinds, service=service.key, now=context.now)
    card = owner_card(
        found,
        here,
        name=args.decision.name,
        assessments=await _budgets(found, service, context),
        example=context.example,
    )
    return with_somebody(card, args.person, found, here) if args.person else card


async def _budgets(
    found: Sequence[Ownership], service: Service, context: Context
) -> Sequence[Assessment] | None:
    """What is left, where that decides first; None while no source tells."""
    if not service.slos or all(each.kind.first is not First.BUDGET for each in found):
        return None
    try:
        return await context.budgets.of(service, now=context.now)
    except SourceUnavailable:
        return None


async def _whose(person: Person, context: Context) -> Card:
    engagements = context.organisation.engagements.values()
    tables = [
        (
            engagement,
            await context.deciding.table(
                engagement, service=engagement.services[0], now=context.now
            ),
        )
        for engagement in engagements
    ]
    return person_card(person, tables, context)


_AT = r"(?: at (?P<service>.+))?"
_OWNER = r"(?: the)? (?:owner|approver|decider)s?(?: of| for| on)"
_ON = r"(?: on| about| over)?(?: (?:whether|if)(?: we| they)?(?: can| may| should)?)?"
_HAS = r"(?:decides|owns|approves|grants|(?:can|may) (?:decide|approve|grant)|has the say)" + _ON
_MAY = r"(?:can|may|could|should|does|do|(?:is|are)(?=.* allowed to))"
_ANYBODY = r"(?:we|they|you|it|one|anybody|anyone|somebody|someone)"
_NAMED = rf"(?!(?:{_ANYBODY}|the|a)\b)"
_SOMEBODY = rf"(?P<person>{_NAMED}\S+(?: \S+)??)"
_PAGER = r"(?:take|accept|return|(?:give|hand) back)(?: the)? pager(?= (?:for|of|at|in) |$)"
_WHEN = (
    r"(?: (?:(?:until|till|before|after|when|if|while|once|unless|because) .+"
    r"|(?:(?:on|by|this|next|over|the) )*(?:today|tonight|tomorrow|weekend|week|month|\w{3,6}day)"
    r"|for (?:an?|one|two|three|\d+) (?:hour|day|week|month)s?))?"
)
"""Who decides it is the same at any time, for any time and on any terms."""
_DO = (
    r"(?!.* cover\b)"
    rf"(?: allowed to)? (?:(?:decide|own|approve|grant){_ON} "
    r"|(?=(?:freeze|halt|reallocate|launch|ship|release|go live"
    rf"|hand back(?!(?: the)? pager)|{_PAGER})(?!\w)))(?P<rest>.+?){_WHEN}"
)
"""Decisions, and how they are called by what is done once they are taken; covers are none."""

COMMAND = Command(
    verb="owner",
    summary="Who decides, on what basis and until when",
    topic=Topic.DECISIONS,
    often=True,
    args=Args,
    run=run,
    aliases=("owners", "decider", "approver", "who decides", "who owns", "rights"),
    questions=(
        rf"who(?: is| are|'?s)?{_OWNER} (?P<decision>.+?){_AT}",
        rf"who {_HAS} (?P<decision>.+?){_AT}",
        rf"(?:who {_MAY}|{_MAY} {_ANYBODY}){_DO}",
        rf"{_MAY} {_SOMEBODY}{_DO}",
        rf"what (?:do|does|can|may) (?P<person>{_NAMED}.+?) (?:decide|own|approve)",
    ),
    examples=(
        "owner iot-hub prioritization",
        "who decides freeze for iot-hub?",
        "owner iot-hub",
        "owner dana",
    ),
    shareable=True,
    explained=True,
)
