"""Our side of the line to the fake Teams: connectors, and the adapter on them, without a door."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from botbuilder.schema import Activity, ChannelAccount

from adapters.teams.adapter import Adapter
from adapters.teams.authentication import Authentication
from adapters.teams.connector import ConnectorFailure, Connectors
from adapters.teams.outgoing import card_activity

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.teams.connector import Conversations
    from tests.fakes.teams import Conversation, FakeTeams


@dataclass
class Pauses:
    """Every pause that was taken, none of which took time."""

    taken: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


@dataclass
class Wire:
    """What leaves through it, and how long it paused."""

    connectors: Connectors
    pauses: Pauses
    adapter: Adapter
    once: Adapter
    conversations: Conversations
    targeted: Conversations


@asynccontextmanager
async def wired(teams: FakeTeams) -> AsyncIterator[Wire]:
    """Be connected to this Teams, with the token that it expects."""

    async def token() -> str:
        return teams.app.token

    pauses = Pauses()
    async with aiohttp.ClientSession() as session:
        connectors = Connectors(session, token, sleep=pauses, jitter=lambda: 1.0)
        adapter = Adapter(Authentication(connectors), app_id=teams.app.app_id)
        asking_once = Connectors(session, token, sleep=pauses, asks_again=False)
        once = Adapter(Authentication(asking_once), app_id=teams.app.app_id)
        connector = await connectors.create(teams.service_url)
        targeted = replace(connector, targeted=True).conversations
        yield Wire(connectors, pauses, adapter, once, connector.conversations, targeted)


def words(text: str) -> dict[str, Any]:
    """A card that says something."""
    body = [{"type": "TextBlock", "text": text, "wrap": True}]
    return {"type": "AdaptiveCard", "version": "1.5", "body": body}


def message(teams: FakeTeams, text: str, *, to: str = "") -> Activity:
    """A message of the bot's that is a card."""
    activity = card_activity(words(text), summary=text)
    activity.from_property = ChannelAccount(id=teams.app.bot_id)
    if to:
        activity.recipient = ChannelAccount(id=to)
    return activity


async def failing(wire: Wire, teams: FakeTeams, conversation: Conversation) -> ConnectorFailure:
    """How sending to a conversation fails."""
    with pytest.raises(ConnectorFailure) as failure:
        await wire.conversations.send_to_conversation(conversation.id, message(teams, "49 %"))
    return failure.value
