"""How PagerDuty writes things, and how it reads what it is asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tests.fakes.strict import NotDocumentedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiohttp import web

    from tests.fakes.pagerduty.world import Policy, Schedule, Turn, User

ACCOUNT_ZONE = "America/New_York"
THREE_MONTHS = timedelta(days=89)
PAGES = "https://acme.pagerduty.com"


def window(request: web.Request) -> tuple[datetime, datetime]:
    since, until = (datetime.fromisoformat(request.query[name]) for name in ("since", "until"))
    if since.tzinfo is None or until.tzinfo is None or until < since:
        raise NotDocumentedError("The until time cannot be before the since time")
    if until - since > THREE_MONTHS:
        raise NotDocumentedError("The search range cannot exceed 3 months")
    return since, until


def count(request: web.Request, name: str, *, usual: int, most: int) -> int:
    asked = int(request.query.get(name, usual))
    if not 0 <= asked <= most:
        raise NotDocumentedError(f"{name} cannot be {asked}")
    return asked


def entries(turns: Iterable[Turn], request: web.Request) -> list[dict[str, Any]]:
    since, until = window(request)
    whole = request.query.get("overflow") == "true"
    return [
        {
            "user": user(turn.user, full=False),
            "start": told(turn.start if whole else max(turn.start, since), request),
            "end": told(turn.end if whole else min(turn.end, until), request),
        }
        for turn in turns
        if turn.start < until and since < turn.end
    ]


def told(instant: datetime, request: web.Request) -> str:
    return instant.astimezone(ZoneInfo(request.query.get("time_zone", ACCOUNT_ZONE))).isoformat()


def user(of: User, *, full: bool) -> dict[str, Any]:
    if of.deleted:
        return {"id": of.id, "type": "user_reference", "summary": of.name, "html_url": None}
    kind = "user" if full else "user_reference"
    shown = {"id": of.id, "type": kind, "summary": of.name}
    more = {"name": of.name, "email": of.email, "time_zone": ACCOUNT_ZONE} if full else {}
    return {**shown, "html_url": f"{PAGES}/users/{of.id}", **more}


def reference(named: Schedule | Policy, kind: str, *, reference: bool = True) -> dict[str, Any]:
    folder = {"schedule": "schedules", "escalation_policy": "escalation_policies"}[kind]
    return {
        "id": named.id,
        "type": f"{kind}_reference" if reference else kind,
        "summary": named.name,
        "self": f"https://api.pagerduty.com/{folder}/{named.id}",
        "html_url": f"{PAGES}/{folder}/{named.id}",
    }
