"""Posts what nobody asked just now: to a channel, a thread or a person; and changes it later."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from adapters.teams.connector import ConnectorFailure
from adapters.teams.creating import open_thread
from adapters.teams.outgoing import card_activity
from adapters.teams.reference import PLATFORM
from adapters.teams.render import drawn, summary
from adapters.teams.undelivered import undelivered
from bot.model.organisation import Person
from bot.ports.chat import Posted
from bot.request import Place

if TYPE_CHECKING:
    from botbuilder.schema import Activity

    from adapters.teams.adapter import Adapter
    from adapters.teams.places import Places
    from adapters.teams.reference import Reference
    from bot.ports.chat import Chat, Target
    from bot.reply import Card

log = logging.getLogger(__name__)


class TeamsChat:
    """Teams, for what nobody asked just now.

    A post is never sent twice: Teams has no way to look whether one arrived that broke off.
    """

    def __init__(self, adapter: Adapter, places: Places) -> None:
        self._adapter = adapter
        self._places = places

    async def post(self, card: Card, *, to: Target) -> Posted:
        """Post a card; at the top of a channel it begins a thread.

        Raises:
            NotFound: The place is gone, we are not in it, or somebody never met us.
            SourceUnavailable: Teams does not take it just now; whether it arrived may be unknown.
        """
        activity = card_activity(drawn(card), summary=summary(card))
        reached = self._places.of(to) if isinstance(to, Person) else self._places.at(to)
        where = await reached
        try:
            where, message = await self._send(where, activity)
        except ConnectorFailure as failure:
            await self._forget_if_gone(failure, where)
            raise undelivered(failure, where, name=_name(to)) from failure
        return Posted(_place(where), message)

    async def update(self, posted: Posted, card: Card) -> None:
        """Put another card in the place of one that was posted.

        Raises:
            NotFound: The message or its place is gone.
            SourceUnavailable: Teams does not take it just now.
        """
        activity = card_activity(drawn(card), summary=summary(card))
        where = await self._places.at(posted.place)
        try:
            await self._adapter.update(where, posted.message, activity)
        except ConnectorFailure as failure:
            await self._forget_if_gone(failure, where)
            raise undelivered(failure, where, name=_name(posted.place)) from failure

    async def _send(self, where: Reference, activity: Activity) -> tuple[Reference, str]:
        if where.kind != "channel" or where.thread is not None:
            return where, await self._adapter.send(where, activity)
        conversations = await self._adapter.conversations(where.service_url)
        opened = await open_thread(conversations, where, activity)
        return opened, opened.thread or ""

    async def _forget_if_gone(self, failure: ConnectorFailure, where: Reference) -> None:
        """A thread that is gone does not mean that its channel is."""
        if failure.gone and where.thread is None:
            log.warning("%s is gone, or we are not in it: %r", where.channel, failure)
            await self._places.forget(where.channel)


def _name(to: Target) -> str:
    return to.name if isinstance(to, Person) else to.channel


def _place(where: Reference) -> Place:
    return Place(PLATFORM, where.channel, where.thread, direct=where.kind == "personal")


if TYPE_CHECKING:
    _conforms: type[Chat] = TeamsChat
