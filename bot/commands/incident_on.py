"""``incident on``: declares an incident, whose commander is in charge until it is called off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Command
from bot.decisions.acting import acting
from bot.decisions.asked import about
from bot.decisions.commanding import Commanding
from bot.errors import Usage
from bot.listing import Topic
from bot.reply import Change
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context
    from bot.model.organisation import Person, Service

SEVERITIES = range(1, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Args:
    """How bad it is, and who commands."""

    severity: int = word(
        Kind.NUMBER, help="how bad it is: SEV1 is the worst, SEV5 the least", required=True
    )
    commander: Person | None = word(
        Kind.PERSON, help="who commands; whoever does already, or declares it, when left out"
    )
    service: Service | None = word(
        Kind.SERVICE, help="of which service; the channel's own when left out"
    )


async def run(args: Args, context: Context) -> Change:
    """Declare it; one that runs gets another severity or commander."""
    actor = acting(context)
    service, engagement = about(args, COMMAND, context)
    if args.severity not in SEVERITIES:
        raise Usage(
            f"{args.severity} is no severity.",
            next_step=f"Say SEV1, the worst, to SEV5: {COMMAND.examples[0]}",
        )
    if args.commander and not args.commander.active:
        raise Usage(
            f"{args.commander.name} is not active any more.", next_step="Name somebody who is."
        )
    commander = args.commander.key if args.commander else None
    doing = Commanding(actor, service, engagement)
    return Change(lambda tx: doing.declare(tx, args.severity, commander))


COMMAND = Command(
    verb="incident-on",
    summary="Declare an incident: its commander is in charge until it is called off",
    topic=Topic.INCIDENTS,
    often=True,
    args=Args,
    run=run,
    aliases=("incident", "declare incident", "declare an incident"),
    examples=("incident on SEV2 @erin iot-hub",),
    writes=True,
)
