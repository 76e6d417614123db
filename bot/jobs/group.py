"""Lets user groups follow who is on call: at each change of shift, and once an hour in any case."""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import UTC, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.cards.group import unchanged_card
from bot.errors import NotFound
from bot.job import Job
from bot.jobs.handoff import changes_of, slots
from bot.oncall.membership import Obstacle, changed_at, members
from bot.outgoing import everywhere
from bot.ports.chat import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.job import JobContext
    from bot.model.due import Due, Planned
    from bot.model.rotation import Rotation
    from bot.ports.store import Tx

NAME = "group"
GRACE = timedelta(days=1)
"""However late, what is written is who is on call by then."""
HINDSIGHT = timedelta(hours=1)
"""So far back a source may tell of a change that it did not announce, such as an override that
began when it was made."""

log = logging.getLogger(__name__)


async def plan(context: JobContext, start: datetime, end: datetime) -> Sequence[Planned]:
    """Every change of shift in a rotation that a group follows, and every full hour.

    What is written is who is on call by then, so nothing that lies far back is of any use.
    """
    start = max(start, context.clock.now()) - HINDSIGHT
    return [
        planned
        for series, rotations in _followed(context).items()
        for instants in (
            tuple(_hours(start, end)),
            *[await changes_of(each, context, start, end) for each in rotations],
        )
        for planned in slots(series, instants, job=NAME)
    ]


async def run(context: JobContext, due: Due) -> Callable[[Tx], object] | None:
    """Write who is on call now, whatever was planned; say why if that cannot be."""
    series = due.planned.series
    rotations = _followed(context).get(series)
    if rotations is None:
        return None
    platform, _, group = series.partition("/")
    written: object = None
    while True:
        now = context.clock.now()
        known = [await context.oncall.rotation(each.key, at=now, now=now) for each in rotations]
        wanted = members(known, context.organisation.people, now=now)
        if wanted == written:
            return None
        if not isinstance(wanted, Obstacle):
            try:
                await context.groups[platform].assign(group, wanted)
            except (NotFound, Refused) as error:
                wanted = Obstacle(error.message, error.message.rstrip("."), error.next_step)
        if isinstance(wanted, Obstacle):
            return _telling(wanted, context, series=series, since=changed_at(known, now=now))
        # Another process may have written somebody newer meanwhile: look again.
        written = wanted


def _telling(
    obstacle: Obstacle, context: JobContext, *, series: str, since: datetime
) -> Callable[[Tx], None]:
    """Say in the channels why a group stays as it was: once for each reason and shift."""
    log.warning("user group %s stays as it was: %s", series, obstacle.why)
    rotations = _followed(context)[series]
    card = unchanged_card(rotations, obstacle, series=series)
    reason = sha256(obstacle.key.encode()).hexdigest()[:12]  # it may hold names of strangers
    key = f"{NAME} {series} {reason} since {since.isoformat()}"
    posts = [
        post
        for rotation in rotations
        for engagement in context.organisation.engagements_on(rotation.key)
        for post in everywhere(card, engagement, key=key, platforms=context.platforms)
    ]

    def work(tx: Tx) -> None:
        for post in posts:
            tx.outbox.put(post)

    return work


def _followed(context: JobContext) -> Mapping[str, Sequence[Rotation]]:
    """The rotations that each group follows, by ``platform/group``, where that is served."""
    found: dict[str, list[Rotation]] = defaultdict(list)
    for rotation in context.organisation.rotations.values():
        for platform, group in rotation.groups.items():
            if platform in context.groups:
                found[f"{platform}/{group}"].append(rotation)
    return found


def _hours(start: datetime, end: datetime) -> Iterator[datetime]:
    """The full hours within [start, end)."""
    hour = start.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    while hour < end:
        if hour >= start:
            yield hour
        hour += timedelta(hours=1)


JOB = Job(name=NAME, plan=plan, run=run, grace=GRACE)
