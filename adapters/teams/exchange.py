"""One question and all that is said to it: perhaps a sign of life, then the answer."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.teams.connector import ConnectorFailure
from adapters.teams.form import in_card
from adapters.teams.render import summary
from adapters.teams.send import FAILURES, Message, Sent
from bot.replies import follows_card
from bot.reply import Actions, Answer, Card, Text, Tone
from bot.request import Audience

if TYPE_CHECKING:
    from adapters.teams.inbound import Heard
    from adapters.teams.send import Sender
    from adapters.teams.turns import Turns
    from bot.memo import Memo
    from bot.reply import Block

log = logging.getLogger(__name__)


class Exchange:
    """Sends answers to where their question came from.

    Args:
        heard: The question.
        sender: Sends.
        turns: Who answers which card.
        drawings: Cards that were drawn before.
    """

    def __init__(
        self,
        heard: Heard,
        *,
        sender: Sender,
        turns: Turns,
        drawings: Memo[Message],
    ) -> None:
        self._heard = heard
        self._sender = sender
        self._turns = turns
        self._drawings = drawings
        self._announced: Sent | None = None

    async def say(self, answer: Answer) -> None:
        """Send an answer; it takes the place of an earlier one where both are for the same eyes.

        Where it cannot be given, that is said; of a sign of life nobody has to know.
        """
        announces = answer.card == follows_card()
        if self._is_private(answer):
            if not await self._whisper(answer) and not announces:
                await self._point_elsewhere()
        elif self._turns.shows(self._heard) and (failure := await self._show(answer)):
            self._turns.failed(self._heard)
            if not announces:
                await self._apologise(failure)

    def draw(self, card: Card, *, alone: bool = False, back: str | None = None) -> Message:
        """A card as Teams reads it; one that was drawn before is not drawn again.

        Args:
            card: The answer.
            alone: Whether one person alone sees it, and so what takes its place when they press.
            back: How one gets the answer again whose place this one takes.
        """
        if alone and card.asks:
            card = replace(card, asks=False)
        return self._drawings.once(back, card, make=lambda: Message.of(card, back=back))

    def takes_place(self, card: Card) -> bool:
        """Whether what is said to everyone takes the place of the pressed card.

        A sign of life does not, nor what failed: somebody else may still press there.
        """
        stays = card.failed or card == follows_card()
        return not stays and self._turns.take(self._heard, card)

    def _is_private(self, answer: Answer) -> bool:
        """What is said between two is private already."""
        return answer.audience is Audience.ASKER and not self._heard.request.place.direct

    async def _whisper(self, answer: Answer) -> bool:
        """Say it to the asker alone; False if there is no way."""
        announced = self._announced
        if announced and announced.private:
            message = self._message(answer, alone=True, apart=not announced.targeted)
            if await self._sender.replace(announced, message):
                return True
        await self._withdraw()
        self._announced = await self._privately(answer)
        return self._announced is not None

    async def _privately(self, answer: Answer) -> Sent | None:
        """To the asker: among the others, else in our own conversation with them.

        A way that broke off may have worked all the same: twice is better than not at all.
        """
        sender, where = self._sender, self._heard.reference
        return await sender.targeted(
            self._message(answer, alone=True), where
        ) or await sender.apart(self._message(answer, apart=True), where)

    def _message(self, answer: Answer, *, alone: bool = False, apart: bool = False) -> Message:
        if answer.form is not None:
            return Message(in_card(answer.form), summary(answer.card))
        if apart:
            return Message.of(_elsewhere(answer.card))
        return self.draw(answer.card, alone=alone)

    async def _show(self, answer: Answer) -> Exception | None:
        """Say it to everyone; what it failed by, if somebody is there to be told."""
        message, taken = self._message(answer), self._taken(answer.card)
        if taken is None or not await self._sender.replace(taken, message):
            try:
                taken = await self._sender.publicly(message, self._heard.reference)
            except FAILURES as error:
                log.warning("no answer in %s: %r", self._heard.reference.channel, error)
                return None if isinstance(error, ConnectorFailure) and error.gone else error
        if taken != self._announced:
            await self._withdraw()
        self._announced = taken
        return None

    def _taken(self, card: Card) -> Sent | None:
        """The message whose place is taken by what is said to everyone."""
        if self._heard.card and self.takes_place(card):
            return Sent(self._heard.reference, self._heard.card)
        announced = self._announced
        return announced if announced and not announced.private else None

    async def _withdraw(self) -> None:
        """Take back what was announced, where the answer could not take its place."""
        if self._announced is not None:
            await self._sender.withdraw(self._announced)
            self._announced = None

    async def _apologise(self, failure: Exception) -> None:
        """Say to the asker alone that the answer did not get there; if even that fails, the log."""
        lost = isinstance(failure, ConnectorFailure) and failure.ambiguous
        card = _LOST if lost else _REFUSED
        await self._privately(Answer(card, Audience.ASKER))

    async def _point_elsewhere(self) -> None:
        """Where nothing private can be said, say in public how to get there, and nothing else."""
        try:
            await self._sender.publicly(self.draw(_ELSEWHERE), self._heard.reference)
        except FAILURES as error:
            log.warning("no answer at all in %s: %r", self._heard.reference.channel, error)


def _elsewhere(card: Card) -> Card:
    """A card without the buttons that are of use only where it was asked for."""

    def kept(block: Block) -> Block:
        if not isinstance(block, Actions):
            return block
        return Actions(tuple(button for button in block.buttons if not button.only_here))

    return replace(card, asks=False, blocks=tuple(map(kept, card.blocks)))


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
