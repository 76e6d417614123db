"""What people see in this Teams, and waiting until they see it."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from tests.fakes.teams.world import Conversation, Message, Person, World

T = TypeVar("T")


class Sight:
    """Looks at the world with somebody's eyes; whatever changes it calls `changed`."""

    def __init__(self) -> None:
        self.world = World()
        self._pulse = asyncio.Event()

    def changed(self) -> None:
        """Wake everyone who waits for something to be seen."""
        self._pulse.set()
        self._pulse = asyncio.Event()

    def seen_by(self, person: Person, conversation: Conversation | None = None) -> list[Message]:
        """All messages that this person can see, oldest first; their own are among them."""
        return self.world.seen_by(person, conversation)

    def answers_before(
        self, person: Person, conversation: Conversation | None = None
    ) -> list[Message]:
        """The bot's messages that this person can see, oldest first."""
        return [each for each in self.seen_by(person, conversation) if each.author is None]

    def thread(self, conversation: Conversation, root: str) -> list[Message]:
        """A thread of a channel: its root and its replies, whoever can see them."""
        return [
            message
            for message in self.world.messages
            if message.conversation is conversation and message.root == root and not message.deleted
        ]

    async def message(
        self, person: Person, containing: str, conversation: Conversation | None = None
    ) -> Message:
        """The bot's newest message with these words that this person can see, once it is there."""

        def look() -> Message | None:
            for message in reversed(self.answers_before(person, conversation)):
                if containing in message.shown_to(person):
                    return message
            return None

        return await self.wait_for(look)

    async def wait_for(
        self,
        look: Callable[[], T | None],
        timeout: float = 3.0,  # noqa: ASYNC109 - for tests to read
    ) -> T:
        """Look again after every change until there is something to see."""
        try:
            async with asyncio.timeout(timeout):
                while True:
                    found = look()
                    if found:
                        return found
                    await self._pulse.wait()
        except TimeoutError:
            raise TimeoutError(f"nothing of the kind in Teams within {timeout} s") from None
