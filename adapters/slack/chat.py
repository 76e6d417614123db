"""Posts what nobody asked just now: to a channel, a thread or a person; and changes it later."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from adapters.slack.calling import FAILURES, OURS_TO_MEND, calling, refusal, trying_once
from adapters.slack.finding import find, marked
from adapters.slack.inbound import PLATFORM
from adapters.slack.limits import PACE
from adapters.slack.permalink import permalink
from adapters.slack.profiles import verified_email
from adapters.slack.render import message
from adapters.slack.undelivered import undelivered
from bot.errors import NotFound
from bot.model.organisation import Person
from bot.ports.chat import Lookup, Posted, Refused
from bot.request import Place

if TYPE_CHECKING:
    from datetime import datetime

    from slack_sdk.web.async_client import AsyncWebClient

    from adapters.slack.identity import Identity
    from adapters.slack.pictures import Pictures
    from bot.ports.chat import Chat, Target
    from bot.reply import Card

log = logging.getLogger(__name__)

_NO_PICTURE_YET = "invalid_blocks"


class SlackChat:
    """One workspace, for what nobody asked just now.

    Nobody waits for it: charts are uploaded first, so that a card is complete when it appears.

    Attributes:
        pace: How fast Slack takes what we post.
    """

    pace = PACE

    def __init__(self, client: AsyncWebClient, *, me: Identity, pictures: Pictures) -> None:
        self._client = client
        self._once = trying_once(client)
        self._me = me
        self._pictures = pictures

    async def post(self, card: Card, *, to: Target, key: str) -> Posted:
        """Post a card.

        Raises:
            NotFound: The place is gone, we were not invited, or Slack does not know the person.
            Throttled: Slack asks for patience; nothing was posted.
            Unsure: Whether it arrived is unknown.
            Refused: Slack will never take it.
            SourceUnavailable: Slack does not take it just now; nothing was posted.
        """
        place = await self._with(to) if isinstance(to, Person) else to
        sends: dict[str, Any] = {
            "channel": place.channel,
            "unfurl_links": False,
            "metadata": marked(key),
        }
        if place.thread is not None:
            sends["thread_ts"] = place.thread
        try:
            told = await self._send("chat.postMessage", sends, card)
        except FAILURES as error:
            raise undelivered(error, place=place, name=self._me.name) from error
        return self._posted(replace(place, channel=told["channel"]), told["ts"])

    async def find(self, key: str, *, to: Target, since: datetime) -> Posted | Lookup:
        """Look for a post in the history of where it went, if our token may read that.

        Raises:
            NotFound: Slack does not know the person.
            SourceUnavailable: Slack does not answer.
        """
        place = await self._with(to) if isinstance(to, Person) else to
        try:
            if isinstance(to, Person):
                opened = await self._client.conversations_open(users=place.channel)
                place = Place(PLATFORM, opened["channel"]["id"], direct=True)
            ts = await find(self._client, place, key, since=since)
        except FAILURES as error:
            raised = undelivered(error, place=place, name=self._me.name)
            if refusal(error) in OURS_TO_MEND or isinstance(raised, NotFound | Refused):
                log.info("cannot look for a post in %s: %r", place.channel, error)
                return Lookup.UNKNOWABLE
            raise raised from error
        return self._posted(place, ts) if ts else Lookup.ABSENT

    async def update(self, posted: Posted, card: Card) -> None:
        """Put another card in the place of one that was posted.

        Raises:
            NotFound: The message or its channel is gone.
            SourceUnavailable: Slack does not take it just now, or perhaps did.
        """
        place = posted.place
        try:
            await self._send("chat.update", {"channel": place.channel, "ts": posted.message}, card)
        except FAILURES as error:
            raise undelivered(error, place=place, name=self._me.name) from error

    def _posted(self, place: Place, ts: str) -> Posted:
        address = permalink(self._me.url, channel=place.channel, ts=ts, thread=place.thread)
        return Posted(place, ts, address)

    async def _send(self, method: str, sends: dict[str, Any], card: Card) -> dict[str, Any]:
        """Send with pictures; without them if Slack cannot show them yet."""
        pictures = await self._pictures.of(card)
        try:
            told = await self._once.api_call(
                method, json={**sends, **message(card, pictures=pictures)}
            )
        except FAILURES as error:
            if not pictures or refusal(error) != _NO_PICTURE_YET:
                raise
            log.warning("a card goes without its chart: %r", error)
            told = await self._once.api_call(method, json={**sends, **message(card)})
        assert isinstance(told.data, dict)
        return told.data

    async def _with(self, person: Person) -> Place:
        """Our direct messages with somebody: by their id, else by their verified email."""
        user = person.ids.get(PLATFORM) or await self._user_of(person.email)
        if user is None:
            raise NotFound(
                f"Slack does not know {person.name}.",
                next_step=f"Write their member id under people.{person.key}.ids in app.yaml.",
            )
        return Place(PLATFORM, user, direct=True)

    async def _user_of(self, email: str | None) -> str | None:
        if email is None:
            return None
        async with calling("users.lookupByEmail"):
            try:
                told = await self._client.users_lookupByEmail(email=email)
            except FAILURES as error:
                if refusal(error) != "users_not_found":
                    raise
                return None
        user: dict[str, Any] = told["user"]
        return str(user["id"]) if verified_email(user, workspace=self._me.team) else None


if TYPE_CHECKING:
    _conforms: type[Chat] = SlackChat
