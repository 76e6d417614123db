"""Posts what nobody asked just now, into the playground's channels and direct conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.playground.rooms import PLATFORM
from adapters.playground.world import RAPPORT, Message
from bot.errors import NotFound
from bot.model.organisation import Person
from bot.model.pace import Pace
from bot.ports.chat import Lookup, Posted
from bot.request import Place

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.playground.world import World
    from bot.ports.chat import Chat, Target
    from bot.ports.clock import Clock
    from bot.reply import Card


class PlaygroundChat:
    """The playground, for what nobody asked just now: everything arrives at once."""

    pace = Pace()

    def __init__(self, world: World, clock: Clock) -> None:
        self._world = world
        self._clock = clock
        self._posted: dict[str, Posted] = {}

    async def post(self, card: Card, *, to: Target, key: str) -> Posted:
        """Post a card.

        Raises:
            NotFound: There is no such conversation.
        """
        place = _place(to)
        if place.channel not in self._world.conversations:
            raise NotFound(f"The playground has no conversation {place.channel}.")
        message = self._world.say(
            Message(
                key=self._world.next_key(),
                conversation=place.channel,
                author=RAPPORT,
                at=self._clock.now(),
                body=card,
                thread=place.thread,
            )
        )
        self._posted[key] = posted = Posted(place, message.key, self._world.link(message))
        return posted

    async def find(self, key: str, *, to: Target, since: datetime) -> Posted | Lookup:  # noqa: ARG002 - a key is enough here
        """Look for what was posted under a key."""
        return self._posted.get(key, Lookup.ABSENT)

    async def update(self, posted: Posted, card: Card) -> None:
        """Put another card in the place of one that was posted.

        Raises:
            NotFound: The message is gone.
        """
        stands = self._world.get(posted.message)
        if stands is None:
            raise NotFound("That message is gone.")
        self._world.replace(stands, body=card, question=stands.question)

    def forget(self) -> None:
        """Begin anew."""
        self._posted.clear()


def _place(to: Target) -> Place:
    if isinstance(to, Person):
        return Place(PLATFORM, f"{to.key}+{RAPPORT}", direct=True)
    return to


if TYPE_CHECKING:
    _conforms: type[Chat] = PlaygroundChat
