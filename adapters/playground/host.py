"""Hears what people say, press and fill in, and has it answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.playground.answering import Answering, Shown
from adapters.playground.exchange import Asked
from adapters.playground.inbound import Spot, hear, request
from adapters.playground.poster import Poster
from adapters.playground.world import Question
from bot.errors import NotFound
from bot.grammar import normalise
from bot.replies import buttons_of
from bot.reply import Card
from bot.request import Audience
from bot.saying import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.playground.world import Message, World
    from bot.desk import Desk
    from bot.ports.clock import Clock


class Host:
    """Stands between the page and the desk."""

    def __init__(self, *, world: World, desk: Desk, clock: Clock) -> None:
        self._world = world
        self._desk = desk
        self._poster = Poster(world, clock)
        self._answering = Answering(poster=self._poster, desk=desk)
        self._heard: set[str] = set()

    async def say(self, text: str, spot: Spot, *, key: str) -> Shown:
        """Say something; what was said to Rapport is answered.

        Raises:
            Usage: It is nobody's slash command.
        """
        heard = hear(text, spot.conversation)
        if not self._fresh(key):
            return Shown()
        question, link = None, None
        if heard.by is Audience.PLACE:
            said = self._poster.post(text, spot, author=spot.person)
            link = self._world.link(said)
            if heard.words is not None and not spot.conversation.with_rapport:
                spot = replace(spot, thread=spot.thread or said.key)
        else:
            question = Question(spot.person, normalise(text))
        if heard.words is None:
            return Shown()
        asking = request(heard.words, spot, key=key, heard_by=heard.by, link=link)
        return await self._answering.ask(Asked(asking, spot, question))

    async def press(self, says: str, person: str, *, on: str, key: str) -> Shown:
        """Press a button of a card; what answers one that waits for it takes its place.

        Raises:
            NotFound: There is no such button on a card that this person sees.
        """
        message = self._world.get(on)
        if message is None or not self._world.sees(person, message) or says not in _says(message):
            raise NotFound("That button is gone.", next_step="Ask again, and press the new one.")
        if not self._fresh(key):
            return Shown()
        conversation = self._world.conversations[message.conversation]
        under = None if message.only_for or conversation.with_rapport else message.key
        spot = Spot(person, conversation, message.thread or under)
        heard_by = Audience.ASKER if message.only_for else Audience.PLACE
        link = self._world.link(message)
        asking = request(says, spot, key=key, heard_by=heard_by, pressed=True, link=link)
        waits = isinstance(message.body, Card) and message.body.asks
        asked = Asked(asking, spot, Question(person, says), card=message if waits else None)
        return await self._answering.ask(asked)

    async def submit(self, fields: Mapping[str, str], person: str, *, form: str, key: str) -> Shown:
        """Send a filled form: it is answered to whoever filled it in.

        Raises:
            NotFound: There is no such form in front of this person.
        """
        opened = self._answering.forms.get(form)
        if opened is None or opened.spot.person != person:
            raise NotFound("That form is gone.", next_step="Open it again, and send the new one.")
        if not self._fresh(key):
            return Shown()
        del self._answering.forms[form]
        verb = opened.form.verb
        alone = not opened.spot.conversation.with_rapport
        heard_by = Audience.ASKER if alone else Audience.PLACE
        asking = request(
            verb, opened.spot, key=key, heard_by=heard_by, fields=fields, link=opened.link
        )
        words = spoken(self._desk.core.grammar.commands[verb], fields)
        return await self._answering.ask(Asked(asking, opened.spot, Question(person, words)))

    def forget(self) -> None:
        """Begin anew: what is still being answered is dropped when it comes."""
        self._answering.forget()
        self._world.forget()

    def _fresh(self, key: str) -> bool:
        """Whether this is the first time; the page sends again what it thinks was lost."""
        if key in self._heard:
            return False
        self._heard.add(key)
        return True


def _says(message: Message) -> frozenset[str]:
    if isinstance(message.body, str):
        return frozenset()
    return frozenset(each.says for each in buttons_of(message.body))
