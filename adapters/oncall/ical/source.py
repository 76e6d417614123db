"""Who is on call from calendar feeds: whatever PagerDuty, Grafana, GoAlert or Google publishes.

A feed is asked for at every reading, and answers that it did not change; then what was parsed of
it stands. An answer is given by both feeds of a rotation or not at all: without its overrides it
would be wrong, and the last good one is not.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING

from adapters.oncall.ical.feed import Feed
from adapters.oncall.ical.overriding import together
from adapters.oncall.ical.place import OnDisk, OnTheWeb
from adapters.oncall.ical.settings import Query
from adapters.rostering.checking import AHEAD, found
from adapters.rostering.replacing import within
from bot import phrases
from bot.model.oncall import Roster

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta
    from pathlib import Path

    from adapters.oncall.ical.place import Place
    from adapters.oncall.ical.settings import Settings
    from adapters.oncall.ical.web import Web
    from adapters.outside import Outside
    from bot.model.rotation import Rotation
    from bot.ports.oncall import Found, OnCallSource
_NAME = "The calendar feed of “{}”"
_OVERRIDES = "The overrides' feed of “{}”"


class Source:
    """Calendar feeds that are let in by the same terms."""

    def __init__(self, settings: Settings, environ: Mapping[str, str]) -> None:
        self._settings = settings
        self._environ = environ
        self._opened: Web | None = None
        self._feeds: dict[str, tuple[Feed, Feed | None]] = {}

    @property
    def freshness(self) -> timedelta:
        """What app.yaml says; a feed that did not change costs its server little."""
        return self._settings.freshness

    async def read(
        self, rotation: Rotation, *, start: datetime, end: datetime, now: datetime
    ) -> Roster:
        """Read who is on call within [start, end)."""
        base, overrides = self._feeds_of(rotation)
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if overrides is None:
            shifts = await base.shifts(start, end)
            duties = tuple(within(shifts.duties, start, end))
        else:
            shifts, wins = await asyncio.gather(
                base.shifts(start, end), overrides.shifts(start, end)
            )
            duties = together(shifts.duties, wins.duties, start, end)
        method = _method(base, overrides)
        return Roster(start, end, duties, now.astimezone(UTC), method)

    async def check(self, rotations: Sequence[Rotation], *, now: datetime) -> Sequence[Found]:
        """Say of each rotation who is on call, and name everybody who will be."""
        return [await self._found(rotation, now) for rotation in rotations]

    async def _found(self, rotation: Rotation, now: datetime) -> Found:
        roster = await self.read(rotation, start=now, end=now + AHEAD, now=now)
        told = found(_NAME.format(rotation.key), roster, zone=rotation.zone, now=now)
        nameless = sum(feed.nameless for feed in self._feeds_of(rotation) if feed)
        if not nameless:
            return told
        events = counted(nameless, "event names nobody", "events name nobody")
        return replace(told, said=f"{told.said} {events}.")

    def link(self, rotation: Rotation) -> str | None:
        """The page that the feed names, once it was read."""
        base, _ = self._feeds_of(rotation)
        return base.page

    async def close(self) -> None:
        """Let go of the connections."""
        if self._opened is not None:
            await self._opened.close()

    def _feeds_of(self, rotation: Rotation) -> tuple[Feed, Feed | None]:
        """The feed of a rotation and that of its overrides, each with what is known of it."""
        if rotation.key not in self._feeds:
            query = Query.model_validate(dict(rotation.query))
            base = self._place(query.file, query.url, query.url_env)
            wins = self._place(query.overrides_file, query.overrides, query.overrides_env)
            assert base is not None
            told = partial(Feed, zone=rotation.zone, only=query.only)
            self._feeds[rotation.key] = (
                told(_NAME.format(rotation.key), base),
                told(_OVERRIDES.format(rotation.key), wins) if wins else None,
            )
        return self._feeds[rotation.key]

    def _place(self, file: Path | None, url: str | None, url_env: str | None) -> Place | None:
        if file:
            return OnDisk(file)
        if url or url_env:
            return OnTheWeb(self._web(), url=url, url_env=url_env, environ=self._environ)
        return None

    def _web(self) -> Web:
        if self._opened is None:
            from adapters.oncall.ical.web import Web  # noqa: PLC0415 - see below

            # aiohttp takes 0.3 s to import: only what asks a server pays for it.
            self._opened = Web(self._settings, self._environ)
        return self._opened


def build(key: str, settings: Settings, outside: Outside) -> OnCallSource:  # noqa: ARG001 - feeds are named by their rotation
    """The source that app.yaml describes under a key."""
    return Source(settings, outside.environ)


def counted(number: int, one: str, several: str) -> str:
    """A count with its word: ``1 event``, ``12 events``."""
    return f"{phrases.count(number)} {one if number == 1 else several}"


def _method(base: Feed, overrides: Feed | None) -> str:
    method = f"calendar feed, {counted(base.count, 'event', 'events')}"
    if overrides is None:
        return method
    return f"{method}; {counted(overrides.count, 'override', 'overrides')}"
