"""A chat whose posts end as a test wants them to; otherwise they stand in a list."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model.organisation import Person
from bot.model.pace import Pace
from bot.ports.chat import Lookup, Posted
from bot.request import Place

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.ports.chat import Chat, Target
    from bot.ports.clock import Clock
    from bot.reply import Card


@dataclass
class Standing:
    """A message that everybody there sees."""

    key: str
    place: Place
    card: Card
    at: datetime

    @property
    def headline(self) -> str:
        return self.card.headline


class ScriptedChat:
    """Posts into ``stands``.

    Attributes:
        pace: How fast it takes posts; it does not mind, it only says so.
        looks: Whether ``find`` lets us look.
        silent: Raised by ``find`` while a test has set it.
        meanwhile: What happens, once, while ``find`` is asked.
        stands: What was posted, oldest first.
        asked: What was called, in order.
        said: Set once something stands.
    """

    def __init__(self, clock: Clock, *, pace: Pace | None = None, looks: bool = True) -> None:
        self.pace = pace or Pace()
        self.looks = looks
        self.silent: Exception | None = None
        self.meanwhile: Callable[[], Awaitable[object]] | None = None
        self.stands: list[Standing] = []
        self.asked: list[str] = []
        self.said = asyncio.Event()
        self._clock = clock
        self._coming: deque[tuple[Exception, bool]] = deque()

    def fail_next(self, error: Exception, *, arrives: bool = False, times: int = 1) -> None:
        """The next calls raise this; they may have been carried out before."""
        self._coming.extend([(error, arrives)] * times)

    @property
    def headlines(self) -> list[str]:
        return [each.headline for each in self.stands]

    async def post(self, card: Card, *, to: Target, key: str) -> Posted:
        self.asked.append(f"post {key}")
        error, arrives = self._coming.popleft() if self._coming else (None, True)
        place = Place("slack", f"D{to.key}", direct=True) if isinstance(to, Person) else to
        if arrives:
            self.stands.append(Standing(key, place, card, self._clock.now()))
            self.said.set()
        if error is not None:
            raise error
        return Posted(place, str(len(self.stands) - 1))

    async def find(self, key: str, *, to: Target, since: datetime) -> Posted | Lookup:
        self.asked.append(f"find {key}")
        if meanwhile := self.meanwhile:
            self.meanwhile = None
            await meanwhile()
        if self.silent is not None:
            raise self.silent
        if not self.looks:
            return Lookup.UNKNOWABLE
        for number, each in enumerate(self.stands):
            if each.key == key and each.at >= since:
                return Posted(each.place, str(number))
        return Lookup.ABSENT

    async def update(self, posted: Posted, card: Card) -> None:
        self.asked.append(f"update {posted.message}")
        if self._coming:
            raise self._coming.popleft()[0]
        self.stands[int(posted.message)].card = card


if TYPE_CHECKING:
    _conforms: type[Chat] = ScriptedChat
