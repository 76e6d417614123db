"""Somebody looks at their Home tab: what that asks, and how the answer gets there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.slack.inbound import PLATFORM, speaker
from adapters.slack.window import Kept, home, kept_of
from bot.request import Audience, Place, Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.slack.identity import Identity
    from adapters.slack.inbound import Payload
    from adapters.slack.views import Views
    from bot.reply import Answer

ASKED = "budget"
"""What Home answers: without a service, about all that the visitor has a part in."""

FRESH_SECONDS = 30
"""How long a Home is left as it is; people go to and fro between its tabs."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A look at Home.

    Attributes:
        request: What it asks.
        kept: What the Home that answers it remembers.
        before: The hash of the Home that stands there; None at the first visit.
    """

    request: Request
    kept: Kept
    before: str | None


def visit_of(body: Payload) -> Visit | None:
    """The visit that an event tells of, unless it is none or what stands there is fresh.

    https://docs.slack.dev/reference/events/app_home_opened
    """
    event = body["event"]
    if event["type"] != "app_home_opened" or event.get("tab") != "home":
        return None
    before: Mapping[str, object] = event.get("view") or {}
    at = int(body["event_time"])
    if 0 <= at - _drawn_at(before) < FRESH_SECONDS:
        return None
    request = Request(
        text=ASKED,
        actor=speaker(body),
        place=Place(PLATFORM, event["channel"], direct=True),
        event_key=f"{PLATFORM}:{body['event_id']}:{event['user']}",
        heard_by=Audience.PLACE,
    )
    found = before.get("hash")
    return Visit(request, Kept(event["channel"], at), str(found) if found else None)


def _drawn_at(before: Mapping[str, object]) -> int:
    """For which visit what stands there was drawn; 0 if that was not us."""
    try:
        return kept_of(before).at
    except (KeyError, TypeError, ValueError):
        return 0


class AtHome:
    """Publishes what answers a visit, unless a later one was answered meanwhile."""

    def __init__(self, visit: Visit, *, views: Views, me: Identity) -> None:
        ours = visit.request.actor.workspace == me.team
        self._visit = visit
        self._views = views
        self._name = me.name if ours else None
        self._before = visit.before

    async def say(self, answer: Answer) -> None:
        """Publish an answer; it takes the place of an earlier one."""
        view = home(answer.card, self._visit.kept, name=self._name)
        user = self._visit.request.actor.user
        published = await self._views.publish(view, user=user, before=self._before)
        self._before = published or self._before
