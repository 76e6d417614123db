"""Asks one Prometheus over HTTP; every way to fail becomes a ``Failure``, fit to be said.

Nothing that was received or raised is repeated to people, apart from what Prometheus itself says
about a query. Redirects are never followed: a token goes to the configured address alone.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import aiohttp

from adapters.budgets.prometheus.answer import Failure, read_answer, read_version
from adapters.budgets.prometheus.queries import PART
from adapters.budgets.prometheus.session import open_session
from bot import phrases

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from adapters.budgets.prometheus.answer import Series
    from adapters.budgets.prometheus.settings import Settings

log = logging.getLogger(__name__)

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


class Api:
    """The part of its API that is needed, on one session that opens when first used."""

    def __init__(self, settings: Settings, environ: Mapping[str, str]) -> None:
        self._settings = settings
        self._environ = environ
        self._session: aiohttp.ClientSession | None = None

    async def instant(self, query: str, *, at: datetime) -> Mapping[str, float]:
        """The value of each part of a query at an instant.

        Raises:
            Failure: There is no usable answer.
        """
        result = await self._ask("query", query, {"time": _seconds(at)})
        return {each.metric.get(PART, ""): each.value[1] for each in result if each.value}

    async def stretch(
        self, query: str, *, start: datetime, end: datetime, step: timedelta
    ) -> Mapping[datetime, Mapping[str, float]]:
        """The value of each part of a query at each step of a stretch, end included.

        Raises:
            Failure: There is no usable answer.
        """
        fields = {
            "start": _seconds(start),
            "end": _seconds(end),
            "step": f"{step.total_seconds():.0f}",
        }
        found: dict[datetime, dict[str, float]] = {}
        for each in await self._ask("query_range", query, fields):
            part = each.metric.get(PART, "")
            for seconds, value in each.values:
                found.setdefault(datetime.fromtimestamp(seconds, UTC), {})[part] = value
        return found

    async def version(self) -> str:
        """What answers there, such as “Prometheus 2.42.0”.

        Raises:
            Failure: Nothing there answers queries.
        """
        version = read_version(*await self._fetch("GET", "status/buildinfo", {}))
        if version is not None:
            return f"Prometheus {version}"
        # Not everything that answers queries tells its version.
        await self._ask("query", "vector(1)", {})
        return "A server like Prometheus"

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _ask(self, what: str, query: str, fields: Mapping[str, str]) -> list[Series]:
        timeout = f"{self._settings.timeout.total_seconds():g}s"
        form = {"query": query, "timeout": timeout, **fields}
        return read_answer(*await self._fetch("POST", what, form)).result

    async def _fetch(self, method: str, what: str, form: Mapping[str, str]) -> tuple[int, bytes]:
        url = f"{self._settings.url}/api/v1/{what}"
        try:
            if self._session is None:
                self._session = open_session(self._settings, self._environ)
            async with self._session.request(
                method, url, data=form, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except TimeoutError:
            said = f"did not answer within {phrases.span(self._settings.timeout)}"
            raise Failure(said, "See how it is, or raise its “timeout”.") from None
        except aiohttp.ClientError as error:
            log.warning("%s failed with %s", self._settings.url, type(error).__name__)
            said, next_step = next(words for kind, *words in _BROKEN if isinstance(error, kind))
            raise Failure(said, next_step) from None


def _seconds(instant: datetime) -> str:
    return f"{instant.timestamp():.0f}"
