"""At each change of shift: a short post in the channels of the engagements that it is for."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.cards.handoff import handoff_card
from bot.errors import SourceUnavailable
from bot.job import Job
from bot.model.cover import CoverState
from bot.model.due import Planned
from bot.model.handoff import changes, handoff_at
from bot.outgoing import everywhere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bot.job import JobContext
    from bot.model.assessment import Assessment
    from bot.model.due import Due
    from bot.model.organisation import Engagement
    from bot.model.rotation import Rotation
    from bot.outgoing import Outgoing
    from bot.ports.store import Tx

NAME = "handoff"
GRACE = timedelta(hours=4)
"""A later post would tell of what everybody has lived with for half a shift."""
HORIZON = timedelta(days=15)
"""The longest usual turn, two weeks, so that there is always a next one to look at."""

log = logging.getLogger(__name__)


def slots(series: str, instants: Iterable[datetime], *, job: str) -> Iterator[Planned]:
    """A slot of a series for each of some instants."""
    for at in instants:
        yield Planned(job, f"{series}@{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", at)


async def plan(context: JobContext, start: datetime, end: datetime) -> Sequence[Planned]:
    """Every change of shift that is to be posted."""
    return [
        planned
        for rotation in context.organisation.rotations.values()
        if rotation.handoff and context.organisation.engagements_on(rotation.key)
        for planned in slots(
            rotation.key, await changes_of(rotation, context, start, end), job=NAME
        )
    ]


async def changes_of(
    rotation: Rotation, context: JobContext, start: datetime, end: datetime
) -> Sequence[datetime]:
    """When a rotation's shifts change; nothing while its source does not answer."""
    now = context.clock.now()
    try:
        known = await context.oncall.rotation(rotation.key, at=now, now=now)
    except SourceUnavailable as failure:
        log.warning("cannot plan the changes of shift of %s: %s", rotation.key, failure.message)
        return ()
    return changes(known.roster, start=start, end=end)


async def run(context: JobContext, due: Due) -> Callable[[Tx], object] | None:
    """Look again at what changes, and post it: a cover may have come in between."""
    at = due.planned.at
    rotation = context.organisation.rotations.get(due.planned.series)
    if rotation is None or not rotation.handoff:
        return None
    known = await context.oncall.rotation(rotation.key, at=at, now=context.clock.now())
    handoff = handoff_at(known.roster, at)
    if handoff is None or await _announced(rotation, at, context):
        return None
    posts: list[Outgoing] = []
    for engagement in context.organisation.engagements_on(rotation.key):
        card = handoff_card(
            rotation,
            handoff,
            await _budgets(rotation, engagement, context),
            zone=engagement.zone,
            stale=known.failure,
            example=context.example,
        )
        key = f"{NAME} {due.planned.slot}"
        posts += everywhere(card, engagement, key=key, platforms=context.platforms)

    def work(tx: Tx) -> None:
        for post in posts:
            tx.outbox.put(post)

    return work


async def _announced(rotation: Rotation, at: datetime, context: JobContext) -> bool:
    """Whether everybody was told already, by a cover that was accepted at that instant."""

    def work(tx: Tx) -> bool:
        near = tx.covers.within(
            rotation.key, start=at - timedelta(seconds=1), end=at + timedelta(seconds=1)
        )
        held = (each for each in near if each.state is CoverState.ACCEPTED)
        return any(each.start == each.decided_at == at for each in held)

    return await context.store.transact(work)


async def _budgets(
    rotation: Rotation, engagement: Engagement, context: JobContext
) -> Mapping[str, Sequence[Assessment]]:
    """What is left for each service that it is for; one whose source is silent is left out."""
    found: dict[str, Sequence[Assessment]] = {}
    for key in engagement.services:
        service = context.organisation.services[key]
        if service.slos and any(role.rotation == rotation.key for role in service.oncall):
            try:
                found[key] = await context.budgets.of(service, now=context.clock.now())
            except SourceUnavailable:
                continue
    return found


JOB = Job(name=NAME, plan=plan, run=run, grace=GRACE, horizon=HORIZON, newest_only=True)
