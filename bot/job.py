"""A timed job: what is due when, what is then done, and how late it may be."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import jobs as jobs_package

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping
    from datetime import datetime

    from bot.budgets import Budgets
    from bot.decisions.reading import Deciding
    from bot.model.due import Due, Planned
    from bot.model.organisation import Organisation
    from bot.oncall import OnCall
    from bot.ports.clock import Clock
    from bot.ports.groups import Groups
    from bot.ports.store import Store, Tx


@dataclass(frozen=True, slots=True)
class JobContext:
    """All that a job may ask.

    Attributes:
        store: Remembers.
        clock: Tells the time.
        organisation: What app.yaml declares.
        budgets: Reads error budgets.
        oncall: Knows who is on call.
        deciding: Knows who decides.
        platforms: The chat platforms that are served.
        example: Whether the data are made up.
        groups: The user groups of those platforms that have any.
    """

    store: Store
    clock: Clock
    organisation: Organisation
    budgets: Budgets
    oncall: OnCall
    deciding: Deciding
    platforms: frozenset[str]
    example: bool = False
    groups: Mapping[str, Groups] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """Something that happens unasked.

    Attributes:
        name: The module's name in ``bot/jobs/``.
        plan: Which slots begin within [start, end). It is asked again and again for stretches that
            overlap; a slot that is known stays as it is.
        run: Reads and decides what is to be done for a slot, and gives what writes it down: that is
            committed together with the fact that the slot is done, or not at all. None if there is
            nothing to write. It may run more than once, so it changes nothing by itself.
        grace: How late a slot is still worth doing; what is later is skipped.
        horizon: How far ahead slots are planned.
        every: How often they are planned.
        newest_only: Whether of several slots of one series that are due, such as after an outage,
            only the newest is done. Otherwise all are, the oldest first.
        seen: Whether people see that it was done.
    """

    name: str
    plan: Callable[[JobContext, datetime, datetime], Awaitable[Iterable[Planned]]]
    run: Callable[[JobContext, Due], Awaitable[Callable[[Tx], object] | None]]
    grace: timedelta
    horizon: timedelta = timedelta(hours=1)
    every: timedelta = timedelta(minutes=1)
    newest_only: bool = False
    seen: bool = True


def discover() -> Mapping[str, Job]:
    """Every job in ``bot/jobs/``, by name."""
    modules = (
        importlib.import_module(f"{jobs_package.__name__}.{found.name}")
        for found in pkgutil.iter_modules(jobs_package.__path__)
    )
    return {module.JOB.name: module.JOB for module in modules}
