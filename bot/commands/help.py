"""``help``: everything one can ask, on one screen; or one command in full. Generated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.access import allows
from bot.command import Command
from bot.listing import brief, by_topic, foremost
from bot.naming import examples_here
from bot.reply import Actions, Button, Card, Code, Fact, Facts, Note, Table, Text
from bot.word import Kind, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.context import Context
    from bot.reply import Block


@dataclass(frozen=True, slots=True)
class Args:
    """The command to explain in full, or none for the overview."""

    command: Command | None = word(Kind.VERB, help="which command; all of them when left out")


_HERE = "the service is then the channel's own"
_ALONE = "your own services are then meant"
_MORE = "Type help and a command to see all of it."


async def run(args: Args, context: Context) -> Card:
    """Explain one command, or list all."""
    return _one(args.command, context) if args.command else _all(context)


def _all(context: Context) -> Card:
    direct = context.request.place.direct
    listed = [
        command
        for command in context.commands.values()
        if command.listed and not (direct and command.public)  # nobody else is there to show it to
    ]
    readable = [
        command
        for command in listed
        if _offered(command, context) and not (command.public or command is COMMAND)
    ]
    first = foremost(readable)
    examples = [said for command in first for said in examples_here(command, context)[:1]]
    return Card(
        headline="What you can ask me",
        blocks=(
            *_overview(listed),
            Note(f"Words in [brackets] may be left out; {_ALONE if direct else _HERE}. {_MORE}"),
            Actions(tuple(Button(said, said) for said in examples[:3])),
        ),
        data={
            "commands": [
                {
                    "verb": c.verb,
                    "usage": c.usage,
                    "summary": c.summary,
                    "examples": list(examples_here(c, context)),
                }
                for c in listed
            ]
        },
    )


def _overview(listed: Iterable[Command]) -> Iterator[Block]:
    """What is asked often, a line each; of the others the names, so that one screen holds all."""
    topics = by_topic(listed)
    often = [each for _, about in topics for each in about if each.often]
    yield Table(
        columns=("Type", "And get"),
        rows=tuple((brief(each), each.summary) for each in often),
    )
    others = [
        Fact(f"More: {topic.value}", ", ".join(names))
        for topic, about in topics
        if (names := [each.typed for each in about if not each.often])
    ]
    if others:
        yield Facts(tuple(others))


def _one(command: Command, context: Context) -> Card:
    examples = examples_here(command, context)
    blocks: list[Block] = [Code(command.usage)]
    if command.words:
        blocks.append(
            Facts(tuple(Fact(each.usage, each.help.capitalize()) for each in command.words))
        )
    if command.aliases:
        blocks.append(Text(f"People also say: {', '.join(command.aliases)}."))
    if examples:
        blocks.append(Text("Examples:"))
        blocks.append(Code("\n".join(examples)))
    if _offered(command, context):
        blocks.append(Actions(tuple(Button(said, said) for said in examples)))
    return Card(
        headline=f"{command.typed}: {command.summary}",
        blocks=tuple(blocks),
        data={
            "verb": command.verb,
            "usage": command.usage,
            "summary": command.summary,
            "aliases": list(command.aliases),
            "examples": list(examples),
        },
    )


def _offered(command: Command, context: Context) -> bool:
    """Whether a command's examples may be pressed: readings that this reader may ask."""
    return not command.writes and allows(command, context.reader, context.request.actor)


COMMAND = Command(
    verb="help",
    summary="This overview, or one command in full",
    args=Args,
    run=run,
    aliases=("?", "hello", "hi", "commands"),
    examples=("help", "help budget"),
    private=True,
    guests=True,
    often=True,
)
