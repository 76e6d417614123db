"""The reception: which of Teams' activities we answer, and how."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.teams.exchange import Exchange
from adapters.teams.haste import Haste
from adapters.teams.inbound import from_message, from_press, said_by_us
from adapters.teams.invoking import PATIENCE_SECONDS, Invokes
from adapters.teams.welcome import Welcome
from bot.memo import Memo
from bot.pressing import Turns

if TYPE_CHECKING:
    from botbuilder.schema import Activity

    from adapters.teams.inbound import Heard
    from adapters.teams.over_http import InvokeAnswer
    from adapters.teams.over_http import Reception as Door
    from adapters.teams.places import Places
    from adapters.teams.profiles import TeamsProfiles
    from adapters.teams.send import Message, Sender
    from bot.desk import Desk
    from bot.ports.clock import Clock


class Reception:
    """Hears what Teams brings and has it answered.

    Args:
        desk: Asks.
        sender: Sends.
        profiles: Looks up who somebody is, where they spoke.
        places: Remembers where somebody spoke.
        clock: The time.
        patience: Seconds that a press may wait for its answer.
    """

    def __init__(
        self,
        *,
        desk: Desk,
        sender: Sender,
        profiles: TeamsProfiles,
        places: Places,
        clock: Clock,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._desk = desk
        self._sender = sender
        self._profiles = profiles
        self._places = places
        self._welcome = Welcome(places, sender=sender)
        self._turns = Turns()
        self._haste = Haste(clock)
        self._drawings: Memo[Message] = Memo()
        self._invokes = Invokes(desk, exchange=self._exchange, patience=patience)

    def accept(self, activity: Activity) -> None:
        """Messages and news of conversations; all else is taken note of and left alone."""
        match activity.type:
            case "message":
                self._desk.spawn(self._message(activity))
            case "conversationUpdate" | "installationUpdate":
                self._desk.spawn(self._welcome.news(activity))

    async def invoke(self, activity: Activity) -> InvokeAnswer:
        """What Teams waits for."""
        return await self._invokes.answer(activity)

    async def _message(self, activity: Activity) -> None:
        heard = from_press(activity, activity.value) or from_message(activity)
        if heard is not None and not said_by_us(activity):
            exchange = self._exchange(heard)
            answer = await self._desk.ask(heard.request, later=exchange.say)
            if answer is not None:
                await exchange.say(answer)

    def _exchange(self, heard: Heard) -> Exchange:
        """What is said to somebody; where they spoke is remembered first, and whom they named."""
        self._profiles.met(heard.reference)
        for user in heard.request.mentioned.values():
            self._profiles.met(replace(heard.reference, user=user, user_id=user))
        self._desk.spawn(self._places.keep(heard.reference))
        return Exchange(
            heard,
            sender=self._sender,
            turns=self._turns,
            haste=self._haste,
            drawings=self._drawings,
        )


if TYPE_CHECKING:
    _conforms: type[Door] = Reception
