"""Somebody's Home and the windows above it: a board of buttons, and the ways to look at them."""

import asyncio
from dataclasses import dataclass

from bot.command import Command
from bot.reply import Actions, Button, Card
from bot.word import Kind, word
from tests.fakes.slack import User, View
from tests.platforms.slack.conftest import Workspace

BOARD = Card(
    "A board.",
    blocks=(
        Actions(
            (
                Button("iot-hub", "budget iot-hub"),
                Button("Fill in", "form tell", opens_form=True),
                Button("Slow", "slow"),
                Button("Everyone", "share budget iot-hub"),
            )
        ),
    ),
)


@dataclass(frozen=True)
class Told:
    """What to tell."""

    what: str = word(Kind.WORDS, help="what to tell", required=True)


async def _tell(args: Told, _context: object) -> Card:
    return Card(f"You told me: {args.what}", blocks=BOARD.blocks)


TELL = Command(verb="tell", summary="told in a form", args=Told, run=_tell)


class Slow:
    """A command that answers when its door is open."""

    def __init__(self) -> None:
        self.door = asyncio.Event()

    async def run(self, _args: object, _context: object) -> Card:
        await self.door.wait()
        return Card("At last.")

    @property
    def command(self) -> Command:
        return Command(verb="slow", summary="takes its time", run=self.run)


async def _show(_args: object, _context: object) -> Card:
    return BOARD


SHOW = Command(verb="board", summary="a board of buttons", run=_show)


async def looks_at_home(workspace: Workspace, visitor: User) -> View:
    """Their Home, once it is there."""
    await visitor.opens_home()
    return await workspace.slack.wait_for(lambda: workspace.slack.home_of(visitor))


async def window(workspace: Workspace, viewer: User, says: str) -> View:
    """The window on top, once it says something."""

    def look() -> View | None:
        stack = workspace.slack.open_views(viewer)
        return stack[-1] if stack and says in stack[-1].shown else None

    return await workspace.slack.wait_for(look)
