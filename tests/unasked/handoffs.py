"""The real job of handoffs, in a town with three rotations, and what a year of it should say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from adapters.budgets import example
from adapters.by_name import schemas
from bot.budgets import Budgets
from bot.config import load
from bot.decisions.reading import Deciding
from bot.job import JobContext
from bot.jobs import handoff
from bot.model.recurrence import resolved
from tests.fakes.oncall import rotas
from tests.platforms.slack.house import APP_YAML

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.job import Job
    from bot.model.organisation import Organisation
    from bot.ports.clock import Clock
    from bot.ports.store import Store

ZONE = "Europe/Berlin"
PLACES = {
    "hub-sre": ("CIOTHUB", "CTWINS"),
    "hub-product": ("CIOTHUB",),
    "twins-product": ("CTWINS",),
}
CHANNELS = ("CIOTHUB", "CTWINS")
DAYS = (0, 3)
"""Mondays and Thursdays."""
# A fake Slack dates what is posted by the real time: what is lived through must lie before it.
FROM = {
    "hub-sre": datetime(2025, 1, 6, 10),  # noqa: DTZ001 - on the wall of ZONE
    "hub-product": datetime(2025, 1, 8, 11),  # noqa: DTZ001
    "twins-product": datetime(2025, 1, 6, 9),  # noqa: DTZ001
}


def build(store: Store, clock: Clock) -> tuple[JobContext, Mapping[str, Job]]:
    """What a process does; a function of a module, for it is sent to processes by name."""
    organisation = _begun(load(APP_YAML, schemas=schemas()).organisation)
    budgets = Budgets(organisation, {"example": example.Source("example")}, store)
    context = JobContext(
        store=store,
        clock=clock,
        organisation=organisation,
        budgets=budgets,
        oncall=rotas(organisation, store, clock),
        deciding=Deciding(organisation, store),
        platforms=frozenset({"slack"}),
    )
    return context, {handoff.NAME: handoff.JOB}


def _begun(organisation: Organisation) -> Organisation:
    """Turns began when ``FROM`` says, and one rotation has somebody on two days of the week."""
    rotations = {}
    for key, whole in organisation.rotations.items():
        (layer,) = whole.layers
        only = tuple(replace(hours, weekdays=DAYS) for hours in layer.only)
        rotations[key] = replace(whole, layers=(replace(layer, starts=FROM[key], only=only),))
    return replace(organisation, rotations=rotations)


def keys(start: datetime, end: datetime) -> Iterator[str]:
    """The key of each post within [start, end), reckoned day by day on the wall."""
    for rotation, walls in _walls(start, end).items():
        for wall in walls:
            at = resolved(wall, ZONE)
            if start <= at < end:
                slot = f"{rotation}@{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
                for channel in PLACES[rotation]:
                    yield f"handoff {slot} slack/{channel}"


def _walls(start: datetime, end: datetime) -> Mapping[str, list[datetime]]:
    """When shifts change: by the week, and in the hours of weekdays in which somebody is there."""
    days = [
        start.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None) + timedelta(days=n)
        for n in range((end - start).days + 2)
    ]
    found: dict[str, list[datetime]] = {rotation: [] for rotation in PLACES}
    for day in days:
        for rotation in ("hub-sre", "hub-product"):
            first = FROM[rotation]
            wall = day.replace(hour=first.hour)
            if wall >= first and (wall - first) % timedelta(weeks=1) == timedelta(0):
                found[rotation].append(wall)
        if day.weekday() in DAYS and day.replace(hour=9) >= FROM["twins-product"]:
            found["twins-product"] += [day.replace(hour=9), day.replace(hour=11)]
    return found
