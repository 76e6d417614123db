"""Asks for a feed over HTTP, and only for what changed: ETag and Last-Modified.

A feed's address may be a secret, so neither a message nor the log ever holds one. Redirects are
followed, for calendars move; what lets us in goes to the configured server alone.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import aiohttp
from yarl import URL

from adapters.fetching.answer import trouble
from adapters.fetching.failure import Failure
from adapters.fetching.terms import terms
from adapters.oncall.ical.place import LARGEST, Got, too_large
from adapters.oncall.ical.settings import address_of
from bot import phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.fetching.line import Terms
    from adapters.oncall.ical.settings import Settings

log = logging.getLogger(__name__)

REDIRECTS = 5
_CHUNK = 64 * 1024
_ASKING = {"Accept": "text/calendar, */*;q=0.1", "User-Agent": "Rapport"}
_MOVED = frozenset({301, 302, 303, 307, 308})

_BY_STATUS: Mapping[int, tuple[str, str]] = {
    HTTPStatus.UNAUTHORIZED: ("does not let me in", "See whether its address or token is good."),
    HTTPStatus.FORBIDDEN: ("does not let me in", "See whether its address or token is good."),
    HTTPStatus.NOT_FOUND: (
        "is not at its address",
        "Take its address anew where the calendar is published.",
    ),
    HTTPStatus.GONE: (
        "is not at its address any more",
        "Take its address anew where the calendar is published.",
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (
        "was asked too much and wants a rest",
        "Let the source's `freshness` be longer.",
    ),
}
_BROKEN = (
    (
        aiohttp.ClientSSLError,
        "could not prove who it is",
        "If its certificate comes from a CA of your own, set the source's “ca_file”.",
    ),
    (
        aiohttp.ClientConnectorError,
        "cannot be reached",
        "See that its server runs and that its address is right.",
    ),
    (
        aiohttp.ClientError,
        "broke off before it was whole",
        "See how its server is, and what stands before it.",
    ),
)
"""The first that fits is said."""


@dataclass(frozen=True, slots=True)
class Version:
    """How a server told one version of a feed from another."""

    address: str
    etag: str | None
    modified: str | None

    def conditions(self, address: str) -> dict[str, str]:
        """The headers that ask for another version only; none for what lies elsewhere."""
        if address != self.address:
            return {}
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}


class Web:
    """One session for every feed of a source; it opens when it is first used."""

    def __init__(self, settings: Settings, environ: Mapping[str, str]) -> None:
        self._settings = settings
        self._environ = environ
        self._opened: tuple[aiohttp.ClientSession, Terms] | None = None

    async def get(self, address: str, known: object) -> Got | None:
        """Get what lies at an address; None if it still is the version that is known.

        Raises:
            Failure: It cannot be had.
        """
        patience = self._settings.timeout
        version = known if isinstance(known, Version) else Version("", None, None)
        try:
            async with asyncio.timeout(patience.total_seconds()):
                return await self._follow(address, version)
        except TimeoutError:
            raise Failure(
                f"did not come within {phrases.span(patience)}",
                "See how its server is, or raise the source's “timeout”.",
            ) from None
        except UnicodeError:
            raise Failure("has no server's name in its address", "Take its address anew.") from None
        except aiohttp.ClientError as error:
            log.warning("a calendar feed failed with %s", type(error).__name__)
            said, next_step = next(words for kind, *words in _BROKEN if isinstance(error, kind))
            raise Failure(said, next_step) from None

    async def close(self) -> None:
        """Let go of the connections."""
        if self._opened is not None:
            await self._opened[0].close()
            self._opened = None

    async def _follow(self, address: str, version: Version) -> Got | None:
        session, agreed = self._open()
        at = home = _url(address)
        for _ in range(REDIRECTS + 1):
            ours = agreed.headers if at.origin() == home.origin() else {}
            headers = {**_ASKING, **version.conditions(address), **ours}
            async with session.get(at, headers=headers, allow_redirects=False) as response:
                if response.status not in _MOVED:
                    return await _read(response, address)
                at = _onward(at, response.headers.get("Location", ""))
        raise Failure("sends me from one address to the next", "Write its final address.")

    def _open(self) -> tuple[aiohttp.ClientSession, Terms]:
        if self._opened is None:
            agreed = terms(self._settings, self._environ)
            session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(ssl=agreed.trust),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
            self._opened = session, agreed
        return self._opened


async def _read(response: aiohttp.ClientResponse, address: str) -> Got | None:
    if response.status == HTTPStatus.NOT_MODIFIED:
        return None
    if known := _BY_STATUS.get(response.status):
        raise Failure(*known)
    if response.status != HTTPStatus.OK:
        raise trouble(response.status)
    body = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > LARGEST:
            raise too_large()
    told = response.headers
    version = Version(address, told.get("ETag"), told.get("Last-Modified"))
    return Got(bytes(body), response.charset, version)


def _url(address: str) -> URL:
    """An address as it was written: one that was signed must not be spelt anew."""
    return URL(address, encoded=address.isascii() and " " not in address)


def _onward(at: URL, location: str) -> URL:
    """Where a redirect leads; never from https to http."""
    address = address_of(urljoin(str(at), location)) if location else None
    if address is None:
        raise Failure("sends me to nowhere", "Write its final address.")
    onward = _url(address)
    if at.scheme == "https" and onward.scheme != "https":
        raise Failure("sends me from https to http", "Write an address that begins with https.")
    return onward
