"""Asks the desk, and puts its answers where they belong: a card, or a form to fill in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.playground.exchange import Exchange
from adapters.playground.in_place import InPlace
from bot.desk import SIGN_OF_LIFE
from bot.pressing import Turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.playground.exchange import Asked
    from adapters.playground.inbound import Spot
    from adapters.playground.poster import Poster
    from adapters.playground.world import Message
    from bot.desk import Desk
    from bot.form import Form
    from bot.reply import Answer


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form in front of somebody, and where it was opened.

    Attributes:
        link: Where the message can be read on which it was opened, unless one alone sees it.
    """

    key: str
    form: Form
    spot: Spot
    link: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What whoever asked may look at: a form, and the thread in which they are answered."""

    form: OpenForm | None = None
    thread: str | None = None


class Answering:
    """What is asked, what is answered, and the forms that lie open."""

    def __init__(self, *, poster: Poster, desk: Desk) -> None:
        self._poster = poster
        self._desk = desk
        self._beginning = object()
        self._turns = Turns()
        self.forms: dict[str, OpenForm] = {}

    def forget(self) -> None:
        """Begin anew: what is still being answered is dropped when it comes."""
        self._beginning = object()
        self.forms.clear()

    async def ask(self, asked: Asked) -> Shown:
        """Ask; gives what is shown first, or what can be told if that takes too long."""
        began, say, there = self._beginning, self._way_to_say(asked), asked.spot.thread
        first: asyncio.Future[Shown] = asyncio.get_running_loop().create_future()

        async def later(answer: Answer) -> None:
            if began is not self._beginning:
                return
            if answer.form is not None and not first.done():
                first.set_result(Shown(self._open(answer.form, asked), there))
                return
            said = say(answer)
            if not first.done():
                first.set_result(Shown(thread=said.thread if said else there))

        answer = await self._desk.ask(asked.request, later=later)
        if answer is not None:
            await later(answer)
        await asyncio.wait({first}, timeout=SIGN_OF_LIFE)
        return first.result() if first.done() else Shown(thread=there)

    def _way_to_say(self, asked: Asked) -> Callable[[Answer], Message | None]:
        below = Exchange(asked, poster=self._poster)
        if asked.card is None:
            return below.say
        return InPlace(
            asked.card, asked, turns=self._turns, world=self._poster.world, beside=below
        ).say

    def _open(self, form: Form, asked: Asked) -> OpenForm:
        key = self._poster.world.next_key()
        opened = OpenForm(key, form, asked.spot, asked.request.link)
        self.forms[opened.key] = opened
        return opened
