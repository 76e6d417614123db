"""The part of incident.io's API that is needed: https://docs.incident.io/api-reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from adapters.fetching.answer import read
from adapters.fetching.failure import Failure
from adapters.fetching.line import Line, Terms
from adapters.fetching.secret import secret
from adapters.fetching.terms import trust
from adapters.oncall.incidentio.wire import Entries, OneSchedule, Page, Schedule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.fetching.patience import Patience
    from adapters.oncall.incidentio.settings import Settings

M = TypeVar("M", bound=BaseModel)

MOST_PAGES = 100


def open_line(settings: Settings, environ: Mapping[str, str]) -> Line:
    """Open a line to incident.io.

    Raises:
        Failure: The token or the CA's file is missing.
    """
    headers = {
        "Accept": "application/json",
        "Authorization": f"Bearer {secret(settings.token_env, environ)}",
    }
    return Line(settings.url, Terms(headers, settings.timeout, trust(settings.ca_file)))


@dataclass(frozen=True, slots=True)
class Api:
    """The questions of one reading."""

    line: Line
    token_env: str
    patience: Patience

    async def entries(self, schedule: str, start: datetime, end: datetime) -> Entries:
        """Every entry of a schedule within [start, end), page by page.

        The cursor of a page takes the place of the window's start, unchanged; its end stays.

        Raises:
            Failure: There is no usable answer, or too much of it.
        """
        found = Entries(final=[])
        after: str | None = _written(start)
        for _page in range(MOST_PAGES):
            asked = (
                ("schedule_id", schedule),
                ("entry_window_start", after or ""),
                ("entry_window_end", _written(end)),
            )
            page = await self._get(Page, "/v2/schedule_entries", asked, schedule=schedule)
            found.final += page.schedule_entries.final
            found.overrides += page.schedule_entries.overrides
            found.scheduled += page.schedule_entries.scheduled
            before, after = after, page.cursor
            if not after or after == before:
                return found
        raise Failure(
            "has more entries than can be paged through", "Ask about a shorter stretch of time."
        )

    async def schedule(self, schedule: str) -> Schedule:
        """A schedule: what it is called, and its page.

        Raises:
            Failure: There is no usable answer.
        """
        path = f"/v2/schedules/{schedule}"
        return (await self._get(OneSchedule, path, (), schedule=schedule)).schedule

    async def _get(
        self, model: type[M], path: str, asked: tuple[tuple[str, str], ...], *, schedule: str
    ) -> M:
        answered = await self.patience.ask(lambda: self.line.get(path, asked))
        query = "Look at “query” of this rotation in app.yaml."
        known: dict[int, tuple[str, str]] = {
            HTTPStatus.BAD_REQUEST: ("does not understand the question", query),
            HTTPStatus.UNPROCESSABLE_ENTITY: ("does not understand the question", query),
            HTTPStatus.UNAUTHORIZED: (
                "does not let me in",
                f"Look at the API key in the variable {self.token_env}.",
            ),
            HTTPStatus.FORBIDDEN: (
                "does not let me see who is on call",
                "Make an API key with the role that views schedules.",
            ),
            HTTPStatus.NOT_FOUND: (f"has no schedule {schedule} that its API key may see", query),
        }
        return read(model, answered, known)


def _written(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
