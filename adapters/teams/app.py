"""The reception: which of Teams' activities we answer, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.teams.exchange import Exchange
from adapters.teams.inbound import from_message, from_press, said_by_us
from adapters.teams.invoking import PATIENCE_SECONDS, Invokes
from adapters.teams.reference import Reference
from adapters.teams.send import Sent
from bot.errors import NotFound
from bot.memo import Memo

if TYPE_CHECKING:
    from botbuilder.schema import Activity
    from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult

    from adapters.teams.inbound import Heard
    from adapters.teams.over_http import InvokeAnswer
    from adapters.teams.over_http import Reception as Door
    from adapters.teams.profiles import TeamsProfiles
    from adapters.teams.send import Message, Sender
    from adapters.teams.welcome import Welcome
    from bot.desk import Desk
    from bot.request import Request


class Reception:
    """Hears what Teams brings and has it answered.

    Args:
        desk: Asks.
        sender: Sends.
        profiles: Looks up who somebody is, where they spoke.
        welcome: Knows the conversations that we are in.
        patience: Seconds that a press may wait for its answer.
    """

    def __init__(
        self,
        *,
        desk: Desk,
        sender: Sender,
        profiles: TeamsProfiles,
        welcome: Welcome,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._desk = desk
        self._sender = sender
        self._profiles = profiles
        self._welcome = welcome
        self._drawings: Memo[Message] = Memo()
        self._invokes = Invokes(desk, exchange=self._exchange, patience=patience)

    def accept(self, identity: AuthenticateRequestResult, activity: Activity) -> None:  # noqa: ARG002 - whoever is let in is answered alike
        """Messages and news of conversations; all else is taken note of and left alone."""
        match activity.type:
            case "message":
                self._desk.spawn(self._message(activity))
            case "conversationUpdate" | "installationUpdate":
                self._desk.spawn(self._welcome.news(activity))
            case _:
                pass

    async def invoke(
        self,
        identity: AuthenticateRequestResult,  # noqa: ARG002 - whoever is let in is answered alike
        activity: Activity,
    ) -> InvokeAnswer:
        """What Teams waits for."""
        self._met(Reference.from_activity(activity))
        return await self._invokes.answer(activity)

    async def _message(self, activity: Activity) -> None:
        if said_by_us(activity):
            return
        self._met(Reference.from_activity(activity))
        heard = from_press(activity, activity.value) or from_message(activity)
        if heard is not None:
            exchange = self._exchange(heard)
            answer = await self._desk.ask(heard.request, later=exchange.say)
            if answer is not None:
                await exchange.say(answer)

    def _met(self, reference: Reference) -> None:
        self._profiles.met(reference)
        self._desk.spawn(self._welcome.met(reference))

    def _exchange(self, heard: Heard) -> Exchange:
        return Exchange(
            heard,
            sender=self._sender,
            drawings=self._drawings,
            said=self._again(heard.request),
            instead_of=Sent(heard.reference, heard.card) if heard.card else None,
        )

    def _again(self, request: Request) -> str | None:
        """The words that bring the same answer back, if saying them again changes nothing."""
        if request.fields is not None:
            return None
        try:
            command = self._desk.core.grammar.parse(request.text).command
        except NotFound:
            return request.text
        return None if command.public or command.writes else request.text


if TYPE_CHECKING:
    _conforms: type[Door] = Reception
