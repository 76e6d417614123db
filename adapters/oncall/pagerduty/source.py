"""Who is on call, from PagerDuty: its schedules, and the levels of its escalation policies."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.fetching.failure import Failure
from adapters.fetching.patience import Patience
from adapters.oncall.pagerduty.settings import Query
from adapters.rostering.checking import AHEAD, found

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from adapters.fetching.line import Line
    from adapters.oncall.pagerduty.reading import Told
    from adapters.oncall.pagerduty.settings import Settings
    from adapters.outside import Outside
    from bot.model.oncall import Roster
    from bot.model.rotation import Rotation
    from bot.ports.oncall import Found, OnCallSource


class Source:
    """One account of PagerDuty."""

    freshness = timedelta(minutes=1)

    def __init__(
        self,
        key: str,
        settings: Settings,
        outside: Outside,
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._key = key
        self._settings = settings
        self._outside = outside
        self._sleep = sleep
        self._line: Line | None = None
        self._pages: dict[str, str] = {}

    async def read(
        self, rotation: Rotation, *, start: datetime, end: datetime, now: datetime
    ) -> Roster:
        """Read who is on call within [start, end), at most 90 days ahead."""
        return (await self._ask(rotation, start, end, now=now)).roster

    async def check(self, rotations: Sequence[Rotation], *, now: datetime) -> Sequence[Found]:
        """Say of each rotation who is on call, and who will be."""
        told = [(each, await self._ask(each, now, now + AHEAD, now=now)) for each in rotations]
        return [
            found(each.name, each.roster, zone=rotation.zone, now=now) for rotation, each in told
        ]

    def link(self, rotation: Rotation) -> str:
        """The page on which people make an override."""
        query = Query.model_validate(dict(rotation.query))
        if query.schedule:
            usual = f"{self._settings.pages}/schedules#{query.schedule}"
        else:
            usual = f"{self._settings.pages}/escalation_policies#{query.escalation_policy}"
        return self._pages.get(rotation.key, usual)

    async def close(self) -> None:
        """Let go of the connections."""
        if self._line is not None:
            await self._line.close()
            self._line = None

    async def _ask(
        self, rotation: Rotation, start: datetime, end: datetime, *, now: datetime
    ) -> Told:
        # aiohttp takes 0.3 s to import: only what asks PagerDuty pays for it.
        from adapters.oncall.pagerduty.api import Api, open_line  # noqa: PLC0415 - see above
        from adapters.oncall.pagerduty.reading import Question  # noqa: PLC0415 - see above

        query = Query.model_validate(dict(rotation.query))
        try:
            if self._line is None:
                self._line = open_line(self._settings, self._outside.environ)
            api = Api(self._line, self._settings.token_env, Patience(sleep=self._sleep))
            told = await Question(api, query, start=start, end=end, now=now).answer()
        except Failure as failure:
            raise failure.of(f"PagerDuty “{self._key}”") from None
        if told.page and told.page.startswith("https://"):
            self._pages[rotation.key] = told.page
        return told


def build(key: str, settings: Settings, outside: Outside) -> OnCallSource:
    """The source that app.yaml describes under a key."""
    return Source(key, settings, outside)
