"""``form``: a command with its words still to be filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import access
from bot.command import Command
from bot.filling import form_of, understood
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context
    from bot.form import Form


@dataclass(frozen=True, slots=True)
class Args:
    """The command whose words to fill in, and those that are known."""

    command: Command = word(
        Kind.VERB,
        help="which command to fill in",
        required=True,
        among=lambda command: bool(command.words),
    )
    about: str | None = word(Kind.WORDS, help="what to fill in already")


async def run(args: Args, context: Context) -> Form:
    """Open the form that is generated from a command's arguments, for who may send it.

    Raises:
        NotAllowed: The reader may not.
        BotError: What the command's own look before says.
    """
    access.check(args.command, context.reader, context.request.actor)
    known = understood(args.command, context, args.about or "")
    if opens := args.command.opens:
        await opens(known, context)
    return form_of(args.command, context, known)


COMMAND = Command(
    verb="form",
    summary="Fill in a command's words in a form",
    args=Args,
    run=run,
    aliases=("fill in",),
    examples=("form why", "form why budget iot-hub"),
    listed=False,
)
