"""A job for simulations: at nine o'clock in Berlin every place is told what day it is."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from bot.job import Job
from bot.model.due import Planned
from bot.model.recurrence import daily, occurrences
from bot.outgoing import Outgoing
from bot.reply import Card
from bot.request import Place
from tests.unasked.conftest import context_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from bot.job import JobContext
    from bot.model.due import Due
    from bot.ports.clock import Clock
    from bot.ports.store import Store, Tx

NAME = "daily"
NINE = daily(time(9), "Europe/Berlin")
CHANNELS = tuple(f"C{number}" for number in range(20))
EVERY = 4
"""Each day a quarter of the channels has its turn: posting is what takes the time."""


def slots(start: datetime, end: datetime) -> Iterator[Planned]:
    """A slot for each channel whose turn it is."""
    for at in occurrences(NINE, start=start, end=end):
        for number, channel in enumerate(CHANNELS):
            if at.toordinal() % EVERY == number % EVERY:
                yield Planned(NAME, f"{channel}@{at.date()}", at)


async def plan(_context: JobContext, start: datetime, end: datetime) -> Iterator[Planned]:
    return slots(start, end)


async def run(_context: JobContext, due: Due) -> Callable[[Tx], object]:
    slot = due.planned.slot
    said = Outgoing(slot, Place("slack", due.planned.series), Card(f"It is {due.planned.at}."))
    return lambda tx: tx.outbox.put(said)


JOB = Job(NAME, plan, run, grace=timedelta(days=2), horizon=timedelta(hours=30))


def build(store: Store, clock: Clock) -> tuple[JobContext, Mapping[str, Job]]:
    return context_of(store, clock), {NAME: JOB}
