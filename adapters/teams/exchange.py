"""One question and all that is said to it: perhaps a sign of life, then the answer."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.teams.connector import ConnectorFailure
from adapters.teams.form import in_card
from adapters.teams.instead import ELSEWHERE, LOST, REFUSED, elsewhere
from adapters.teams.render import summary
from adapters.teams.send import FAILURES, Message, Sent
from bot.pressing import Turn, leaves_the_card
from bot.replies import follows_card
from bot.reply import Answer
from bot.request import Audience

if TYPE_CHECKING:
    from adapters.teams.haste import Haste
    from adapters.teams.inbound import Heard
    from adapters.teams.send import Sender
    from bot.memo import Memo
    from bot.pressing import Turns
    from bot.reply import Card

log = logging.getLogger(__name__)


class Exchange:
    """Sends answers to where their question came from.

    Args:
        heard: The question.
        sender: Sends.
        turns: Who answers which card.
        haste: What was just posted for everyone.
        drawings: Cards that were drawn before.
    """

    def __init__(
        self,
        heard: Heard,
        *,
        sender: Sender,
        turns: Turns,
        haste: Haste,
        drawings: Memo[Message],
    ) -> None:
        self._heard = heard
        self._sender = sender
        self._turns = turns
        self._haste = haste
        self._drawings = drawings
        self._announced: Sent | None = None

    async def say(self, answer: Answer) -> None:
        """Send an answer; it takes the place of an earlier one where both are for the same eyes.

        Where it cannot be given, that is said; of a sign of life nobody has to know.
        """
        announces = answer.card == follows_card()
        if self._is_private(answer):
            if not await self._whisper(answer) and not announces:
                await self._pointelsewhere()
        elif self._haste.shows(self._heard) and (failure := await self._show(answer)):
            self._haste.failed(self._heard)
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
        return self._drawings.once(
            (back, alone), card, make=lambda: Message.of(card, back=back, alone=alone)
        )

    def leaves_the_card(self, answer: Answer) -> bool:
        """Whether an answer leaves the pressed card as it is before everybody."""
        return leaves_the_card(answer, alone=self._heard.request.place.direct)

    def turn(self, answer: Answer) -> Turn:
        """Whether an answer takes the place of the pressed card, if one was pressed that waits.

        A sign of life does not: whoever pressed sees one already.
        """
        heard, card = self._heard, answer.card
        if heard.card is None or card == follows_card() or self.leaves_the_card(answer):
            return Turn.OTHERS
        pressed = (heard.reference.conversation, heard.card, heard.back)
        turn = self._turns.take(pressed, heard.request, card)
        if card.asks:
            # What waits for a press in its place goes by the same name.
            self._turns.give_back(pressed, heard.request)
        return turn

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
            return Message(in_card(answer.form, alone=alone), summary(answer.card))
        if apart:
            return Message.of(elsewhere(answer.card))
        return self.draw(answer.card, alone=alone)

    async def _show(self, answer: Answer) -> Exception | None:
        """Say it to everyone; what it failed by, if somebody is there to be told."""
        turn = self.turn(answer)
        if turn is Turn.SAID:
            await self._withdraw()
            return None
        message, taken = self._message(answer), self._taken(turn)
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

    def _taken(self, turn: Turn) -> Sent | None:
        """The message whose place is taken by what is said to everyone."""
        if self._heard.card and turn is Turn.OURS:
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
        card = LOST if lost else REFUSED
        await self._privately(Answer(card, Audience.ASKER))

    async def _pointelsewhere(self) -> None:
        """Where nothing private can be said, say in public how to get there, and nothing else."""
        try:
            await self._sender.publicly(self.draw(ELSEWHERE), self._heard.reference)
        except FAILURES as error:
            log.warning("no answer at all in %s: %r", self._heard.reference.channel, error)
