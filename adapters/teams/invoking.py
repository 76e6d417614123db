"""What Teams waits for: a pressed button, a form that is opened, a form that is sent.

https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model
https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from adapters.teams.inbound import from_press
from adapters.teams.over_http import InvokeAnswer
from adapters.teams.surfaces import InCard, InDialog
from bot.replies import follows_card
from bot.reply import Text
from bot.request import Audience

if TYPE_CHECKING:
    from collections.abc import Callable

    from botbuilder.schema import Activity

    from adapters.teams.exchange import Exchange
    from adapters.teams.inbound import Heard
    from adapters.teams.surfaces import Surface
    from bot.desk import Desk
    from bot.reply import Answer, Card

PATIENCE_SECONDS = 3.0
"""How long whoever pressed looks at a spinning button before they are told to wait."""

_SHOWN = "Shown to everyone here."


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

    async def _pressed(self, heard: Heard | None, surface: Surface) -> InvokeAnswer:
        if heard is None:
            return surface.malformed()
        exchange = self._exchange(heard)

        async def later(answer: Answer) -> None:
            # That it follows is what the press itself was answered.
            if answer.card != follows_card():
                await exchange.say(answer)

        answer = await self._desk.ask(heard.request, later=later, at_once=self._patience)
        if answer is None:
            return await self._meanwhile(heard, surface)
        return self._said(answer, heard, exchange=exchange, surface=surface)

    async def _meanwhile(self, heard: Heard, surface: Surface) -> InvokeAnswer:
        """The answer follows, or was given to an earlier delivery."""
        if await self._desk.core.answered_before(heard.request):
            return surface.nothing()
        return surface.words(follows_card().headline)

    def _said(
        self, answer: Answer, heard: Heard, *, exchange: Exchange, surface: Surface
    ) -> InvokeAnswer:
        card, direct = answer.card, heard.request.place.direct
        if answer.form is not None:
            return surface.form(answer.form, heard)
        if _is_refusal(card):
            return surface.words(_in_words(card))
        everyones = direct or answer.audience is Audience.PLACE
        if everyones and (heard.card is not None or (direct and surface.passes)):
            self._desk.spawn(exchange.say(answer))
            return surface.stays(exchange.draw(card))
        if everyones and not direct:
            self._desk.spawn(exchange.say(answer))
            return surface.words(_SHOWN)
        return surface.card(exchange.draw(card, alone=True, back=heard.back))


def _is_refusal(card: Card) -> bool:
    """Whether it only tells that it did not work, and offers nothing to press."""
    return "error" in card.data and not card.asks


def _in_words(card: Card) -> str:
    return "\n\n".join((card.headline, *(b.text for b in card.blocks if isinstance(b, Text))))
