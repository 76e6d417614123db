"""One call to Teams over HTTP, with our token, as often as its answers ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
from yarl import URL

from adapters.teams.retrying import Answer, BrokenOff

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.teams.retrying import Outcome, Retrying

_HARMLESS_TWICE = frozenset({"GET", "PUT", "DELETE"})


@dataclass(frozen=True)
class Caller:
    """Calls on one session for all.

    Attributes:
        session: Keeps the connections.
        token: Our bearer token; empty in development, when nobody asks for one.
        retrying: When to call again.
    """

    session: aiohttp.ClientSession
    token: Callable[[], Awaitable[str]]
    retrying: Retrying

    async def __call__(self, method: str, url: str, body: bytes | None = None) -> Outcome:
        """Call until there is an outcome to live with. What was posted and broke off stays so.

        Args:
            method: The HTTP method.
            url: The address, quoted as it shall go out.
            body: JSON.

        Raises:
            SourceUnavailable: There is no token to be had.
        """

        async def attempt(seconds: float) -> Outcome:
            return await self._once(method, url, body, seconds=seconds)

        return await self.retrying(attempt, repeatable=method in _HARMLESS_TWICE)

    async def _once(self, method: str, url: str, body: bytes | None, *, seconds: float) -> Outcome:
        headers = {}
        if token := await self.token():
            headers["Authorization"] = f"Bearer {token}"
        if body is not None:
            headers["Content-Type"] = "application/json; charset=utf-8"
        try:
            async with self.session.request(
                method,
                URL(url, encoded=True),
                data=body,
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=seconds),
                allow_redirects=False,
            ) as response:
                told = response.headers.get("Retry-After", "")
                return Answer(response.status, await response.read(), _seconds(told))
        except (aiohttp.ClientError, TimeoutError) as error:
            return BrokenOff(error)


def _seconds(told: str) -> float | None:
    """How long we are asked to wait; None if that is not said in seconds."""
    return float(told) if told.isascii() and told.isdigit() else None
