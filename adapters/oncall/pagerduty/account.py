"""Who is on call, from PagerDuty: its schedules, and the levels of its escalation policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.oncall.pagerduty.settings import Query
from adapters.rostering.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.fetching.line import Line
    from adapters.oncall.pagerduty.settings import Settings
    from adapters.outside import Outside
    from adapters.rostering.source import Question, Told
    from bot.model.rotation import Rotation
    from bot.ports.oncall import OnCallSource


class PagerDuty:
    """One account of PagerDuty."""

    title = "PagerDuty"

    def __init__(self, settings: Settings, environ: Mapping[str, str]) -> None:
        self._settings = settings
        self._environ = environ
        self._line: Line | None = None

    async def answer(self, question: Question) -> Told:
        """Ask who is on call, at most 90 days ahead."""
        # aiohttp takes 0.3 s to import: only what asks PagerDuty pays for it.
        from adapters.oncall.pagerduty.api import Api, open_line  # noqa: PLC0415 - see above
        from adapters.oncall.pagerduty.reading import Reading  # noqa: PLC0415 - see above

        if self._line is None:
            self._line = open_line(self._settings, self._environ)
        api = Api(self._line, self._settings.token_env, question.patience)
        return await Reading(api, _query(question.rotation), question).told()

    def page(self, rotation: Rotation) -> str:
        """The page on which people make an override."""
        query = _query(rotation)
        if query.schedule:
            return f"{self._settings.pages}/schedules#{query.schedule}"
        return f"{self._settings.pages}/escalation_policies#{query.escalation_policy}"

    async def close(self) -> None:
        """Let go of the connections."""
        if self._line is not None:
            await self._line.close()
            self._line = None


def build(key: str, settings: Settings, outside: Outside) -> OnCallSource:
    """The source that app.yaml describes under a key."""
    return Source(key, PagerDuty(settings, outside.environ))


def _query(rotation: Rotation) -> Query:
    return Query.model_validate(dict(rotation.query))
