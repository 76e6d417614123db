"""Where Teams is reached unasked: the conversations that we met, and what app.yaml tells.

Whoever app.yaml names by email alone is known by the user as whom they asked us last.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from adapters.teams.connector import ConnectorFailure
from adapters.teams.creating import open_chat
from adapters.teams.reference import PLATFORM, Reference
from adapters.teams.undelivered import undelivered
from bot.errors import NotFound
from bot.ports.store_conversations import Conversation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from adapters.outside import Outside
    from adapters.teams.adapter import Adapter
    from adapters.teams.settings import Settings
    from bot.model.organisation import Person
    from bot.ports.store import Tx
    from bot.request import Place

_SHARED = "19:"
"""How the ids of channels and groups' chats begin; those can be reached by their ids alone."""

_MOST = 4096
"""Conversations of which we remember that the store knows them as they are."""

KNOWN_FOR = timedelta(hours=1)
"""How long we remember that: another process may forget what we were removed from."""


class Places:
    """Remembers conversations, and finds them again."""

    def __init__(self, settings: Settings, outside: Outside, *, adapter: Adapter) -> None:
        self._settings = settings
        self._store = outside.store
        self._clock = outside.clock
        self._adapter = adapter
        self._bot = f"28:{settings.app_id}" if settings.app_id else None
        self._kept: dict[str, tuple[Mapping[str, str], datetime]] = {}

    async def keep(self, where: Reference) -> None:
        """Remember how a conversation is reached; costs nothing while that stays the same."""
        address, now = where.as_address(), self._clock.now()
        kept, until = self._kept.get(where.channel, (None, now))
        if kept == address and now < until:
            return
        met = Conversation(
            platform=PLATFORM,
            channel=where.channel,
            workspace=where.tenant,
            address=address,
            user=where.user if where.kind == "personal" else None,
            within=where.team or None,
            at=now,
        )
        await self._store.transact(lambda tx: tx.conversations.keep(met))
        self._kept.pop(where.channel, None)
        self._kept[where.channel] = address, now + KNOWN_FOR
        if len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]

    async def forget(self, channel: str) -> None:
        """Forget a conversation that is gone."""
        self._kept.pop(channel, None)
        await self._store.transact(lambda tx: tx.conversations.forget(PLATFORM, channel))

    async def forget_team(self, team: str) -> None:
        """Forget a team and every channel of it.

        Teams names one channel of a team that we are removed from: the first, whose id is the
        team's own.
        """
        self._doubt(lambda channel, of: team in {channel, of})

        def work(tx: Tx) -> None:
            tx.conversations.forget(PLATFORM, team)
            tx.conversations.forget_within(PLATFORM, team)

        await self._store.transact(work)

    def doubt(self, where: Reference) -> None:
        """We were added there: what it was before may be forgotten by another process."""
        team = where.team or where.channel
        self._doubt(lambda channel, of: channel == where.channel or of == team)

    async def knows(self, channel: str) -> bool:
        """Whether a conversation was met, and not left."""
        return await self._met(channel) is not None

    async def at(self, place: Place) -> Reference:
        """How a place is reached.

        Raises:
            NotFound: Nobody spoke to us there, and its id is not enough.
        """
        met = await self._met(place.channel)
        if met is None:
            if not place.channel.startswith(_SHARED) or self._bot is None:
                raise NotFound(
                    "Nobody has spoken to me there yet.", next_step="Say hello to me there once."
                )
            met = self._unmet(place.channel, self._bot)
        return met.at(place.thread)

    async def of(self, person: Person) -> Reference:
        """Our own chat with somebody; it is opened if there was none.

        Raises:
            NotFound: They never met us, and Teams does not let us begin.
            SourceUnavailable: Teams does not answer.
        """

        def look(tx: Tx) -> tuple[str | None, Conversation | None]:
            user = person.ids.get(PLATFORM) or tx.audit.user_of(person.key, PLATFORM)
            return user, tx.conversations.with_person(PLATFORM, user) if user else None

        user, found = await self._store.transact(look)
        return self._ours(found) or await self._opened(person, user)

    def _doubt(self, is_meant: Callable[[str, str], bool]) -> None:
        self._kept = {
            channel: kept
            for channel, kept in self._kept.items()
            if not is_meant(channel, kept[0].get("team", ""))
        }

    async def _met(self, channel: str) -> Reference | None:
        return self._ours(
            await self._store.transact(lambda tx: tx.conversations.find(PLATFORM, channel))
        )

    def _ours(self, found: Conversation | None) -> Reference | None:
        """A conversation as it was stored, unless we were another bot there.

        Only where this app was spoken to its token may be sent: in development anybody could have
        said where that is.
        """
        if found is None or self._bot not in {None, found.address["bot_id"].lower()}:
            return None
        return Reference.from_address(found.address)

    async def _opened(self, person: Person, user: str | None) -> Reference:
        never_met = NotFound(
            f"I have never met {person.name} in Teams.",
            next_step="Let them add me there, and say hello to me once.",
        )
        if not user or self._bot is None:
            raise never_met
        where = replace(self._unmet("", self._bot), user_id=user, user=user)
        try:
            chat = await open_chat(await self._adapter.conversations(where.service_url), where)
        except ConnectorFailure as failure:
            if failure.status == HTTPStatus.FORBIDDEN:
                raise never_met from failure
            raise undelivered(failure, where, name=person.name) from failure
        await self.keep(chat)
        return chat

    def _unmet(self, channel: str, bot: str) -> Reference:
        settings = self._settings
        return Reference.unmet(
            channel, service_url=settings.service_url, tenant=settings.tenant, bot_id=bot
        )
