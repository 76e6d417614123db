"""Where a feed lies: at an address, or in a file. Each gives it only if it changed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from adapters.fetching.failure import Failure
from adapters.fetching.secret import secret
from adapters.oncall.ical.settings import address_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from adapters.oncall.ical.web import Web

LARGEST = 16 * 1024 * 1024
"""Bytes of a feed; ten years of hourly shifts have fewer."""


@dataclass(frozen=True, slots=True)
class Got:
    """What lies there.

    Attributes:
        body: As it came.
        charset: What its sender calls its encoding.
        version: By which the same is known again; None if the place does not tell.
    """

    body: bytes
    charset: str | None = None
    version: object = None


class Place(Protocol):
    """Where a feed lies."""

    async def get(self, known: object) -> Got | None:
        """Get it; None if it still is the version that is known.

        Raises:
            Failure: It cannot be had.
        """
        ...


class OnDisk:
    """A feed in a file, which something else writes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def get(self, known: object) -> Got | None:
        """Read it, unless its size and time are as they were."""
        return await asyncio.to_thread(self._get, known)

    def _get(self, known: object) -> Got | None:
        try:
            stat = self._path.stat()
            version = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if version == known:
                return None
            if stat.st_size > LARGEST:
                raise too_large()
            return Got(self._path.read_bytes(), version=version)
        except OSError as error:
            said = (error.strerror or "cannot be read").lower()
            raise Failure(f"cannot be read: {said}", f"Look at {self._path}.") from None


class OnTheWeb:
    """A feed at an address, written in app.yaml or held by a variable."""

    def __init__(
        self, web: Web, *, url: str | None, url_env: str | None, environ: Mapping[str, str]
    ) -> None:
        self._web = web
        self._url = url
        self._url_env = url_env
        self._environ = environ

    async def get(self, known: object) -> Got | None:
        """Ask for it, with what is known of its version."""
        return await self._web.get(self._address(), known)

    def _address(self) -> str:
        if self._url:
            return self._url
        name = self._url_env or ""
        address = address_of(secret(name, self._environ))
        if address is None:
            raise Failure(
                "has something else than an address",
                f"Let the variable {name} hold one like https://calendar.example.com/oncall.ics.",
            )
        return address


def too_large() -> Failure:
    """There is more than anybody's shifts."""
    return Failure(
        f"holds more than {LARGEST // 1024 // 1024} MB",
        "See that it is the calendar of this rotation alone.",
    )
