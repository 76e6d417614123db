"""``why``: runs a reading again and shows its grounds: source, query, rule, age."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.command import Command
from bot.naming import again
from bot.word import Kind, word

if TYPE_CHECKING:
    from bot.context import Context
    from bot.reply import Card


@dataclass(frozen=True, slots=True)
class Args:
    """Which answer to explain: a command and its words, or a plain question."""

    answer: Command = word(
        Kind.VERB,
        help="which answer to explain, such as budget",
        required=True,
        among=lambda command: command.explained,
    )
    about: str | None = word(Kind.WORDS, help="what it is about, such as a service")


async def run(args: Args, context: Context) -> Card:
    """Show the grounds of another command's answer."""
    card = await again(args.answer, args.about, under=COMMAND, context=context)
    if not card.why:
        return card
    return replace(card, headline=f"Why “{card.headline}”", blocks=card.why)


COMMAND = Command(
    verb="why",
    summary="Where an answer comes from: source, query, age, rule",
    args=Args,
    run=run,
    aliases=("explain",),
    examples=("why budget iot-hub",),
    shareable=True,
    often=True,
)
