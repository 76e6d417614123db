"""Messages that stand in the channel for everyone, and answers that take their time."""

import asyncio
from dataclasses import dataclass, replace

from bot.command import Command
from bot.errors import NotFound
from bot.reply import Actions, Button, Card

_NOTICE = Card(
    "Notice.",
    blocks=(
        Actions(
            (
                Button("Help", "help"),
                Button("Fill in", "form why", opens_form=True),
                Button("Dig", "dig"),
                Button("Missing", "missing"),
            )
        ),
    ),
)


async def _give(_args: object, _context: object) -> Card:
    return _NOTICE


NOTICE = Command(verb="notice", summary="for everyone", run=_give, public=True)


_QUESTION = replace(
    _NOTICE,
    headline="Which one?",
    asks=True,
    blocks=(
        Actions(
            (
                Button("Hub", "budget iot-hub"),
                Button("Twins", "budget device-twins"),
                Button("Dig", "dig"),
                Button("Missing", "missing"),
                Button("Once more", "question"),
            )
        ),
    ),
)


async def _ask(_args: object, _context: object) -> Card:
    return _QUESTION


QUESTION = Command(verb="question", summary="asks everyone", run=_ask, public=True)


async def _lack(_args: object, _context: object) -> Card:
    raise NotFound("There is nothing of that kind.", next_step="Look elsewhere.")


MISSING = Command(verb="missing", summary="fails", run=_lack)


@dataclass
class Dig:
    """A reading that is done when the test says so; perhaps there is nothing to be found."""

    done: asyncio.Event
    in_vain: bool = False

    async def run(self, _args: object, _context: object) -> Card:
        await self.done.wait()
        if self.in_vain:
            raise NotFound("Nothing there.")
        return Card("Found it.")

    def command(self, *, private: bool = False) -> Command:
        return Command(verb="dig", summary="takes long", run=self.run, private=private)
