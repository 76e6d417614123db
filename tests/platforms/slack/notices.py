"""A message that stands in the channel for everyone, with buttons that answer one person alone."""

from bot.command import Command
from bot.reply import Actions, Button, Card

_NOTICE = Card(
    "Notice.", blocks=(Actions((Button("Help", "help"), Button("Fill in", "form why"))),)
)


async def _give(_args: object, _context: object) -> Card:
    return _NOTICE


NOTICE = Command(verb="notice", summary="for everyone", run=_give, public=True)
