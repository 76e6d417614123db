"""Conversations that we come into and leave: remembered, greeted once, forgotten.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from adapters.teams.reference import Reference
from adapters.teams.send import FAILURES, Message
from bot.reply import Actions, Button, Card, Text

if TYPE_CHECKING:
    from botbuilder.schema import Activity, ChannelAccount

    from adapters.teams.places import Places
    from adapters.teams.send import Sender

log = logging.getLogger(__name__)

_HELLO = "Hello! I tell how much of a service's error budget is left, and what follows."
_TO_ONE = "Ask in your own words, or type “budget” for your services and “help” for all I answer."
_DELETED_TEAMS = frozenset({"teamDeleted", "teamHardDeleted"})
_BUTTONS = Actions((Button("Help", "help"), Button("Your budgets", "budget")))


class Welcome:
    """Takes note of where we are."""

    def __init__(self, places: Places, *, sender: Sender) -> None:
        self._places = places
        self._sender = sender
        self._arriving: set[str] = set()

    async def news(self, activity: Activity) -> None:
        """The app came or went. Teams tells either in two ways, of which one may come alone."""
        reference = Reference.from_activity(activity)
        if _is_us(activity.members_added, reference) or activity.action == "add":
            await self._arrived(reference)
        elif _is_us(activity.members_removed, reference) or activity.action == "remove":
            await self._left(reference)
        elif deleted := _deleted_channel(activity.channel_data):
            await self._places.forget(deleted)
        elif reference.team and _event(activity.channel_data) in _DELETED_TEAMS:
            await self._places.forget_team(reference.team)

    async def _left(self, reference: Reference) -> None:
        """We were removed; where that is a team, its first channel is named and stands for all."""
        if reference.channel == reference.team:
            await self._places.forget_team(reference.team)
        else:
            await self._places.forget(reference.channel)

    async def _arrived(self, reference: Reference) -> None:
        channel = reference.channel
        if channel in self._arriving:
            return
        self._arriving.add(channel)
        try:
            known = await self._places.knows(channel)
            self._places.doubt(reference)
            await self._places.keep(reference)
            if not known:
                await self._greet(reference)
        finally:
            self._arriving.discard(channel)

    async def _greet(self, reference: Reference) -> None:
        try:
            await self._sender.publicly(Message.of(_hello(reference)), reference)
        except FAILURES as error:
            log.info("no greeting in %s: %r", reference.channel, error)


def _hello(reference: Reference) -> Card:
    if reference.kind == "personal":
        return Card(_HELLO, blocks=(Text(_TO_ONE), _BUTTONS))
    name = reference.bot_name or "me"
    how = f"Mention me with a question: @{name} budget. I answer where you ask."
    return Card(_HELLO, blocks=(Text(how), _BUTTONS))


def _is_us(members: list[ChannelAccount] | None, reference: Reference) -> bool:
    return any(member.id == reference.bot_id for member in members or ())


def _event(data: object) -> object:
    return data.get("eventType") if isinstance(data, dict) else None


def _deleted_channel(data: object) -> str | None:
    match data:
        case {"eventType": "channelDeleted", "channel": {"id": str(channel)}}:
            return channel
        case _:
            return None
