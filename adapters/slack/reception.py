"""Hears what Slack brings, acknowledges it, and has it answered."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from slack_bolt.response import BoltResponse

from adapters.slack import form as forms
from adapters.slack.exchange import Exchange, has_pictures
from adapters.slack.in_place import InPlace
from adapters.slack.in_window import InWindow
from adapters.slack.inbound import from_button, from_command, from_event, from_submission
from adapters.slack.render import message
from adapters.slack.visiting import AtHome, visit_of
from bot.desk import SIGN_OF_LIFE
from bot.memo import Memo
from bot.pressing import Turns
from bot.request import Audience

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.slack.asking import Asking
    from adapters.slack.identity import Identity
    from adapters.slack.inbound import Heard, Payload
    from adapters.slack.pictures import Pictures
    from adapters.slack.send import Sender, Sent
    from adapters.slack.views import Views
    from bot.desk import Desk
    from bot.reply import Answer, Card
    from bot.request import Request


FILLED_AT_ONCE = SIGN_OF_LIFE
"""Seconds that a form which was sent waits for its answer, which may take its place."""


class Reception:
    """What is done with each kind of request.

    Args:
        desk: Answers.
        me: Who we are.
        sender: Sends messages.
        views: Shows views.
        pictures: Draws charts.
    """

    def __init__(
        self,
        *,
        desk: Desk,
        me: Identity,
        sender: Sender,
        views: Views,
        pictures: Pictures,
    ) -> None:
        self._desk = desk
        self._me = me
        self._sender = sender
        self._views = views
        self._pictures = pictures
        self._bodies: Memo[str] = Memo()
        self._turns = Turns()
        self._newest: WeakValueDictionary[str, InWindow] = WeakValueDictionary()

    async def command(self, body: Payload) -> BoltResponse:
        """``/sre …``: an answer that is ready at once is the acknowledgement itself."""
        heard = from_command(body)
        exchange = self._exchange(heard)
        answer = await self._desk.ask(heard.request, later=exchange.say)
        if answer is None:
            return _nothing()
        if answer.form is not None or (_is_public(answer) and has_pictures(answer.card)):
            self._desk.spawn(exchange.say(answer))
            return _nothing()
        return BoltResponse(status=200, body=self._body(answer))

    def _body(self, answer: Answer) -> str:
        """The answer as Slack reads it; a card that was drawn before is not drawn again."""
        kind = "in_channel" if _is_public(answer) else "ephemeral"
        card = answer.card
        return self._bodies.once(
            kind, card, make=lambda: json.dumps({"response_type": kind, **message(card)})
        )

    async def event(self, body: Payload) -> BoltResponse:
        """Mentions, direct messages, looks at Home; all else is taken note of and left alone."""
        if (heard := from_event(body, self._me)) is not None:
            self._desk.spawn(self._converse(heard.request, self._exchange(heard).say))
        elif (visit := visit_of(body)) is not None:
            home = AtHome(visit, views=self._views, me=self._me)
            self._desk.spawn(self._converse(visit.request, home.say))
        return _nothing()

    async def button(self, body: Payload) -> BoltResponse:
        """A button says what somebody could have typed."""
        heard = from_button(body, self._me)
        self._desk.spawn(self._converse(heard.request, self._way_to_say(heard)))
        return _nothing()

    def _way_to_say(self, heard: Heard) -> Callable[[Answer], Awaitable[None]]:
        """Where the answer to a press goes."""
        if heard.window is not None:
            return self._in_window(heard).say
        if heard.asking is not None:
            return self._in_place(heard, heard.asking).say
        return self._exchange(heard).say

    async def submission(self, body: Payload) -> BoltResponse:
        """A filled form closes and is answered where it was opened; in a window it is replaced.

        One that has to be mended stays open.
        """
        heard = from_submission(body)
        window = self._in_window(heard) if heard.window else None
        say = window.say if window else self._exchange(heard).say
        answer = await self._desk.ask(heard.request, later=say, at_once=FILLED_AT_ONCE)
        if window is not None:
            return _update(window.acknowledgement(answer))
        if answer is not None and answer.form is not None:
            return _update(forms.once_more(answer.form, body["view"]))
        if answer is not None:
            self._desk.spawn(say(answer))
        return _json({"response_action": "clear"})

    async def _converse(self, request: Request, say: Callable[[Answer], Awaitable[None]]) -> None:
        answer = await self._desk.ask(request, later=say)
        if answer is not None:
            await say(answer)

    def _in_window(self, heard: Heard) -> InWindow:
        """The way to answer in a view; what was asked there before is overtaken."""
        directly = self._exchange(replace(heard, trigger=None))
        window = InWindow(heard, views=self._views, directly=directly)
        assert heard.window is not None
        earlier = self._newest.get(heard.window.id)
        if earlier is None or earlier.key != window.key:
            self._newest[heard.window.id] = window
            if earlier is not None:
                earlier.overtaken = True
        return window

    def _in_place(self, heard: Heard, card: Asking) -> InPlace:
        return InPlace(
            heard,
            card=card,
            turns=self._turns,
            sender=self._sender,
            beside=self._exchange(heard),
            illustrate=self._illustrate,
        )

    def _exchange(self, heard: Heard) -> Exchange:
        return Exchange(
            heard,
            sender=self._sender,
            views=self._views,
            illustrate=self._illustrate,
            name=self._me.name,
        )

    def _illustrate(self, sent: Sent, card: Card) -> None:
        self._desk.spawn(self._pictures.add_to(sent, card))


def _is_public(answer: Answer) -> bool:
    return answer.audience is Audience.PLACE


def _nothing() -> BoltResponse:
    return BoltResponse(status=200)


def _update(view: Payload) -> BoltResponse:
    return _json({"response_action": "update", "view": view})


def _json(body: Payload) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(body))
