"""Asks the desk, and puts its answers where they belong: a card, or a form to fill in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.playground.world import RAPPORT, Message, Question
from bot.desk import SIGN_OF_LIFE
from bot.request import Audience

if TYPE_CHECKING:
    from adapters.playground.inbound import Spot
    from adapters.playground.world import World
    from bot.desk import Desk
    from bot.ports.clock import Clock
    from bot.reply import Answer, Card, Form
    from bot.request import Request


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form in front of somebody: where it was opened, and who hears what is sent."""

    key: str
    form: Form
    spot: Spot
    heard_by: Audience


@dataclass(frozen=True, slots=True)
class Asked:
    """A request on its way, and what a card says that it answers."""

    request: Request
    spot: Spot
    question: Question | None


class Answering:
    """What is asked, what is answered, and the forms that lie open."""

    def __init__(self, *, world: World, desk: Desk, clock: Clock) -> None:
        self._world = world
        self._desk = desk
        self._clock = clock
        self._beginning = object()
        self.forms: dict[str, OpenForm] = {}

    def forget(self) -> None:
        """Begin anew: what is still being answered is dropped when it comes."""
        self._beginning = object()
        self.forms.clear()

    async def ask(self, asked: Asked) -> OpenForm | None:
        """Ask; gives the form that the answer opens, if it is one."""
        began = self._beginning
        first: asyncio.Future[Message | OpenForm] = asyncio.get_running_loop().create_future()

        async def later(answer: Answer) -> None:
            if began is not self._beginning:
                return
            if not first.done():
                first.set_result(self._answer(answer, asked))
            elif isinstance(announcement := first.result(), Message):
                self._follow(answer, asked, announcement=announcement)

        answer = await self._desk.ask(asked.request, later=later)
        if answer is not None and began is self._beginning:
            first.set_result(self._answer(answer, asked))
        await asyncio.wait({first}, timeout=SIGN_OF_LIFE)
        shown = first.result() if first.done() else None
        return shown if isinstance(shown, OpenForm) else None

    def _answer(self, answer: Answer, asked: Asked) -> Message | OpenForm:
        """Open the form, or put the card where it belongs."""
        if answer.form is not None:
            return self._open(answer.form, asked)
        return self._post_card(answer, asked)

    def _open(self, form: Form, asked: Asked) -> OpenForm:
        opened = OpenForm(self._world.next_key(), form, asked.spot, asked.request.heard_by)
        self.forms[opened.key] = opened
        return opened

    def _post_card(self, answer: Answer, asked: Asked) -> Message:
        private = answer.audience is Audience.ASKER
        return self.post(
            answer.card,
            asked.spot,
            author=RAPPORT,
            only_for=asked.spot.person if private else None,
            question=asked.question,
        )

    def _follow(self, answer: Answer, asked: Asked, *, announcement: Message) -> None:
        private = answer.audience is Audience.ASKER
        if private is (announcement.only_for is not None):
            self._world.replace(announcement, body=answer.card)
        elif self._world.withdraw(announcement):
            self._post_card(answer, asked)

    def post(
        self,
        body: str | Card,
        spot: Spot,
        *,
        author: str,
        only_for: str | None = None,
        question: Question | None = None,
    ) -> Message:
        """Say something somewhere, now."""
        return self._world.say(
            Message(
                key=self._world.next_key(),
                conversation=spot.conversation.key,
                author=author,
                at=self._clock.now(),
                body=body,
                thread=spot.thread,
                only_for=only_for,
                question=question,
            )
        )
