"""``why``: runs a reading again and shows its grounds: source, query, rule, age."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
        Kind.VERB, help="which answer to explain", required=True, among=lambda c: c.explained
    )
    words: str | None = word(Kind.WORDS, help="what was asked about, such as a service")


async def run(args: Args, context: Context) -> Card:
    """Show the grounds of another command's answer."""
    question = " ".join((args.verb.verb, args.words or "")).strip()
    if not args.verb.explained:
        raise Usage(
            f"There is nothing behind “{args.verb.verb}” to explain.",
            next_step="Type: why budget",
        )
    card = await again(question, under=COMMAND, context=context)
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
)
