"""Opens Teams: one session, one token, one door for all that Teams sends."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp

from adapters.platform import Ears
from adapters.teams.adapter import Adapter
from adapters.teams.app import Reception
from adapters.teams.authentication import Authentication
from adapters.teams.bearer import Anonymous, Bearer
from adapters.teams.chat import TeamsChat
from adapters.teams.connector import Connectors
from adapters.teams.invoking import PATIENCE_SECONDS
from adapters.teams.keys import Keys
from adapters.teams.over_http import routes
from adapters.teams.places import Places
from adapters.teams.profiles import TeamsProfiles
from adapters.teams.send import Sender
from adapters.teams.verifying import Verifier
from bot.config import secret
from bot.directory import Admission

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.outside import Outside
    from adapters.platform import Platform
    from adapters.teams.settings import Settings
    from bot.desk import Desk


class Teams:
    """One app in its tenants.

    Attributes:
        admission: Who is let in: the people of the tenants that app.yaml lists.
        chat: Posts what nobody asked just now.
        groups: None: what Teams has is not ours to fill.
        unguarded: Whether everybody is believed: in development.
    """

    groups = None

    def __init__(
        self,
        settings: Settings,
        outside: Outside,
        *,
        adapter: Adapter,
        posting: Adapter,
        verifier: Verifier,
        keys: Keys,
        bearer: Bearer | Anonymous,
        patience: float,
    ) -> None:
        self._clock = outside.clock
        self._keys = keys
        self._bearer = bearer
        self._verifier = verifier
        self._patience = patience
        self._sender = Sender(adapter, clock=outside.clock)
        self._profiles = TeamsProfiles(adapter, settings=settings, clock=outside.clock)
        self._places = Places(settings, outside, adapter=adapter)
        self.chat = TeamsChat(posting, self._places)
        self.admission = Admission(settings.allowed, profiles=self._profiles)
        self.unguarded = settings.development

    @asynccontextmanager
    async def listening(self, desk: Desk) -> AsyncIterator[Ears]:
        """Answer through a desk while the block runs."""
        reception = Reception(
            desk=desk,
            sender=self._sender,
            profiles=self._profiles,
            places=self._places,
            clock=self._clock,
            patience=self._patience,
        )
        if not self.unguarded:
            self._keys.begin()
        yield Ears(routes(reception, self._verifier), lambda: self._bearer.valid)


@asynccontextmanager
async def opened(
    settings: Settings, outside: Outside, *, patience: float = PATIENCE_SECONDS
) -> AsyncIterator[Teams]:
    """Be connected to Teams while the block runs.

    Args:
        settings: The section of app.yaml.
        outside: The store, the time, and where the secret is.
        patience: Seconds that a press may wait for its answer.

    Raises:
        SourceUnavailable: Microsoft gives us no token.
        ConfigError: The secret is missing.
    """
    async with aiohttp.ClientSession() as session:
        bearer = _bearer(settings, outside, session)
        keys = Keys(session, settings.openid_url, clock=outside.clock)
        try:
            await bearer.token()
            patient = Connectors(session, bearer.token)
            once = Connectors(session, bearer.token, asks_again=False)
            app_id = settings.app_id or ""
            yield Teams(
                settings,
                outside,
                adapter=Adapter(Authentication(patient), app_id=app_id),
                posting=Adapter(Authentication(once), app_id=app_id),
                verifier=Verifier(settings, keys, clock=outside.clock),
                keys=keys,
                bearer=bearer,
                patience=patience,
            )
        finally:
            await bearer.close()
            await keys.close()


def _bearer(
    settings: Settings, outside: Outside, session: aiohttp.ClientSession
) -> Bearer | Anonymous:
    if settings.development:
        return Anonymous()
    client_secret = secret(settings.client_secret_env or "", outside.environ)
    return Bearer(session, settings, client_secret, clock=outside.clock)


if TYPE_CHECKING:
    _conforms: type[Platform] = Teams
