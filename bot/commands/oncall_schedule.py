"""``oncall schedule``: a service's coming shifts, as a timeline and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.cards.oncall_schedule import schedule_card
from bot.command import Command
from bot.errors import Usage
from bot.listing import Topic
from bot.oncall.asked import about
from bot.reply import Button
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.organisation import Service
    from bot.reply import Card

USUAL = timedelta(weeks=2)
LONGEST = timedelta(weeks=10)
"""As far as rotations are read ahead."""


@dataclass(frozen=True, slots=True)
class Args:
    """Which service, and how far ahead."""

    service: Service | None = word(
        Kind.SERVICE, help="which service; the channel's own when left out"
    )
    span: timedelta | None = word(Kind.SPAN, help="how far ahead, such as 2w, 10 days; two weeks")


async def run(args: Args, context: Context) -> Card:
    """Read every role, and draw what is to come."""
    service = about(args.service, COMMAND, context)
    span = args.span or USUAL
    if span > LONGEST:
        raise Usage(
            "I look ten weeks ahead at most.",
            next_step="Ask for less, or subscribe to the calendar.",
            buttons=(Button("Ten weeks", f"{COMMAND.typed} {service.key} 10w"),),
        )
    seats = await context.oncall.of(service, at=context.now, now=context.now)
    return schedule_card(service, seats, context, span=span)


COMMAND = Command(
    verb="oncall-schedule",
    summary="The coming shifts, as a timeline and as a table",
    args=Args,
    run=run,
    aliases=("schedule", "shifts", "rota", "roster"),
    examples=("oncall schedule iot-hub", "oncall schedule iot-hub 4w"),
    shareable=True,
    guests=True,
    topic=Topic.ONCALL,
)
