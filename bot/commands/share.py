"""``share``: shows a reading to everyone in the channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Command
from bot.naming import again
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Args:
    """Which answer to show: a command and its words, or a plain question."""

    answer: Command = word(
        Kind.VERB,
        help="which answer to show, such as budget",
        required=True,
        among=lambda command: command.shareable,
    )
    about: str | None = word(Kind.WORDS, help="what it is about, such as a service")


async def run(args: Args, context: Context) -> Card:
    """Run the reading again; the core shows a public command's answer to the whole place."""
    return await again(args.answer, args.about, under=COMMAND, context=context)


COMMAND = Command(
    verb="share",
    summary="Show an answer to everyone in the channel",
    args=Args,
    run=run,
    examples=("share budget iot-hub",),
    public=True,
)
