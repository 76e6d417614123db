"""``share``: shows a reading to everyone in the channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Command, Kind, word
from bot.errors import Usage
from bot.naming import again

if TYPE_CHECKING:
    from bot.context import Context
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Args:
    """A command and its words."""

    verb: Command = word(
        Kind.VERB, help="which answer to show", required=True, among=lambda c: c.shareable
    )
    words: str | None = word(Kind.WORDS, help="what it is about, such as a service")


async def run(args: Args, context: Context) -> Card:
    """Run the reading again; the core shows a public command's answer to the whole place."""
    if not args.verb.shareable:
        raise Usage(
            f"“{args.verb.verb}” is not for showing around.", next_step="Type: share budget"
        )
    question = " ".join((args.verb.verb, args.words or "")).strip()
    return await again(question, under=COMMAND, context=context)


COMMAND = Command(
    verb="share",
    summary="Show an answer to everyone in the channel",
    args=Args,
    run=run,
    examples=("share budget iot-hub",),
    public=True,
)
