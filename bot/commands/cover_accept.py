"""``cover accept``: who was asked to stand in takes it; everybody is on call by that at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command
from bot.listing import Topic
from bot.oncall.acting import Numbered, acting
from bot.reply import Change

if TYPE_CHECKING:
    from bot.context import Context


async def run(args: Numbered, context: Context) -> Change:
    """Take it."""
    actor = acting(context)
    return Change(lambda tx: actor.accept(tx, args.number))


COMMAND = Command(
    verb="cover-accept",
    summary="Stand in, as you were asked to",
    args=Numbered,
    run=run,
    examples=("cover accept 7",),
    writes=True,
    listed=False,
    topic=Topic.ONCALL,
)
