"""One press on a card that waits for it, and all that is said to it: in the card's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.slack.exchange import has_pictures
from adapters.slack.render import message
from bot.pressing import Turn, leaves_the_card
from bot.replies import follows_card
from bot.request import Audience

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.slack.asking import Asking
    from adapters.slack.exchange import Exchange
    from adapters.slack.inbound import Heard
    from adapters.slack.send import Sender, Sent
    from bot.pressing import Turns
    from bot.reply import Answer, Card


class InPlace:
    """Answers where the pressed card stands, before everybody who sees it.

    What leaves the card as it is, is said beside it, as to any press.

    Args:
        heard: The press.
        card: What was pressed.
        turns: Who answers which card.
        sender: Sends.
        beside: Answers as to any press.
        illustrate: Sees to the pictures of a public answer, in its own time.
    """

    def __init__(
        self,
        heard: Heard,
        *,
        card: Asking,
        turns: Turns,
        sender: Sender,
        beside: Exchange,
        illustrate: Callable[[Sent, Card], None],
    ) -> None:
        self._heard = heard
        self._card = card
        self._turns = turns
        self._sender = sender
        self._beside = beside
        self._illustrate = illustrate
        self._announced = False
        self._aside = False

    async def say(self, answer: Answer) -> None:
        """Say an answer; it takes the place of an earlier one."""
        alone = self._card.public is None or self._heard.request.place.direct
        if self._aside or leaves_the_card(answer, alone=alone):
            await self._say_beside(answer)
            return
        announces = answer.card == follows_card()
        match self._turns.take(self._card.id, self._heard.request, answer.card):
            case Turn.SAID:
                return
            case Turn.OTHERS:
                await self._say_beside(answer)
            case Turn.OURS if self._card.public is None and answer.audience is Audience.PLACE:
                await self._show_instead(answer)
            case Turn.OURS:
                if await self._replace(answer):
                    self._announced = announces
                else:
                    await self._say_beside(answer)

    async def _say_beside(self, answer: Answer) -> None:
        self._aside = True
        await self._beside.say(answer)
        if self._announced and self._turns.holds(self._card.id, self._heard.request):
            await self._put_back()
        self._turns.give_back(self._card.id, self._heard.request)

    async def _show_instead(self, answer: Answer) -> None:
        """Post for everyone what answers a private card, which is then done with."""
        await self._beside.say(answer)
        kept = self._beside.apologised and not self._announced
        if kept or not await self._sender.remove_pressed(self._heard):
            self._turns.give_back(self._card.id, self._heard.request)

    async def _replace(self, answer: Answer) -> bool:
        sent, drawn = self._card.public, message(answer.card)
        if sent is not None and await self._sender.replace(sent, drawn):
            if has_pictures(answer.card):
                self._illustrate(sent, answer.card)
            return True
        if sent is not None and answer.audience is Audience.ASKER:
            # Where we cannot change messages, a direct conversation may be one between others.
            return False
        return await self._sender.replace_pressed(drawn, self._heard)

    async def _put_back(self) -> None:
        """Let the card stand there again, in the place of the sign of life."""
        sent, shown = self._card.public, self._card.shown
        if sent is None:
            # Of a private card nothing is left that could be put back.
            await self._sender.remove_pressed(self._heard)
        elif not (
            await self._sender.replace(sent, shown)
            or await self._sender.replace_pressed(shown, self._heard)
        ):
            await self._sender.withdraw(sent)
