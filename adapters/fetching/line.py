"""A line to one server: asks over HTTP; every way to fail becomes a ``Failure``.

Nothing that was received or raised is repeated to people. Redirects are never followed: a token
goes to the configured address alone.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp

from adapters.fetching.answer import Answered
from adapters.fetching.failure import Failure
from bot import phrases

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping, Sequence
    from datetime import timedelta

log = logging.getLogger(__name__)

AT_ONCE = 16
"""Connections; a Prometheus answers 20 queries at a time unless it is told otherwise."""

_BROKEN = (
    (
        aiohttp.ClientSSLError,
        "could not prove who it is",
        "If its certificate comes from a CA of your own, set its “ca_file”.",
    ),
    (
        aiohttp.ClientConnectorError,
        "cannot be reached",
        "See that it runs and that its “url” is right.",
    ),
    (
        aiohttp.ClientError,
        "broke off before it had answered",
        "See how it is, and what stands before it.",
    ),
)
"""The first that fits is said."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How to speak with a server.

    Attributes:
        headers: What goes with every request.
        timeout: How long one request may take.
        trust: Whose certificates are good; the system's when True, anybody's when False.
    """

    headers: Mapping[str, str]
    timeout: timedelta
    trust: ssl.SSLContext | bool = True


class Line:
    """One session; connections follow when they are needed."""

    def __init__(self, url: str, terms: Terms) -> None:
        self._url = url
        self._terms = terms
        self._session = aiohttp.ClientSession(
            headers=dict(terms.headers),
            timeout=aiohttp.ClientTimeout(total=terms.timeout.total_seconds()),
            connector=aiohttp.TCPConnector(limit=AT_ONCE, ssl=terms.trust),
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def get(self, path: str, query: Sequence[tuple[str, str]] = ()) -> Answered:
        """Ask for what is at a path.

        Raises:
            Failure: Nothing came back.
        """
        return await self._ask("GET", path, query=query)

    async def post(self, path: str, form: Mapping[str, str]) -> Answered:
        """Ask with a form: questions can be long.

        Raises:
            Failure: Nothing came back.
        """
        return await self._ask("POST", path, form=form)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._session.close()

    async def _ask(
        self,
        method: str,
        path: str,
        *,
        query: Sequence[tuple[str, str]] = (),
        form: Mapping[str, str] | None = None,
    ) -> Answered:
        try:
            async with self._session.request(
                method, f"{self._url}{path}", params=query, data=form, allow_redirects=False
            ) as response:
                return Answered(response.status, response.headers, await response.read())
        except TimeoutError:
            said = f"did not answer within {phrases.span(self._terms.timeout)}"
            raise Failure(said, "See how it is, or raise its “timeout”.") from None
        except aiohttp.ClientError as error:
            log.warning("%s failed with %s", self._url, type(error).__name__)
            said, next_step = next(words for kind, *words in _BROKEN if isinstance(error, kind))
            raise Failure(said, next_step) from None
