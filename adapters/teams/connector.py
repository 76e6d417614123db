"""Teams' connector: what a bot can do in a conversation, in botbuilder's words, over aiohttp.

botbuilder's own client holds up the event loop for 8 ms a turn, and gives up on a post that Teams
asks to send again. This takes its place through the SDK's connector factory.
https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

from __future__ import annotations

import asyncio
import json
import random
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from botbuilder.schema import ConversationResourceResponse, ResourceResponse
from botbuilder.schema.teams import TeamsChannelAccount
from botframework.connector.auth.connector_factory import ConnectorFactory

from adapters.teams.calling import Caller
from adapters.teams.retrying import AGAIN, BrokenOff, Retrying
from adapters.teams.wire import fields_of, json_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import aiohttp
    from botbuilder.schema import Activity, ConversationParameters

# https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis
_GONE = frozenset(
    {
        "ConversationNotFound",
        "BotNotInConversationRoster",
        "ConversationBlockedByUser",
        "MessageWritesBlocked",
    }
)


class ConnectorFailure(Exception):  # noqa: N818 - it reads as what it says
    """A call to Teams failed for good.

    Attributes:
        status: The HTTP status; None if there was no answer.
        code: Teams' own word for why.
        ambiguous: Whether it may have been carried out all the same.
        wait: How many seconds Teams asks us to wait; None if it does not say.
    """

    def __init__(
        self, status: int | None, code: str, *, ambiguous: bool, wait: float | None = None
    ) -> None:
        super().__init__(f"{status or 'no answer'}: {code}")
        self.status = status
        self.code = code
        self.ambiguous = ambiguous
        self.wait = wait

    @property
    def gone(self) -> bool:
        """Whether the conversation is not there any more, or not for us."""
        return self.code in _GONE

    @property
    def refused(self) -> bool:
        """Whether Teams understood, and does not want it; asking again changes nothing."""
        return (
            self.status is not None
            and HTTPStatus.BAD_REQUEST <= self.status < HTTPStatus.INTERNAL_SERVER_ERROR
            and self.status not in AGAIN
        )


class Conversations:
    """What can be done in conversations.

    Args:
        caller: Calls Teams.
        service_url: Which part of it.
        targeted: Whether messages are for their recipient's eyes alone.
    """

    def __init__(self, caller: Caller, service_url: str, *, targeted: bool = False) -> None:
        self._caller = caller
        self._base = f"{service_url.rstrip('/')}/v3/conversations"
        self._targeted = targeted

    async def send_to_conversation(
        self, conversation_id: str, activity: Activity
    ) -> ResourceResponse:
        """Post a message; in a channel without a thread it starts one."""
        return await self._resource("POST", self._activities(conversation_id), activity)

    async def reply_to_activity(
        self, conversation_id: str, activity_id: str, activity: Activity
    ) -> ResourceResponse:
        """Post a message that answers another."""
        url = self._activities(conversation_id, activity_id)
        return await self._resource("POST", url, activity)

    async def update_activity(
        self, conversation_id: str, activity_id: str, activity: Activity
    ) -> ResourceResponse:
        """Put a message in the place of an earlier one."""
        fields = fields_of(activity)
        if self._targeted:
            # Whom it is for cannot change, and saying it again is refused:
            # https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages
            fields.pop("recipient", None)
        return await self._resource("PUT", self._activities(conversation_id, activity_id), fields)

    async def delete_activity(self, conversation_id: str, activity_id: str) -> None:
        """Take a message back."""
        await self._call("DELETE", self._activities(conversation_id, activity_id))

    async def create_conversation(
        self, parameters: ConversationParameters
    ) -> ConversationResourceResponse:
        """Open a chat with somebody, or a thread in a channel."""
        told = await self._call("POST", self._base, parameters)
        return ConversationResourceResponse(
            id=told.get("id"),
            activity_id=told.get("activityId"),
            service_url=told.get("serviceUrl"),
        )

    async def get_conversation_member(
        self, conversation_id: str, member_id: str
    ) -> TeamsChannelAccount:
        """Somebody as the roster knows them, by their id here or in the tenant."""
        url = self._url(conversation_id, "members", member_id)
        return TeamsChannelAccount().deserialize(await self._call("GET", url))

    def _url(self, *parts: str) -> str:
        return "/".join((self._base, *(quote(part, safe="") for part in parts)))

    def _activities(self, conversation_id: str, *parts: str) -> str:
        query = "?isTargetedActivity=true" if self._targeted else ""
        return self._url(conversation_id, "activities", *parts) + query

    async def _resource(self, method: str, url: str, body: object) -> ResourceResponse:
        return ResourceResponse(id=(await self._call(method, url, body)).get("id"))

    async def _call(self, method: str, url: str, body: object = None) -> dict[str, Any]:
        """What Teams answers.

        Raises:
            ConnectorFailure: It does not, or refuses.
        """
        outcome = await self._caller(method, url, None if body is None else json_of(body))
        if isinstance(outcome, BrokenOff):
            raise ConnectorFailure(None, str(outcome), ambiguous=outcome.ambiguous)
        told = _object(outcome.body)
        if outcome.status < HTTPStatus.MULTIPLE_CHOICES:
            return told
        error = told.get("error")
        code = str(error.get("code", "")) if isinstance(error, dict) else ""
        # A gateway that gave up does not know whether what it passed on arrived.
        ambiguous = method == "POST" and outcome.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        raise ConnectorFailure(outcome.status, code, ambiguous=ambiguous, wait=outcome.retry_after)


@dataclass(frozen=True)
class Connector:
    """One part of Teams, by its address; targeted, for what one person alone shall see there."""

    caller: Caller
    service_url: str
    targeted: bool = False

    @property
    def conversations(self) -> Conversations:
        """All that we do there."""
        return Conversations(self.caller, self.service_url, targeted=self.targeted)


class Connectors(ConnectorFactory):  # type: ignore[misc] # the SDK tells no types
    """Makes connectors, all on one session, with one token and the same patience."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        bearer_token: Callable[[], Awaitable[str]],
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
        asks_again: bool = True,
    ) -> None:
        retrying = Retrying(sleep, jitter, asks_again=asks_again)
        self._caller = Caller(session, bearer_token, retrying)

    async def create(self, service_url: str, audience: str | None = None) -> Connector:  # noqa: ARG002 - the SDK's signature; our token is for Teams alone
        """A connector to one part of Teams."""
        return Connector(self._caller, service_url)


def _object(body: bytes) -> dict[str, Any]:
    """The JSON object that came; empty for anything else, such as a gateway's page."""
    try:
        told = json.loads(body) if body else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
