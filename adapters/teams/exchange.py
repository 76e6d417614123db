"""One question and all that is said to it: perhaps a sign of life, then the answer."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.teams.connector import ConnectorFailure
from adapters.teams.form import in_card
from adapters.teams.render import drawn, summary
from adapters.teams.send import FAILURES, Message
from bot.reply import Card, Text, Tone
from bot.request import Audience

if TYPE_CHECKING:
    from adapters.teams.inbound import Heard
    from adapters.teams.send import Sender, Sent
    from bot.memo import Memo
    from bot.reply import Answer

log = logging.getLogger(__name__)


class Exchange:
    """Sends answers to where their question came from.

    Args:
        heard: The question.
        sender: Sends.
        drawings: Cards that were drawn before.
        said: The words that give the same answer again, if there are such.
        instead_of: A message whose place the answer takes.
    """

    def __init__(
        self,
        heard: Heard,
        *,
        sender: Sender,
        drawings: Memo[Message],
        said: str | None,
        instead_of: Sent | None = None,
    ) -> None:
        self._heard = heard
        self._sender = sender
        self._drawings = drawings
        self._said = said
        self._instead_of = instead_of
        self._announced: Sent | None = None

    async def say(self, answer: Answer) -> None:
        """Send an answer; it takes the place of an earlier one where both are for the same eyes."""
        if self._is_private(answer):
            await self._whisper(self._message(answer, alone=True))
        else:
            await self._show(self._message(answer, alone=False))

    def draw(self, card: Card, *, alone: bool = False, back: str | None = None) -> Message:
        """A card as Teams reads it; one that was drawn before is not drawn again.

        Args:
            card: The answer.
            alone: Whether one person alone sees it, and so what takes its place when they press.
            back: What the answer said whose place this one takes.
        """
        if alone and card.asks:
            card = replace(card, asks=False)
        said = self._said
        return self._drawings.once(
            (said, back),
            card,
            make=lambda: Message(drawn(card, said=said, back=back), summary(card)),
        )

    def _message(self, answer: Answer, *, alone: bool) -> Message:
        if answer.form is not None:
            return Message(in_card(answer.form), summary(answer.card))
        return self.draw(answer.card, alone=alone)

    def _is_private(self, answer: Answer) -> bool:
        """What is said between two is private already."""
        return answer.audience is Audience.ASKER and not self._heard.request.place.direct

    async def _whisper(self, message: Message) -> None:
        announced = self._announced
        if announced and announced.private and await self._sender.replace(announced, message):
            return
        await self._withdraw()
        self._announced = await self._sender.privately(message, self._heard.reference)
        if self._announced is None:
            await self._point_elsewhere()

    async def _show(self, message: Message) -> None:
        taken = self._announced or self._instead_of
        if taken and not taken.private and await self._sender.replace(taken, message):
            self._announced = taken
            return
        try:
            sent = await self._sender.publicly(message, self._heard.reference)
        except FAILURES as error:
            log.warning("no answer in %s: %r", self._heard.reference.channel, error)
            if not (isinstance(error, ConnectorFailure) and error.gone):
                await self._apologise(error)
            return
        await self._withdraw()
        self._announced = sent

    async def _withdraw(self) -> None:
        """Take back what was announced, where the answer could not take its place."""
        if self._announced is not None:
            await self._sender.withdraw(self._announced)
            self._announced = None

    async def _apologise(self, error: Exception) -> None:
        """Say to the asker alone that the answer did not get there; if even that fails, the log."""
        lost = isinstance(error, ConnectorFailure) and error.ambiguous
        card = _LOST if lost else _REFUSED
        await self._sender.privately(self.draw(card), self._heard.reference)

    async def _point_elsewhere(self) -> None:
        """Where nothing private can be said, say in public how to get there, and nothing else."""
        try:
            await self._sender.publicly(self.draw(_ELSEWHERE), self._heard.reference)
        except FAILURES as error:
            log.warning("no answer at all in %s: %r", self._heard.reference.channel, error)


_LOST = Card(
    headline="My answer may have got lost on its way to Teams.",
    tone=Tone.UNKNOWN,
    blocks=(Text("If you don't see it, please ask again."),),
)
_REFUSED = Card(
    headline="Teams does not take my answer there just now.",
    tone=Tone.UNKNOWN,
    blocks=(Text("Please ask again in a minute, or here."),),
)
_ELSEWHERE = Card(
    headline="My answer is for whoever asked alone, and Teams does not let me show it to one here.",
    blocks=(Text("Open a chat with me, and ask again there."),),
)
