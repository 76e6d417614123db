"""One feed, as it was last read: fetched when it changed, parsed once, repeated far enough."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from adapters.fetching.answer import trouble
from adapters.fetching.failure import Failure
from adapters.oncall.ical.expanding import Shifts, Wanted, expand
from adapters.oncall.ical.parsing import parse
from adapters.oncall.ical.text import text_of

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.oncall.ical.parsing import Parsed
    from adapters.oncall.ical.place import Got, Place

AROUND = timedelta(days=45)
"""How much more than what is wanted is kept ready on each side."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A feed that could be read."""

    got: Got
    parsed: Parsed


@dataclass(frozen=True, slots=True)
class _Ready:
    """The shifts of a stretch."""

    wanted: Wanted
    shifts: Shifts


class Feed:
    """The feed of one rotation.

    Args:
        name: What to call it when it fails: “The calendar feed of “sre””.
        place: Where it lies.
        zone: The rotation's, for calendars that tell none of their own.
        only: What an event must say; None for all.
    """

    def __init__(self, name: str, place: Place, *, zone: str, only: str | None) -> None:
        self._name = name
        self._place = place
        self._zone = ZoneInfo(zone)
        self._only = only
        self._read: _Read | None = None
        self._ready: _Ready | None = None
        self._alone = asyncio.Lock()

    @property
    def count(self) -> int:
        """How many events it holds, when it was last read."""
        return self._read.parsed.count if self._read else 0

    @property
    def nameless(self) -> int:
        """How many of the shifts that are ready name nobody."""
        return self._ready.shifts.nameless if self._ready else 0

    @property
    def page(self) -> str | None:
        """Where people see and change it, if it tells."""
        return self._read.parsed.page if self._read else None

    async def shifts(self, start: datetime, end: datetime) -> Shifts:
        """The shifts that touch a stretch, and maybe others around it; asks for news first.

        Raises:
            SourceUnavailable: It cannot be had, or not be read.
        """
        try:
            async with self._alone:
                await self._renew()
                return await self._within(Wanted(start, end, self._zone, self._only))
        except Failure as failure:
            raise failure.of(self._name) from None

    async def _renew(self) -> None:
        before = self._read
        got = await self._place.get(before.got.version if before else None)
        if got is None:
            if before is None:
                raise trouble(304)
            return
        if before is None or got.body != before.got.body:
            # Off the loop: a thousand events take half a second, and others are being answered.
            parsed = await asyncio.to_thread(_parsed, got)
            self._read, self._ready = _Read(got, parsed), None
        else:
            self._read = replace(before, got=got)

    async def _within(self, wanted: Wanted) -> Shifts:
        ready, read = self._ready, self._read
        assert read is not None
        if ready is None or wanted.start < ready.wanted.start or ready.wanted.end < wanted.end:
            wider = replace(wanted, start=wanted.start - AROUND, end=wanted.end + AROUND)
            ready = _Ready(wider, await asyncio.to_thread(expand, read.parsed, wider))
            self._ready = ready
        return ready.shifts


def _parsed(got: Got) -> Parsed:
    return parse(text_of(got.body, got.charset))
