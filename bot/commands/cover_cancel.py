"""``cover cancel``: takes a cover back, or ends one that holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command
from bot.listing import Topic
from bot.oncall.acting import Numbered, acting
from bot.reply import Change

if TYPE_CHECKING:
    from bot.context import Context


async def run(args: Numbered, context: Context) -> Change:
    """Take it back."""
    actor = acting(context)
    return Change(lambda tx: actor.cancel(tx, args.number))


COMMAND = Command(
    verb="cover-cancel",
    summary="Take a cover back, or end it now",
    args=Numbered,
    run=run,
    examples=("cover cancel 7",),
    writes=True,
    topic=Topic.ONCALL,
)
