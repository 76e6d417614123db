"""What Teams waits for: a pressed button, a form that is opened, a form that is sent.

https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model
https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from adapters.teams.inbound import from_press
from adapters.teams.over_http import InvokeAnswer
from adapters.teams.surfaces import InCard, InDialog
from bot.desk import LOOKUP
from bot.pressing import Turn
from bot.replies import follows_card
from bot.reply import Code, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from botbuilder.schema import Activity

    from adapters.teams.exchange import Exchange
    from adapters.teams.inbound import Heard
    from bot.desk import Desk
    from bot.reply import Answer, Card
    from bot.request import Request

PATIENCE_SECONDS = 3.0
"""How long whoever pressed looks at a spinning button before they are told to wait."""

_SHOWN = "Shown to everyone here."
_ANSWERED = "That was answered already. If you don't see it, please press again."
_NOT_OURS = "I don't know this button, or not any more. Please ask again in words."


class Invokes:
    """Answers each within its own request.

    Args:
        desk: Asks.
        exchange: What else is said to a press, now or later.
        patience: Seconds until the answer comes later.
    """

    def __init__(
        self, desk: Desk, *, exchange: Callable[[Heard], Exchange], patience: float
    ) -> None:
        self._desk = desk
        self._exchange = exchange
        self._patience = patience

    async def answer(self, activity: Activity) -> InvokeAnswer:
        """Answer an invoke; one that is none of ours is told that nothing does it here."""
        value = activity.value if isinstance(activity.value, Mapping) else {}
        match activity.name:
            case "adaptiveCard/action":
                action = value.get("action")
                data = action.get("data") if isinstance(action, Mapping) else None
                return await self._pressed(from_press(activity, data), InCard())
            case "task/fetch" | "task/submit":
                heard = from_press(activity, value.get("data"), in_dialog=True)
                return await self._pressed(heard, InDialog(activity.reply_to_id))
            case _:
                return InvokeAnswer(HTTPStatus.NOT_IMPLEMENTED)

    async def _pressed(self, heard: Heard | None, surface: InCard | InDialog) -> InvokeAnswer:
        if heard is None:
            return surface.words(_NOT_OURS)
        exchange = self._exchange(heard)

        async def later(answer: Answer) -> None:
            # That it follows is what the press itself was answered.
            if answer.card != follows_card():
                await exchange.say(answer)

        answer = await self._desk.ask(heard.request, later=later, at_once=self._patience)
        if answer is None:
            before = await self._was_answered(heard.request)
            return surface.words(_ANSWERED if before else follows_card().headline)
        return self._said(answer, heard, exchange=exchange, surface=surface)

    async def _was_answered(self, request: Request) -> bool:
        """Whether this is a late repetition; a store that cannot tell holds up nobody."""
        found = False

        async def look() -> None:
            nonlocal found
            found = await self._desk.core.answered_before(request)

        await asyncio.wait({self._desk.spawn(look())}, timeout=LOOKUP)
        return found

    def _said(
        self, answer: Answer, heard: Heard, *, exchange: Exchange, surface: InCard | InDialog
    ) -> InvokeAnswer:
        card, direct = answer.card, heard.request.place.direct
        if exchange.leaves_the_card(answer):
            return _beside(answer, heard, exchange=exchange, surface=surface)
        turn = exchange.turn(answer)
        if direct and turn is Turn.OTHERS and not surface.passes:
            return surface.card(exchange.draw(card, back=heard.back))
        if turn is not Turn.SAID:
            self._desk.spawn(exchange.say(answer))
        if direct or turn is not Turn.OTHERS:
            return surface.stays(exchange.draw(card))
        return surface.words(_SHOWN)


def _beside(
    answer: Answer, heard: Heard, *, exchange: Exchange, surface: InCard | InDialog
) -> InvokeAnswer:
    """What whoever pressed alone sees, while the card stays as it is before the others."""
    if answer.form is not None:
        return surface.form(answer.form, heard)
    if answer.card.failed:
        return surface.words(_in_words(answer.card))
    return surface.card(exchange.draw(answer.card, alone=True, back=heard.back))


def _in_words(card: Card) -> str:
    return "\n\n".join(
        (card.headline, *(b.text for b in card.blocks if isinstance(b, Text | Code)))
    )
