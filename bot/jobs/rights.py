"""Lets proposals lapse and says when rights end; asks what app.yaml proposes."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.decisions.by_itself import by_itself
from bot.decisions.looking import look
from bot.decisions.slots import RIGHTS, read
from bot.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.job import JobContext
    from bot.model.due import Due, Planned
    from bot.ports.store import Tx

LATE = timedelta(days=60)
"""So late it is still said that something ended; it ends by the clock, whoever hears of it."""


async def plan(context: JobContext, _start: datetime, _end: datetime) -> Iterable[Planned]:
    """Nothing: each right's own slots are written down with it. But look for what waits unasked."""
    now, acting = context.clock.now(), by_itself(context).acting
    await context.deciding.transact(partial(look, acting), now=now, writes=True)
    return ()


async def run(context: JobContext, due: Due) -> Callable[[Tx], object]:
    """Do it to the right of that number, as it stands by then."""
    number, turn = read(due.planned.slot)
    return partial(by_itself(context).right, number=number, turn=turn)


JOB = Job(RIGHTS, plan, run, grace=LATE, every=timedelta(minutes=5))
