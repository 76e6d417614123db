"""The fake itself: documented answers to documented questions, and errors to all others."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.fakes.clock import NOON
from tests.fakes.pagerduty.shapes import (
    ACCOUNT_ZONE,
    count,
    entries,
    reference,
    told,
    user,
    window,
)
from tests.fakes.pagerduty.world import Policy, Schedule, User
from tests.fakes.strict import NotDocumentedError, StrictServer, Trouble, answers, only

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.fakes.strict import Respond

ACCEPT = "application/vnd.pagerduty+json;version=2"
AHEAD = timedelta(days=90)


def rate_limited(seconds: int) -> Trouble:
    """Too many requests; it is told how long to wait."""
    body = json.dumps({"error": {"message": "Rate Limit Exceeded", "code": 2020}})
    return answers(
        HTTPStatus.TOO_MANY_REQUESTS,
        body,
        ratelimit_limit="960",
        ratelimit_remaining="0",
        ratelimit_reset=str(seconds),
    )


class FakePagerDuty(StrictServer):
    """An account with one API key.

    Attributes:
        page: On-calls on a page, at most.
    """

    headers = frozenset({"Accept", "Authorization", "Content-Type"})

    def __init__(self, *, token: str = "u+read-only", now: datetime = NOON) -> None:
        super().__init__()
        self.token = token
        self.now = now
        self.page = 100
        self.schedules: dict[str, Schedule] = {}
        self.policies: dict[str, Policy] = {}

    def schedule(self, schedule: str, name: str) -> Schedule:
        """Set up an empty schedule."""
        self.schedules[schedule] = Schedule(schedule, name)
        return self.schedules[schedule]

    def policy(self, policy: str, name: str, *levels: list[Schedule | User]) -> Policy:
        """Set up an escalation policy."""
        self.policies[policy] = Policy(policy, name, list(levels))
        return self.policies[policy]

    def routes(self) -> Mapping[str, Respond]:
        return {
            "/oncalls": self._oncalls,
            "/schedules/{id}": self._schedule,
            "/schedules/{id}/users": self._users,
            "/escalation_policies/{id}": self._policy,
        }

    def refused(self, request: web.Request) -> web.Response | None:
        if request.headers.get("Authorization") != f"Token token={self.token}":
            return web.Response(status=HTTPStatus.UNAUTHORIZED, text="Unauthorized")
        for name, value in (("Accept", ACCEPT), ("Content-Type", "application/json")):
            if request.headers.get(name) != value:
                return self.refusal(HTTPStatus.BAD_REQUEST, f"{name} must be {value}")
        return None

    def refusal(self, status: int, message: str) -> web.Response:
        error = {"message": message, "code": 2001, "errors": [message]}
        return web.json_response({"error": error}, status=status)

    # What is asked

    def _oncalls(self, request: web.Request) -> web.Response:
        only(
            request,
            *("time_zone", "limit", "offset", "total", "include[]", "user_ids[]", "earliest"),
            *("escalation_policy_ids[]", "schedule_ids[]", "since", "until"),
        )
        since, until = window(request)
        if until > self.now + AHEAD:
            raise NotDocumentedError("On-call shifts are limited to 90 days in the future")
        limit = min(count(request, "limit", usual=25, most=100), self.page)
        offset = count(request, "offset", usual=0, most=9_999)
        every = [
            each
            for each in self._paged(request)
            if each["start"] is None or (each["start"] < until and since < each["end"])
        ]
        shown = [
            {
                **each,
                "start": each["start"] and told(each["start"], request),
                "end": each["end"] and told(each["end"], request),
            }
            for each in every[offset : offset + limit]
        ]
        page = {"limit": limit, "offset": offset, "more": offset + limit < len(every)}
        return web.json_response({"oncalls": shown, **page, "total": None})

    def _paged(self, request: web.Request) -> Iterable[dict[str, Any]]:
        """Who is on call for each level of each policy that is asked about."""
        policies = request.query.getall("escalation_policy_ids[]", list(self.policies))
        schedules = request.query.getall("schedule_ids[]", [])
        full = "users" in request.query.getall("include[]", [])
        for policy in (self.policies[key] for key in policies if key in self.policies):
            for number, level in enumerate(policy.levels, start=1):
                for target in level:
                    same = {
                        "escalation_policy": reference(policy, "escalation_policy"),
                        "escalation_level": number,
                    }
                    if isinstance(target, User):
                        if not schedules:
                            who = user(target, full=full)
                            yield same | {"user": who, "schedule": None, "start": None, "end": None}
                    elif not schedules or target.id in schedules:
                        schedule = reference(target, "schedule")
                        for turn in target.final:
                            who = user(turn.user, full=full)
                            yield same | {
                                "user": who,
                                "schedule": schedule,
                                "start": turn.start,
                                "end": turn.end,
                            }

    def _schedule(self, request: web.Request) -> web.Response:
        only(request, "time_zone", "since", "until", "overflow")
        schedule = self.schedules.get(request.match_info["id"])
        if schedule is None:
            return self.refusal(HTTPStatus.NOT_FOUND, "Not Found")
        naming = [
            policy
            for policy in self.policies.values()
            if any(schedule in level for level in policy.levels)
        ]
        shown = {
            **reference(schedule, "schedule", reference=False),
            "name": schedule.name,
            "time_zone": ACCOUNT_ZONE,
            "escalation_policies": [reference(each, "escalation_policy") for each in naming],
            "schedule_layers": [
                {"name": f"Layer {number}", "rendered_schedule_entries": entries(layer, request)}
                for number, layer in reversed(list(enumerate(schedule.layers, start=1)))
            ],
            "overrides_subschedule": {
                "name": "Overrides",
                "rendered_schedule_entries": entries(schedule.overriding, request),
            },
            "final_schedule": {
                "name": "Final Schedule",
                "rendered_schedule_entries": entries(schedule.final, request),
            },
        }
        return web.json_response({"schedule": shown})

    def _users(self, request: web.Request) -> web.Response:
        only(request, "since", "until")
        schedule = self.schedules[request.match_info["id"]]
        since, until = window(request)
        users = {
            turn.user.id: user(turn.user, full=True)
            for turn in schedule.final
            if turn.start < until and since < turn.end
        }
        return web.json_response({"users": list(users.values())})

    def _policy(self, request: web.Request) -> web.Response:
        only(request, "include[]")
        policy = self.policies.get(request.match_info["id"])
        if policy is None:
            return self.refusal(HTTPStatus.NOT_FOUND, "Not Found")
        shown = reference(policy, "escalation_policy", reference=False)
        return web.json_response({"escalation_policy": shown})
