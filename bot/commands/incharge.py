"""``incharge``: who is in charge right now: an incident's commander, else the table of rights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cards.incident import incident_card
from bot.cards.owner_table import table_card
from bot.cards.surroundings import Surroundings
from bot.command import Command
from bot.decisions.asked import about
from bot.listing import Topic
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.organisation import Service
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Args:
    """Of which service."""

    service: Service | None = word(
        Kind.SERVICE, help="which service; the channel's own when left out"
    )


async def run(args: Args, context: Context) -> Card:
    """Answer with the commander, or with the table."""
    service, engagement = about(args, COMMAND, context)
    incident = await context.deciding.transact(
        lambda tx: tx.incidents.running(service.key), now=context.now
    )
    here = Surroundings.of(context, engagement, service)
    if incident:
        return incident_card(incident, here)
    table = await context.deciding.table(engagement, service=service.key, now=context.now)
    return table_card(table, here, example=context.example, calm=True)


_ABOUT = r"(?: (?:for|of|on|in) (?P<service>.+))?"

COMMAND = Command(
    verb="incharge",
    summary="Who is in charge right now: an incident's commander, else who decides what",
    topic=Topic.INCIDENTS,
    often=True,
    args=Args,
    run=run,
    aliases=("in charge", "whoisincharge", "commander"),
    questions=(
        rf"who(?: is|'?s)?(?: currently)? in charge(?: (?:now|right now))?{_ABOUT}",
        rf"who(?: is|'?s) the (?:incident )?commander{_ABOUT}",
    ),
    examples=("incharge iot-hub", "who is in charge of iot-hub?"),
    shareable=True,
)
