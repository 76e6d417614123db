"""incident.io to test against: real HTTP on loopback, as strict as its OpenAPI document.

Build one with ``async with FakeIncidentIo() as incidentio`` and give it schedules, each with
rotations, what their rules say, and overrides. It works the final entries out by itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.fakes.strict import NotDocumentedError, StrictServer, Trouble, answers, only

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.fakes.strict import Respond

DASHBOARD = "https://app.incident.io/acme/on-call/schedules"


def rate_limited(seconds: int) -> Trouble:
    """Too many requests; it is told how long to wait, and when all is as before."""
    error = {"code": "too_many_requests", "message": "Too many requests hit the API too quickly."}
    return answers(
        HTTPStatus.TOO_MANY_REQUESTS,
        json.dumps({"type": "too_many_requests", "status": 429, "errors": [error]}),
        Retry_After=str(seconds),
        X_RateLimit_Reset="1785173199",
    )


@dataclass(frozen=True)
class User:
    """Somebody."""

    id: str
    name: str
    email: str | None = None


@dataclass(frozen=True)
class Shift:
    """One person's stretch, or nobody's."""

    user: User | None
    start: datetime
    end: datetime


@dataclass
class Rotation:
    """A rotation with one layer."""

    id: str
    name: str
    scheduled: list[Shift] = field(default_factory=list)
    overrides: list[Shift] = field(default_factory=list)

    def shifts(self, *shifts: tuple[User | None, datetime, datetime]) -> Rotation:
        """Say what its rules come to."""
        self.scheduled += [Shift(*shift) for shift in shifts]
        return self

    def override(self, user: User, start: datetime, end: datetime) -> Rotation:
        """Let somebody take over."""
        self.overrides.append(Shift(user, start, end))
        return self

    @property
    def final(self) -> list[Shift]:
        """What will happen."""
        every = [*reversed(self.overrides), *self.scheduled]
        edges = sorted({edge for shift in every for edge in (shift.start, shift.end)})
        holding = (
            (start, end, next((s for s in every if s.start <= start and end <= s.end), None))
            for start, end in pairwise(edges)
        )
        return [Shift(shift.user, start, end) for start, end, shift in holding if shift]


@dataclass
class Schedule:
    """A schedule."""

    id: str
    name: str
    rotations: list[Rotation] = field(default_factory=list)

    def rotation(self, rotation: str, name: str) -> Rotation:
        """Add a rotation."""
        self.rotations.append(Rotation(rotation, name))
        return self.rotations[-1]


class FakeIncidentIo(StrictServer):
    """An account with one API key.

    Attributes:
        page: Final entries on a page, at most.
    """

    headers = frozenset({"Accept", "Authorization"})

    def __init__(self, *, token: str) -> None:
        super().__init__()
        self.token = token
        self.page = 50
        self.schedules: dict[str, Schedule] = {}

    def schedule(self, schedule: str, name: str) -> Schedule:
        """Set up an empty schedule."""
        self.schedules[schedule] = Schedule(schedule, name)
        return self.schedules[schedule]

    def routes(self) -> Mapping[str, Respond]:
        return {"/v2/schedule_entries": self._entries, "/v2/schedules/{id}": self._schedule}

    def refused(self, request: web.Request) -> web.Response | None:
        if request.headers.get("Authorization") == f"Bearer {self.token}":
            return None
        return self.refusal(HTTPStatus.UNAUTHORIZED, "missing_authorization_material")

    def refusal(self, status: int, message: str) -> web.Response:
        error = {"code": "invalid", "message": message}
        shown = {"type": "validation_error", "status": status, "errors": [error]}
        return web.json_response(shown, status=status)

    def _entries(self, request: web.Request) -> web.Response:
        only(request, "schedule_id", "entry_window_start", "entry_window_end")
        schedule = self.schedules.get(request.query["schedule_id"])
        if schedule is None:
            return self.refusal(HTTPStatus.NOT_FOUND, "Not Found")
        start, end, skipped = _window(request)
        kinds = {
            kind: [
                _entry(shift, rotation)
                for rotation in schedule.rotations
                for shift in getattr(rotation, kind)
                if shift.start < end and start < shift.end
            ]
            for kind in ("final", "overrides", "scheduled")
        }
        final = sorted(kinds["final"], key=lambda each: each["start_at"])
        kinds["final"] = final[skipped : skipped + self.page]
        answer: dict[str, Any] = {"schedule_entries": kinds}
        if skipped + self.page < len(final):
            cursor = f"{skipped + self.page}~{start.isoformat()}~{end.isoformat()}"
            answer["pagination_meta"] = {"after": cursor, "after_url": f"{self.url}/next"}
        return web.json_response(answer)

    def _schedule(self, request: web.Request) -> web.Response:
        only(request)
        schedule = self.schedules.get(request.match_info["id"])
        if schedule is None:
            return self.refusal(HTTPStatus.NOT_FOUND, "Not Found")
        rotations = [{"id": each.id, "name": each.name} for each in schedule.rotations]
        shown = {
            "id": schedule.id,
            "name": schedule.name,
            "timezone": "Europe/London",
            "config": {"rotations": rotations},
            "permalink": f"{DASHBOARD}/{schedule.id}",
        }
        return web.json_response({"schedule": shown})


def _window(request: web.Request) -> tuple[datetime, datetime, int]:
    """The window, and how many entries of it earlier pages had."""
    asked, end = request.query["entry_window_start"], request.query["entry_window_end"]
    skipped, start, first_end = asked.split("~") if "~" in asked else ("0", asked, end)
    if datetime.fromisoformat(first_end) != datetime.fromisoformat(end):
        raise NotDocumentedError("Leave entry_window_end unchanged from the original request")
    return datetime.fromisoformat(start), datetime.fromisoformat(end), int(skipped)


def _entry(shift: Shift, rotation: Rotation) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "start_at": shift.start.isoformat(),
        "end_at": shift.end.isoformat(),
        "rotation_id": rotation.id,
        "layer_id": f"{rotation.id}-layer",
        "fingerprint": f"{rotation.id}-{shift.start.isoformat()}",
    }
    if shift.user is not None:
        user = {"id": shift.user.id, "name": shift.user.name, "role": "responder"}
        entry["user"] = user | ({"email": shift.user.email} if shift.user.email else {})
    return entry
