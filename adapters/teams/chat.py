"""Posts what nobody asked just now: to a channel, a thread or a person; and changes it later."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from adapters.teams.connector import ConnectorFailure
from adapters.teams.creating import open_thread
from adapters.teams.limits import PACE
from adapters.teams.linking import link
from adapters.teams.reference import PLATFORM
from adapters.teams.send import Message
from adapters.teams.undelivered import undelivered
from bot.model.organisation import Person
from bot.ports.chat import Lookup, Posted
from bot.request import Place

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from botbuilder.schema import Activity

    from adapters.teams.adapter import Adapter
    from adapters.teams.places import Places
    from adapters.teams.reference import Reference
    from bot.ports.chat import Chat, Target
    from bot.reply import Card

log = logging.getLogger(__name__)


class TeamsChat:
    """Teams, for what nobody asked just now.

    A post is sent once: Teams has no way to look whether one arrived that broke off.

    Args:
        adapter: Sends, and asks nothing again.
        places: Knows how places are reached.

    Attributes:
        pace: How fast Teams takes what we post.
    """

    pace = PACE

    def __init__(self, adapter: Adapter, places: Places) -> None:
        self._adapter = adapter
        self._places = places

    async def post(self, card: Card, *, to: Target, key: str) -> Posted:
        """Post a card; at the top of a channel it begins a thread.

        Raises:
            NotFound: The place is gone, we are not in it, or somebody never met us.
            Throttled: Teams asks for patience; nothing was posted.
            Unsure: Whether it arrived is unknown.
            Refused: Teams will never take it.
            SourceUnavailable: Teams does not take it just now; nothing was posted.
        """
        log.info("posting %s", key)
        where = await self._where(to)
        async with self._delivering(where, name=to.name if isinstance(to, Person) else to.channel):
            where, message = await self._send(where, Message.of(card).activity)
        return Posted(_place(where), message, link(where, message))

    async def find(self, key: str, *, to: Target, since: datetime) -> Lookup:  # noqa: ARG002 - the port's; Teams keeps no keys
        """Teams shows a bot nothing of what it posted, but whether it answers at all can be seen.

        What is posted again without knowing must not be lost to the same trouble.

        Raises:
            NotFound: The place is gone, or somebody never met us.
            SourceUnavailable: Teams does not answer.
        """
        where = await self._where(to)
        conversations = await self._adapter.conversations(where.service_url)
        try:
            member = where.user_id or where.bot_id
            await conversations.get_conversation_member(where.channel, member)
        except ConnectorFailure as failure:
            if not failure.refused:
                name = to.name if isinstance(to, Person) else to.channel
                raise undelivered(failure, where, name=name) from failure
        return Lookup.UNKNOWABLE

    async def update(self, posted: Posted, card: Card) -> None:
        """Put another card in the place of one that was posted.

        Raises:
            NotFound: The message or its place is gone.
            SourceUnavailable: Teams does not take it just now.
        """
        where = await self._places.at(posted.place)
        async with self._delivering(where, name=posted.place.channel):
            await self._adapter.update(where, posted.message, Message.of(card).activity)

    async def _where(self, to: Target) -> Reference:
        return await (self._places.of(to) if isinstance(to, Person) else self._places.at(to))

    async def _send(self, where: Reference, activity: Activity) -> tuple[Reference, str]:
        if where.kind != "channel" or where.thread is not None:
            return where, await self._adapter.send(where, activity)
        conversations = await self._adapter.conversations(where.service_url)
        opened = await open_thread(conversations, where, activity)
        return opened, opened.thread or ""

    @asynccontextmanager
    async def _delivering(self, where: Reference, *, name: str) -> AsyncIterator[None]:
        """What is gone is forgotten; but a thread that is does not mean that its channel is."""
        try:
            yield
        except ConnectorFailure as failure:
            if failure.gone and where.thread is None:
                log.warning("%s is gone, or we are not in it: %r", where.channel, failure)
                await self._places.forget(where.channel)
            raise undelivered(failure, where, name=name) from failure


def _place(where: Reference) -> Place:
    return Place(PLATFORM, where.channel, where.thread, direct=where.kind == "personal")


if TYPE_CHECKING:
    _conforms: type[Chat] = TeamsChat
