"""Who is on call, from incident.io: its schedules, and their rotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.oncall.incidentio.settings import Query
from adapters.rostering.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.fetching.line import Line
    from adapters.oncall.incidentio.settings import Settings
    from adapters.outside import Outside
    from adapters.rostering.source import Question, Told
    from bot.model.rotation import Rotation
    from bot.ports.oncall import OnCallSource


class IncidentIo:
    """One account of incident.io."""

    title = "incident.io"

    def __init__(self, settings: Settings, environ: Mapping[str, str]) -> None:
        self._settings = settings
        self._environ = environ
        self._line: Line | None = None

    async def answer(self, question: Question) -> Told:
        """Ask for the schedule, which may be gone or lack a rotation by now, and its entries."""
        # aiohttp takes 0.3 s to import: only what asks incident.io pays for it.
        from adapters.oncall.incidentio.api import Api, open_line  # noqa: PLC0415 - see above
        from adapters.oncall.incidentio.reading import told  # noqa: PLC0415 - see above

        if self._line is None:
            self._line = open_line(self._settings, self._environ)
        api = Api(self._line, self._settings.token_env, question.patience)
        query = Query.model_validate(dict(question.rotation.query))
        schedule = await api.schedule(query.schedule)
        entries = await api.entries(query.schedule, question.start, question.end)
        return told(question, query, schedule, entries)

    def page(self, rotation: Rotation) -> str | None:  # noqa: ARG002 - it makes no difference here
        """Unknown before the first answer: its address has the account's name in it."""
        return None

    async def close(self) -> None:
        """Let go of the connections."""
        if self._line is not None:
            await self._line.close()
            self._line = None


def build(key: str, settings: Settings, outside: Outside) -> OnCallSource:
    """The source that app.yaml describes under a key."""
    return Source(key, IncidentIo(settings, outside.environ))
