"""A bot that posts of its own accord: the chat port on a fake Teams and a real store."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from botbuilder.schema import Activity

from adapters.outside import Outside
from adapters.teams.chat import TeamsChat
from adapters.teams.places import Places
from adapters.teams.reference import Reference
from adapters.teams.settings import Settings
from bot.ports.store import AuditEntry
from storage.database import open_store
from tests.fakes.clock import FixedClock
from tests.fakes.store import BreakableStore
from tests.fakes.teams.delivery import activity
from tests.platforms.teams.wiring import wired

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.ports.store_conversations import Conversation as Kept
    from tests.fakes.teams import Conversation, FakeTeams, Person
    from tests.platforms.teams.wiring import Pauses

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
NOWHERE = "http://127.0.0.1:1/"
"""Where no Teams is: reached is what was met."""


@dataclass
class Office:
    """Our side of the line to Teams, with nobody asking anything."""

    teams: FakeTeams
    store: BreakableStore
    places: Places
    chat: TeamsChat
    pauses: Pauses

    async def meet(self, conversation: Conversation, person: Person) -> None:
        """Somebody speaks to us there, and we remember where that was."""
        sent = activity(self.teams, "message", person, conversation)
        await self.places.keep(Reference.from_activity(Activity().deserialize(sent)))

    async def answered(
        self, conversation: Conversation, person: Person, *, as_: str | None
    ) -> None:
        """The core wrote down that somebody asked there, and whom it took them for."""
        entry = AuditEntry(
            event_key=f"teams:{conversation.id}:{person.id}",
            at=NOON,
            platform="teams",
            workspace=self.teams.app.tenant,
            user=str(person.aad),
            person=as_,
            channel=conversation.id,
            thread=None,
            verb="budget",
            outcome="answered",
            milliseconds=1,
        )
        await self.store.transact(lambda tx: tx.audit.record(entry))

    async def remembers(self, conversation: Conversation) -> Kept | None:
        """What the store knows about a conversation."""
        return await self.store.transact(lambda tx: tx.conversations.find("teams", conversation.id))


@asynccontextmanager
async def opened(
    teams: FakeTeams, folder: Path, *, service_url: str | None = None, development: bool = False
) -> AsyncIterator[Office]:
    """Open it; what was remembered in this folder still is."""
    registered = {"app_id": teams.app.app_id, "client_secret_env": "TEAMS_CLIENT_SECRET"}
    settings = Settings(
        tenant=teams.app.tenant,
        service_url=service_url or teams.service_url,
        **({"development": True} if development else registered),
    )
    real = open_store(folder / "rapport.db")
    store = BreakableStore(real)
    outside = Outside(store=store, clock=FixedClock(), environ={})
    try:
        async with wired(teams) as wire:
            places = Places(settings, outside, adapter=wire.adapter)
            yield Office(teams, store, places, TeamsChat(wire.once, places), wire.pauses)
    finally:
        real.close()
