"""``cover decline``: who was asked to stand in does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command
from bot.listing import Topic
from bot.oncall.acting import Numbered, acting
from bot.reply import Change

if TYPE_CHECKING:
    from bot.context import Context


async def run(args: Numbered, context: Context) -> Change:
    """Leave everything as it is."""
    actor = acting(context)
    return Change(lambda tx: actor.decline(tx, args.number))


COMMAND = Command(
    verb="cover-decline",
    summary="Do not stand in, though you were asked to",
    args=Numbered,
    run=run,
    examples=("cover decline 7",),
    writes=True,
    listed=False,
    topic=Topic.ONCALL,
)
