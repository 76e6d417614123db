"""Asks one Prometheus over HTTP; every way to fail becomes a ``Failure``, fit to be said.

Nothing that was received or raised is repeated to people, apart from what Prometheus itself says
about a query.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from adapters.budgets.prometheus.answer import read_answer, read_version
from adapters.budgets.prometheus.queries import PART
from adapters.fetching.line import Line
from adapters.fetching.terms import terms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from adapters.budgets.prometheus.answer import Series
    from adapters.budgets.prometheus.settings import Settings


class Api:
    """The part of its API that is needed, on a line that opens when first used."""

    def __init__(self, settings: Settings, environ: Mapping[str, str]) -> None:
        self._settings = settings
        self._environ = environ
        self._opened: Line | None = None

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
        version = read_version(await self._line().get("/status/buildinfo"))
        if version is not None:
            return f"Prometheus {version}"
        # Not everything that answers queries tells its version.
        await self._ask("query", "vector(1)", {})
        return "A server like Prometheus"

    async def close(self) -> None:
        """Let go of the connections."""
        if self._opened is not None:
            await self._opened.close()
            self._opened = None

    async def _ask(self, what: str, query: str, fields: Mapping[str, str]) -> list[Series]:
        timeout = f"{self._settings.timeout.total_seconds():g}s"
        form = {"query": query, "timeout": timeout, **fields}
        return read_answer(await self._line().post(f"/{what}", form)).result

    def _line(self) -> Line:
        if self._opened is None:
            url = f"{self._settings.url}/api/v1"
            self._opened = Line(url, terms(self._settings, self._environ))
        return self._opened


def _seconds(instant: datetime) -> str:
    return f"{instant.timestamp():.0f}"
