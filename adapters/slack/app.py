"""The Bolt app: which of Slack's requests we answer, and how each is acknowledged."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.authorization.authorize_result import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.exchange import Exchange, has_charts
from adapters.slack.form import CALLBACK
from adapters.slack.inbound import Payload, from_button, from_command, from_event, from_submission
from adapters.slack.manifest import COMMAND
from adapters.slack.render import ACTION, message
from adapters.slack.send import Sender
from bot.memo import Memo
from bot.request import Audience

if TYPE_CHECKING:
    from adapters.slack.identity import Identity
    from adapters.slack.inbound import Heard
    from adapters.slack.pictures import Pictures
    from adapters.slack.send import Sent
    from bot.desk import Desk
    from bot.reply import Answer, Card

_EVERYTHING = re.compile("")
_OURS = re.compile(rf"{ACTION}-\d+")


class Reception:
    """Hears what Slack brings, acknowledges it, and has it answered."""

    def __init__(
        self, *, desk: Desk, me: Identity, client: AsyncWebClient, pictures: Pictures
    ) -> None:
        self._desk = desk
        self._me = me
        self._sender = Sender(client)
        self._pictures = pictures
        self._bodies: Memo[str] = Memo()

    async def command(self, body: Payload) -> BoltResponse:
        """``/sre …``: an answer that is ready at once is the acknowledgement itself."""
        heard = from_command(body)
        exchange = self._exchange(heard)
        answer = await self._desk.ask(heard.request, later=exchange.say)
        if answer is None:
            return _nothing()
        if answer.form is not None or (_is_public(answer) and has_charts(answer.card)):
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
        """Mentions and direct messages; everything else is taken note of and left alone."""
        heard = from_event(body, self._me)
        if heard is not None:
            self._desk.spawn(self._converse(heard))
        return _nothing()

    async def button(self, body: Payload) -> BoltResponse:
        """A button says what somebody could have typed."""
        self._desk.spawn(self._converse(from_button(body)))
        return _nothing()

    async def submission(self, body: Payload) -> BoltResponse:
        """A filled form closes; its answer comes where it was opened."""
        self._desk.spawn(self._converse(from_submission(body)))
        return _json({"response_action": "clear"})

    async def _converse(self, heard: Heard) -> None:
        exchange = self._exchange(heard)
        answer = await self._desk.ask(heard.request, later=exchange.say)
        if answer is not None:
            await exchange.say(answer)

    def _exchange(self, heard: Heard) -> Exchange:
        return Exchange(heard, sender=self._sender, illustrate=self._illustrate, name=self._me.name)

    def _illustrate(self, sent: Sent, card: Card) -> None:
        self._desk.spawn(self._pictures.add_to(sent, card))


class _Ours(AsyncAuthorize):
    """We serve one workspace and know its token: nothing is asked of Slack for a request."""

    def __init__(self, me: Identity, token: str) -> None:
        self._result = AuthorizeResult(
            enterprise_id=None,
            team_id=me.team,
            bot_user_id=me.user,
            bot_id=me.bot,
            bot_token=token,
        )

    async def __call__(self, **_asked: object) -> AuthorizeResult:
        return self._result


def bolt_app(reception: Reception, *, me: Identity, token: str) -> AsyncApp:
    """Wire a reception to Bolt.

    Requests over HTTP are verified before they get here. The command stands first, because each
    listener before it costs every command a comparison.
    """
    # Bolt warns about SLACK_BOT_TOKEN in the environment, because we tell it the token ourselves.
    logger = logging.getLogger(__name__)
    logger.setLevel(logging.ERROR)
    app = AsyncApp(
        name="rapport",
        logger=logger,
        client=AsyncWebClient(),
        authorize=_Ours(me, token),
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.command(COMMAND)(reception.command)
    app.event(_EVERYTHING)(reception.event)
    app.action(_OURS)(reception.button)
    app.view(CALLBACK)(reception.submission)
    return app


def _is_public(answer: Answer) -> bool:
    return answer.audience is Audience.PLACE


def _nothing() -> BoltResponse:
    return BoltResponse(status=200)


def _json(body: Payload) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(body))
