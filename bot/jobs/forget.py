"""Forgets once a day what is older than anybody needs."""

from __future__ import annotations

import logging
from datetime import time, timedelta
from typing import TYPE_CHECKING

from bot.decisions.links import keep_links
from bot.job import Job
from bot.model.due import Planned
from bot.model.recurrence import daily, occurrences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from bot.job import JobContext
    from bot.model.due import Due
    from bot.ports.store import Tx

NAME = "forget"
KEPT = timedelta(days=400)
"""A year and a quarterly review; event keys need ten minutes of it."""
KEPT_UNASKED = timedelta(days=90)
"""What was done and said unasked: a key is not said twice within a quarter."""
_A_WHILE = timedelta(days=30)
"""Within which this job has run, and what was put into the outbox has gone out."""
_AT = daily(time(3, 30), "UTC")

log = logging.getLogger(__name__)


async def plan(_context: JobContext, start: datetime, end: datetime) -> Iterator[Planned]:
    """Every day in the small hours."""
    return (Planned(NAME, f"all@{at.date()}", at) for at in occurrences(_AT, start=start, end=end))


async def run(context: JobContext, _due: Due) -> Callable[[Tx], None]:
    """Delete what is too old."""
    now = context.clock.now()
    asked, unasked = now - KEPT, now - KEPT_UNASKED

    def work(tx: Tx) -> None:
        if gone := tx.audit.forget_before(asked):
            log.info("forgot %d audit rows from before %s", gone, asked.date())
        tx.due.forget_before(unasked)
        keep_links(tx, context.organisation, since=unasked - _A_WHILE)
        tx.outbox.forget_before(unasked)
        tx.paces.forget_before(unasked)

    return work


JOB = Job(NAME, plan, run, grace=timedelta(days=2), newest_only=True, seen=False)
