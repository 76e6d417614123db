"""Sends messages: to one person alone, to everyone in a place, in place of an earlier one."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from adapters.slack.calling import FAILURES, refusal
from adapters.slack.finding import find, marked
from adapters.slack.response_url import respond
from bot.request import Audience

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from adapters.slack.inbound import Heard
    from adapters.slack.render import Message

log = logging.getLogger(__name__)

_Kind = Literal["ephemeral", "in_channel"]


class Undelivered(Exception):  # noqa: N818 - it reads as what it says
    """A public message did not get there; ``refused`` is Slack's word for why.

    Without it the sending broke off: whether the message arrived is unknown.
    """

    def __init__(self, refused: str = "") -> None:
        super().__init__(refused)
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Sent:
    """A public message of ours, to be changed later."""

    channel: str
    ts: str


class Sender:
    """Every way in which a message leaves."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def privately(self, message: Message, heard: Heard) -> None:
        """To the asker alone: where they asked, or else in our own conversation with them.

        A response_url needs no membership, but takes five answers within half an hour. A way that
        broke off may have worked all the same: twice is better than not at all.
        """
        if await self._respond(message, heard, "ephemeral") or await self._there(message, heard):
            return
        await self._client.chat_postMessage(
            channel=heard.request.actor.user, unfurl_links=False, **message
        )

    async def _there(self, message: Message, heard: Heard) -> bool:
        """To the asker where they asked; False if we are no members, or it broke off."""
        place, thread = heard.request.place, heard.open_thread
        try:
            if place.direct:
                await self._client.chat_postMessage(
                    channel=place.channel, thread_ts=thread, unfurl_links=False, **message
                )
            else:
                user = heard.request.actor.user
                await self._client.chat_postEphemeral(
                    channel=place.channel, user=user, thread_ts=thread, **message
                )
        except FAILURES as error:
            log.info("no private answer in %s: %r", place.channel, error)
            return False
        return True

    async def publicly(
        self, message: Message, heard: Heard, *, besides: Sent | None = None
    ) -> Sent | None:
        """To everyone in the place.

        Args:
            message: The message.
            heard: What it answers.
            besides: An earlier message to the same question, which this one does not replace.

        Returns:
            The message; None when it went through the response_url, and cannot be changed later.

        Raises:
            Undelivered: We may not write there, or cannot know whether it arrived.
        """
        place, key = heard.request.place, heard.request.event_key
        try:
            told = await self._client.chat_postMessage(
                channel=place.channel,
                thread_ts=place.thread,
                unfurl_links=False,
                metadata=marked(key),
                **message,
            )
        except FAILURES as error:
            if refused := refusal(error):
                if await self._respond(message, heard, "in_channel"):
                    return None
                raise Undelivered(refused) from error
            if (ts := await self._found(heard, besides)) is None:
                raise Undelivered from error
            return Sent(place.channel, ts)
        return Sent(told["channel"], told["ts"])

    async def _found(self, heard: Heard, besides: Sent | None) -> str | None:
        place, key = heard.request.place, heard.request.event_key
        try:
            return await find(self._client, place, key, besides=besides.ts if besides else None)
        except FAILURES as error:
            log.info("cannot look for a message: %r", error)
            return None

    async def replace(self, sent: Sent, message: Message) -> bool:
        """Put another message in the place of an earlier one; False if that may not have worked."""
        try:
            await self._client.chat_update(channel=sent.channel, ts=sent.ts, **message)
        except FAILURES as error:
            log.info("cannot change a message in %s: %r", sent.channel, error)
            return False
        return True

    async def withdraw(self, sent: Sent) -> None:
        """Take a message back."""
        try:
            await self._client.chat_delete(channel=sent.channel, ts=sent.ts)
        except FAILURES as error:
            log.info("cannot delete a message in %s: %r", sent.channel, error)

    async def replace_pressed(self, message: Message, heard: Heard) -> bool:
        """Put a message in the place of what was pressed, for whoever sees that.

        False if that may not have worked.
        """
        body: dict[str, Any] = {"replace_original": True, **message}
        # Slack keeps nothing of what one person alone sees, so its thread is named again.
        if heard.open_thread and heard.request.heard_by is Audience.ASKER:
            body["thread_ts"] = heard.open_thread
        return await respond(heard.response_url, body, client=self._client)

    async def remove_pressed(self, heard: Heard) -> bool:
        """Take away what was pressed; False if that may not have worked."""
        body = {"delete_original": True}
        return await respond(heard.response_url, body, client=self._client)

    async def _respond(self, message: Message, heard: Heard, kind: _Kind) -> bool:
        """Answer through the response_url, beside what was pressed."""
        body = {"response_type": kind, "replace_original": False, **message}
        thread = heard.open_thread if kind == "ephemeral" else heard.request.place.thread
        if thread:
            body["thread_ts"] = thread
        return await respond(heard.response_url, body, client=self._client)
