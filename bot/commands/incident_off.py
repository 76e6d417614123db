"""``incident off``: calls an incident off; from then on the table of rights says who decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Command
from bot.decisions.acting import acting
from bot.decisions.asked import about
from bot.decisions.commanding import Commanding
from bot.listing import Topic
from bot.reply import Change
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.organisation import Service


@dataclass(frozen=True, slots=True)
class Args:
    """Of which service."""

    service: Service | None = word(
        Kind.SERVICE, help="of which service; the channel's own when left out"
    )


async def run(args: Args, context: Context) -> Change:
    """Call it off."""
    actor = acting(context)
    service, engagement = about(args, COMMAND, context)
    return Change(Commanding(actor, service, engagement).call_off)


COMMAND = Command(
    verb="incident-off",
    summary="Call an incident off",
    topic=Topic.INCIDENTS,
    args=Args,
    run=run,
    aliases=("end incident", "incident over"),
    examples=("incident off iot-hub",),
    writes=True,
)
