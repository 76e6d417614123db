"""The part of PagerDuty's REST API that is needed: requests as its OpenAPI document has them.

https://github.com/PagerDuty/api-schema/blob/main/reference/REST/openapiv3.json
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from adapters.fetching.answer import read
from adapters.fetching.failure import Failure
from adapters.fetching.line import Line, Terms
from adapters.fetching.secret import secret
from adapters.fetching.terms import trust
from adapters.oncall.pagerduty.wire import (
    Oncall,
    Oncalls,
    OnePolicy,
    OneSchedule,
    Reference,
    Schedule,
    User,
    Users,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.fetching.patience import Patience
    from adapters.oncall.pagerduty.settings import Query, Settings

M = TypeVar("M", bound=BaseModel)
Parameters = tuple[tuple[str, str], ...]
Window = tuple[datetime, datetime]

AHEAD = timedelta(days=90)
"""“On-call shifts are limited to 90 days in the future.”"""
LONGEST = timedelta(days=89)
"""“The search range cannot exceed 3 months”, of which February makes the shortest."""
PAGE = 100
MOST = 10_000
"""On-calls in one search: https://developer.pagerduty.com/docs/pagination"""


def open_line(settings: Settings, environ: Mapping[str, str]) -> Line:
    """Open a line to PagerDuty.

    Raises:
        Failure: The token or the CA's file is missing.
    """
    headers = {
        "Accept": "application/vnd.pagerduty+json;version=2",
        "Authorization": f"Token token={secret(settings.token_env, environ)}",
        "Content-Type": "application/json",
    }
    return Line(settings.api, Terms(headers, settings.timeout, trust(settings.ca_file)))


def windows(start: datetime, end: datetime) -> list[Window]:
    """Stretches that tile another, each short enough to be searched."""
    edges = [start]
    while edges[-1] < end:
        edges.append(min(edges[-1] + LONGEST, end))
    return list(pairwise(edges))


@dataclass(frozen=True, slots=True)
class Api:
    """The questions of one reading."""

    line: Line
    token_env: str
    patience: Patience

    async def oncalls(self, query: Query, window: Window) -> list[Oncall]:
        """Everybody who is on call within a window, of every level, page by page.

        Raises:
            Failure: There is no usable answer, or too much of it.
        """
        which = (
            ("schedule_ids[]", query.schedule)
            if query.schedule
            else ("escalation_policy_ids[]", query.escalation_policy or "")
        )
        asked = (which, ("include[]", "users"), *_within(window), ("limit", str(PAGE)))
        found: list[Oncall] = []
        offset, more = 0, True
        while more:
            page = await self._get(Oncalls, "/oncalls", (*asked, ("offset", str(offset))))
            found += page.oncalls
            offset, more = page.offset + page.limit, page.more
            if more and not offset < MOST:
                raise Failure(
                    "has more on-calls than it tells in one search",
                    "Name a smaller escalation policy under “query” of this rotation.",
                )
        return found

    async def schedule(self, schedule: str, window: Window) -> Schedule:
        """A schedule within a window, entries that reach beyond it whole.

        Raises:
            Failure: There is no usable answer.
        """
        asked = (*_within(window), ("overflow", "true"))
        path = f"/schedules/{schedule}"
        return (await self._get(OneSchedule, path, asked, f"schedule {schedule}")).schedule

    async def users(self, schedule: str, window: Window) -> list[User]:
        """Those who are on call by a schedule, with their emails.

        Raises:
            Failure: There is no usable answer.
        """
        since, until, _zone = _within(window)
        return (await self._get(Users, f"/schedules/{schedule}/users", (since, until))).users

    async def policy(self, policy: str) -> Reference:
        """An escalation policy.

        Raises:
            Failure: There is no usable answer.
        """
        path, missing = f"/escalation_policies/{policy}", f"escalation policy {policy}"
        return (await self._get(OnePolicy, path, (), missing)).escalation_policy

    async def _get(
        self, model: type[M], path: str, asked: Parameters, missing: str = "such page"
    ) -> M:
        answered = await self.patience.ask(lambda: self.line.get(path, asked))
        known: dict[int, tuple[str, str]] = {
            HTTPStatus.BAD_REQUEST: (
                "does not understand the question",
                "Look at “query” of this rotation in app.yaml.",
            ),
            HTTPStatus.UNAUTHORIZED: (
                "does not let me in",
                f"Look at the token in the variable {self.token_env}, and at “region”.",
            ),
            HTTPStatus.FORBIDDEN: (
                "does not let me see who is on call",
                "Give its token read access to on-calls, schedules, escalation policies and users.",
            ),
            HTTPStatus.NOT_FOUND: (
                f"has no {missing} that its token may see",
                "Look at “query” of this rotation in app.yaml.",
            ),
        }
        return read(model, answered, known)


def _within(window: Window) -> Parameters:
    since, until = (edge.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for edge in window)
    return (("since", since), ("until", until), ("time_zone", "UTC"))
