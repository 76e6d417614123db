"""The token with which we write to Teams: one for all, renewed before it runs out.

botbuilder asks for one each turn, and nothing else happens until it has come.
https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp

from adapters.teams.flight import Flight
from adapters.teams.login import nonsense, refusal, silence
from bot.errors import SourceUnavailable

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.teams.settings import Settings
    from bot.ports.clock import Clock

EARLY = timedelta(minutes=10)
"""How long before its end a token is renewed, while it goes on being used."""
LAST = timedelta(minutes=5)
"""How long before its end a token is used only if there is no other: clocks differ."""
PAUSE = timedelta(seconds=30)
"""After a failure, as long as there is a token to go on with."""
PATIENCE_SECONDS = 10.0
_LONGEST = timedelta(days=1)
_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]{1,16384}")
"""What may stand after “Bearer”: https://www.rfc-editor.org/rfc/rfc6750#section-2.1"""


@dataclass(frozen=True, slots=True)
class _Held:
    """A token, and its times."""

    token: str
    renewed_from: datetime
    last_from: datetime
    ends: datetime


class Bearer:
    """Holds our token.

    Args:
        session: Asks for it.
        settings: Who we are, and whom to ask.
        secret: Our client secret.
        clock: The time.
        patience: Seconds that the answer may take.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        settings: Settings,
        secret: str,
        *,
        clock: Clock,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._session = session
        self._url = f"{settings.login_url.rstrip('/')}/{settings.tenant}/oauth2/v2.0/token"
        self._form = {
            "grant_type": "client_credentials",
            "client_id": settings.app_id or "",
            "client_secret": secret,
            "scope": f"{settings.issuer}/.default",
        }
        self._clock = clock
        self._patience = aiohttp.ClientTimeout(total=patience)
        self._held: _Held | None = None
        self._failure: SourceUnavailable | None = None
        self._paused_until: datetime | None = None
        self._asking = Flight(self._ask)

    async def token(self) -> str:
        """A token that Teams takes now.

        Raises:
            SourceUnavailable: Microsoft gives us none.
        """
        now, held = self._clock.now(), self._held
        if held is None or now >= held.ends:
            return await self._new(now)
        if now >= held.renewed_from and not self._is_paused(now):
            self._asking.start()
        if now >= held.last_from and self._asking.under_way:
            await self._asking.land()
        return (self._held or held).token

    @property
    def valid(self) -> bool:
        """Whether there is a token; one that is about to end is renewed in the background."""
        now, held = self._clock.now(), self._held
        if (held is None or now >= held.renewed_from) and not self._is_paused(now):
            self._asking.start()
        return held is not None and now < held.ends

    async def close(self) -> None:
        """Stop asking."""
        await self._asking.close()

    def _is_paused(self, now: datetime) -> bool:
        return self._paused_until is not None and now < self._paused_until

    async def _new(self, now: datetime) -> str:
        await self._asking.land()
        if self._held is None or now >= self._held.ends:
            raise self._failure or nonsense()  # a token that has ended when it comes is none
        return self._held.token

    async def _ask(self) -> None:
        """Ask for another. A failure leaves the token that there is as it is."""
        now = self._clock.now()
        try:
            self._held = await self._fetch(now)
        except SourceUnavailable as failure:
            self._failure, self._paused_until = failure, now + PAUSE
            return
        self._failure = None

    async def _fetch(self, now: datetime) -> _Held:
        try:
            async with self._session.post(
                self._url, data=self._form, timeout=self._patience, allow_redirects=False
            ) as response:
                status, body = response.status, await response.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise silence(error) from error
        if status != HTTPStatus.OK:
            raise refusal(status, body)
        return _read(body, now=now)


def _read(body: bytes, *, now: datetime) -> _Held:
    """A token from Microsoft's answer.

    Raises:
        SourceUnavailable: There is none in it.
    """
    try:
        told = json.loads(body)
        token, lasts = told["access_token"], timedelta(seconds=int(told["expires_in"]))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise nonsense() from None
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise nonsense()
    ends = now + min(lasts, _LONGEST)
    return _Held(token, ends - min(EARLY, lasts / 2), ends - min(LAST, lasts / 4), ends)


class Anonymous:
    """In development nobody asks who we are."""

    valid = True

    async def token(self) -> str:
        """No token."""
        return ""

    async def close(self) -> None:
        """There is nothing to stop."""
