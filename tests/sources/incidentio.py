"""An incident.io account with one schedule of two rotations, and a source that asks it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from adapters.oncall.incidentio import Settings
from adapters.oncall.incidentio.account import IncidentIo
from adapters.rostering.source import Source
from tests.fakes.incidentio import FakeIncidentIo, User
from tests.sources.rotations import Naps, day, rotation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from datetime import timedelta


SCHEDULE, PRIMARY, SECONDARY = "01G0J1EXE7AXZ2C93K61WBPYEH", "01PRIMARY", "01SECONDARY"
BY_PRIMARY = rotation(schedule=SCHEDULE, rotation=PRIMARY)
ALICE = User("01ALICE", "Alice Nakamura", "alice@example.com")
BOB = User("01BOB", "Bob Castellano", "bob@example.com")
CAROL = User("01CAROL", "Carol Okafor")
TOKEN = "inc_read_only"
ENVIRON = {"INCIDENTIO_TOKEN": TOKEN}


@asynccontextmanager
async def account() -> AsyncIterator[FakeIncidentIo]:
    """Alice has this Monday to Wednesday, Bob Wednesday to Friday; Carol is behind them."""
    async with FakeIncidentIo(token=TOKEN) as incidentio:
        schedule = incidentio.schedule(SCHEDULE, "IoT Hub")
        primary = schedule.rotation(PRIMARY, "Primary")
        primary.shifts((ALICE, day(23), day(25)), (BOB, day(25), day(27)))
        schedule.rotation(SECONDARY, "Secondary").shifts((CAROL, day(23), day(30)))
        yield incidentio


@asynccontextmanager
async def source_at(
    url: str,
    *,
    patience: timedelta | None = None,
    environ: Mapping[str, str] = ENVIRON,
    naps: Naps | None = None,
) -> AsyncIterator[Source]:
    """A source of the kind incidentio, as the composition root builds it."""
    settings = Settings.model_validate({"token_env": "INCIDENTIO_TOKEN", "url": url})
    if patience is not None:  # shorter than anybody would write it
        settings = settings.model_copy(update={"timeout": patience})
    source = Source("pager", IncidentIo(settings, environ), sleep=(naps or Naps()).sleep)
    try:
        yield source
    finally:
        await source.close()
