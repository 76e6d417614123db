"""A PagerDuty account with one schedule in one policy, and a source that asks it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from adapters.oncall.pagerduty import Settings
from adapters.oncall.pagerduty.account import PagerDuty
from adapters.rostering.source import Source
from tests.fakes.pagerduty import FakePagerDuty, User
from tests.sources.rotations import Naps, day, rotation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from datetime import timedelta

PRIMARY, POLICY = "PI7DH85", "PT20YPA"
BY_SCHEDULE = rotation(schedule=PRIMARY)
BY_POLICY = rotation(escalation_policy=POLICY)

ALICE = User("PALICE1", "Alice Nakamura", "alice@example.com")
BOB = User("PBOB222", "Bob Castellano", "bob@example.com")
CAROL = User("PCAROL3", "Carol Okafor", "carol@example.com")
DANA = User("PDANA44", "Dana Iyer", "dana@example.com")

TOKEN = "u+read-only"
ENVIRON = {"PAGERDUTY_TOKEN": TOKEN}


@asynccontextmanager
async def account() -> AsyncIterator[FakePagerDuty]:
    """Alice has this Monday to Wednesday, Bob Wednesday to Friday; Dana is behind them always."""
    async with FakePagerDuty(token=TOKEN) as pagerduty:
        primary = pagerduty.schedule(PRIMARY, "Primary")
        primary.layer((ALICE, day(23), day(25)), (BOB, day(25), day(27)))
        pagerduty.policy(POLICY, "IoT Hub", [primary], [DANA])
        yield pagerduty


@asynccontextmanager
async def source_at(
    url: str,
    *,
    patience: timedelta | None = None,
    environ: Mapping[str, str] = ENVIRON,
    naps: Naps | None = None,
    **settings: object,
) -> AsyncIterator[Source]:
    """A source of the kind pagerduty, as the composition root builds it."""
    given = Settings.model_validate({"token_env": "PAGERDUTY_TOKEN", "url": url, **settings})
    if patience is not None:  # shorter than anybody would write it
        given = given.model_copy(update={"timeout": patience})
    source = Source("pager", PagerDuty(given, environ), sleep=(naps or Naps()).sleep)
    try:
        yield source
    finally:
        await source.close()
