"""Cards that wait for a press, and a command that answers each press when its turn comes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.command import Command
from bot.errors import BotError
from bot.form import Form
from bot.reply import Actions, Button, Card
from tests.fakes.slack import Message, User, interactions, pressing
from tests.fakes.slack.errors import Payload
from tests.platforms.slack.conftest import Workspace
from tests.platforms.slack.house import CHANNEL, House, served

FOLLOWS = "the answer follows"
PICK = "Which one?"
_CARD = Card(
    PICK,
    blocks=(
        Actions(
            (
                Button("iot-hub", "budget iot-hub"),
                Button("device-twins", "budget device-twins"),
                Button("Why?", "why budget iot-hub"),
                Button("Gone", "budget nowhere"),
                Button("Help", "help"),
                Button("Fill in", "form why", opens_form=True),
                Button("Everyone", "share budget iot-hub"),
                Button("In turn", "turn"),
                Button("Again", "question"),
            )
        ),
    ),
    asks=True,
)


async def _ask(_args: object, _context: object) -> Card:
    return _CARD


QUESTION = Command(verb="question", summary="asked as publicly as you do", run=_ask)
POLL = Command(verb="poll", summary="asked before everyone", run=_ask, public=True)


class Turns:
    """A command with a reply for each who asks, in that order, behind a door of its own."""

    def __init__(self, *replies: Card | Form | BotError, private: bool = False) -> None:
        self._replies = iter(replies)
        self._doors = [asyncio.Event() for _ in replies]
        self._closed = iter(self._doors)
        self.command = Command(verb="turn", summary="in turn", run=self._run, private=private)

    def let(self, *numbers: int) -> None:
        """Let the first, second … answer come."""
        for number in numbers:
            self._doors[number - 1].set()

    async def _run(self, _args: object, _context: object) -> Card | Form:
        reply, door = next(self._replies), next(self._closed)
        await door.wait()
        if isinstance(reply, BotError):
            raise reply
        return reply


def commands(*further: Command) -> tuple[Command, ...]:
    return (QUESTION, POLL, *further)


async def asked_in_a_thread(workspace: Workspace) -> Message:
    said = await workspace.alice.mentions("question", channel=CHANNEL)
    return await workspace.answer(CHANNEL, said.ts, when=lambda each: PICK in each.shown)


async def asked_of_everyone(workspace: Workspace, channel: str = CHANNEL) -> Message:
    await workspace.alice.types("/sre poll", channel=channel)
    return await workspace.slack.message(workspace.bob, PICK, channel)


async def settled(workspace: Workspace, house: House) -> None:
    """Whatever was pressed is answered, and has arrived."""
    await house.desk.close()
    await workspace.slack.settled()


async def asked_alone(workspace: Workspace) -> Message:
    await workspace.alice.types("/sre question", channel=CHANNEL)
    return await workspace.slack.message(workspace.alice, PICK, CHANNEL)


def seen_since(user: User, question: Message) -> list[Message]:
    """What somebody sees there from a card on, and not what was said before it came."""
    return [each for each in user.sees(CHANNEL) if each.ts >= question.ts]


@asynccontextmanager
async def curious(workspace: Workspace, folder: Path) -> AsyncIterator[House]:
    """A bot that has questions of its own."""
    async with served(workspace.slack, folder, also=commands()) as house:
        yield house


@asynccontextmanager
async def hurried(workspace: Workspace, folder: Path, turns: Turns) -> AsyncIterator[House]:
    """A bot that soon gives a sign of life, and answers in turn."""
    also = commands(turns.command)
    async with served(workspace.slack, folder, at_once=0.02, sign_of_life=0.05, also=also) as it:
        yield it


async def announced(workspace: Workspace, question: Message) -> None:
    """In the card's place stands that the answer follows."""
    await workspace.slack.wait_for(lambda: FOLLOWS in question.shown)


def press_of(workspace: Workspace, user: User, question: Message, button: str) -> Payload:
    """What Slack sends about a press; it may come when something else stands there."""
    slack = workspace.slack
    block, element = pressing.find_button(slack, user.id, question, button)
    pressed = pressing.pressed(block, element)
    return interactions.on_message(slack, user.person, question, pressed, {})
