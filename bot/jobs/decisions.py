"""Reminds of decisions, raises those that are late, and lets those that were taken end."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.decisions.by_itself import by_itself
from bot.decisions.slots import DECISIONS, read
from bot.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.job import JobContext
    from bot.model.due import Due, Planned
    from bot.ports.store import Tx

LATE = timedelta(days=60)
"""So late an open decision is still raised, and what becomes of one that was taken still said."""


async def plan(_context: JobContext, _start: datetime, _end: datetime) -> Iterable[Planned]:
    """Nothing: each decision's own slots are written down with it."""
    return ()


async def run(context: JobContext, due: Due) -> Callable[[Tx], object]:
    """Do it to the decision of that number, as it stands by then."""
    number, turn = read(due.planned.slot)
    return partial(by_itself(context).decision, number=number, turn=turn)


JOB = Job(DECISIONS, plan, run, grace=LATE, every=timedelta(hours=1))
