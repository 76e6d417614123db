"""The Bolt app: which of Slack's requests we answer, and by whom they are heard."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.authorization.authorize_result import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.form import CALLBACK
from adapters.slack.manifest import COMMAND
from adapters.slack.render import ASK, SAY

if TYPE_CHECKING:
    from adapters.slack.identity import Identity
    from adapters.slack.reception import Reception

_EVERYTHING = re.compile("")
_OURS = re.compile(rf"(?:{SAY}|{ASK})-\d+")


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
