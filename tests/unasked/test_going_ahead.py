"""The playground's clock goes through what happens on the way, also through what is brand-new."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.demo import InThePlayground
from adapters.playground.clock import MovableClock
from adapters.playground.unasked import go
from adapters.unasked import Unasked
from bot.delivery import Delivery
from bot.due_work import DueWork
from tests.fakes.clock import NOON
from tests.unasked.conftest import context_of
from tests.unasked.jobs import HOUR, Hourly, slot

if TYPE_CHECKING:
    import pytest

    from storage.database import SqliteStore
    from tests.fakes.clock import FixedClock


async def test_what_was_agreed_to_a_moment_ago_happens_on_the_way_however_far_that_is(
    store: SqliteStore, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    hourly, movable = Hourly(series=()), MovableClock(clock)
    context = context_of(store, movable)
    job = replace(hourly.job(), horizon=timedelta(days=2))
    work = DueWork(context, jobs={"hourly": job})
    await work.tick()
    hourly.series = ("cover",)

    delivery = Delivery(store, {}, clock=movable, people=context.organisation.people)
    unasked = InThePlayground(Unasked(work, delivery), context.organisation)
    await go(movable, NOON + timedelta(days=1), unasked=unasked)

    assert hourly.ran == [slot("cover", NOON + hours * HOUR) for hours in range(25)]
    assert "skipped" not in caplog.text
