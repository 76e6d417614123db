"""A user group that follows rotations: the real job and store, in front of a fake Slack."""

from __future__ import annotations

import itertools
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.by_name import schemas
from adapters.outside import Outside
from adapters.slack.opening import opened
from bot.at_hand import AtHand
from bot.budgets import Budgets
from bot.command import discover
from bot.config import load
from bot.core import Core
from bot.decisions.reading import Deciding
from bot.delivery import Delivery
from bot.directory import Directory
from bot.due_work import DueWork
from bot.errors import SourceUnavailable
from bot.job import JobContext
from bot.jobs import group as group_job
from bot.model.oncall import Contact, Duty, Roster
from bot.request import Actor, Audience, Place, Request
from storage.database import open_store
from tests.fakes.clock import NOON, FixedClock
from tests.fakes.oncall import rotas
from tests.platforms.slack.house import (
    APP_YAML,
    CHANNEL,
    ENVIRON,
    INSTALLED,
    OTHER_CHANNEL,
    pointed_at,
    settings_of,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.model.organisation import Organisation
    from bot.model.rotation import Rotation
    from bot.ports.oncall import Found, OnCallSource
    from tests.fakes.slack import FakeSlack

GROUP = "S0HUB"
MAY = replace(INSTALLED, scopes=INSTALLED.scopes | {"usergroups:read", "usergroups:write"})
PEOPLE = {"alice": "UALICE", "erin": "UERIN", "bob": "UBOB", "carol": "UCAROL"}
"""Those who take turns, and who they are on Slack."""
HOUR = timedelta(hours=1)
_numbers = itertools.count(1)


class Scripted:
    """A source that says what a test lets it say.

    Attributes:
        on_call: Who is on call, by rotation: since when, and who; the last one is now.
        silent: Why it does not answer, while a test has set it.
    """

    freshness = timedelta(0)

    def __init__(self, on_call: Mapping[str, Sequence[Duty]] | None = None) -> None:
        self.on_call = dict(on_call or {})
        self.silent: str | None = None

    async def read(
        self, rotation: Rotation, *, start: datetime, end: datetime, now: datetime
    ) -> Roster:
        if self.silent:
            raise SourceUnavailable(self.silent, next_step="Look at it.")
        return Roster(start, end, tuple(self.on_call[rotation.key]), fetched_at=now)

    async def check(self, rotations: Sequence[Rotation], *, now: datetime) -> Sequence[Found]:
        return ()

    def link(self, rotation: Rotation) -> str | None:
        return None

    async def close(self) -> None:
        """Nothing is open."""


if TYPE_CHECKING:
    _conforms: type[OnCallSource] = Scripted


def duty(who: str, start: datetime, end: datetime | None = None) -> Duty:
    """A duty of somebody whom app.yaml knows by that key, or of a stranger of that name."""
    return Duty(Contact(who, person=who if who in PEOPLE else None), start, end)


def following(*rotations: str, source: str | None = None) -> Organisation:
    """The people of the tests' app.yaml, with a group that follows these rotations."""
    organisation = load(APP_YAML, schemas=schemas()).organisation
    changed = {
        key: replace(each, groups={"slack": GROUP}, source=source or each.source)
        if key in rotations
        else each
        for key, each in organisation.rotations.items()
    }
    return replace(organisation, rotations=changed)


@dataclass
class Watch:
    """What follows, and what people see of it."""

    slack: FakeSlack
    clock: FixedClock
    context: JobContext
    delivery: Delivery
    core: Core
    work: DueWork = field(init=False)

    def __post_init__(self) -> None:
        self.work = self.another()

    def another(self) -> DueWork:
        """Another process that shares the store."""
        return DueWork(self.context, jobs={group_job.NAME: group_job.JOB})

    async def catch_up(self, to: datetime | None = None) -> None:
        """Do and say all that is due by an instant."""
        if to is not None:
            self.clock.move(to - self.clock.now())
        await self.work.tick()
        await self.delivery.drain()

    async def says(self, who: str, text: str) -> str:
        """Let somebody say something in the channel; gives the headline of the answer."""
        answer = await self.core.answer(
            Request(
                text=text,
                actor=Actor("slack", self.slack.app.team_id, PEOPLE[who]),
                place=Place("slack", CHANNEL),
                event_key=f"event-{next(_numbers)}",
                heard_by=Audience.ASKER,
            )
        )
        assert answer is not None
        return answer.card.headline

    @property
    def told(self) -> list[str]:
        """What stands in the channel of the hub's engagement, as people read it."""
        return [each.shown for each in self.slack.seen_by("UBOB", CHANNEL)]

    @property
    def members(self) -> set[str]:
        return set(self.slack.groups[GROUP].users)


@asynccontextmanager
async def watching(
    slack: FakeSlack,
    folder: Path,
    organisation: Organisation,
    *,
    clock: FixedClock,
    source: Scripted | None = None,
) -> AsyncIterator[Watch]:
    """Put it together while the block runs; rotations of the source ``pager`` are scripted."""
    store = open_store(folder / "rapport.db")
    settings = settings_of(pointed_at(slack), slack, way="http")
    others = {"pager": source} if source else {}
    try:
        async with opened(settings, Outside(store=store, clock=clock, environ=ENVIRON)) as ours:
            oncall = rotas(organisation, store, clock, others=others)
            budgets = Budgets(organisation, {}, store)
            platforms = frozenset({"slack"})
            core = Core(
                at_hand=AtHand(
                    organisation=organisation,
                    budgets=budgets,
                    oncall=oncall,
                    deciding=Deciding(organisation, store),
                    platforms=platforms,
                ),
                commands=discover(),
                directory=Directory(organisation, {"slack": ours.admission}),
                store=store,
                clock=clock,
            )
            context = JobContext(
                store=store,
                clock=clock,
                organisation=organisation,
                budgets=budgets,
                oncall=oncall,
                deciding=Deciding(organisation, store),
                platforms=platforms,
                groups={"slack": ours.groups},
            )
            delivery = Delivery(
                store, {"slack": ours.chat}, clock=clock, people=organisation.people
            )
            yield Watch(slack, clock, context, delivery, core)
    finally:
        store.close()


class Town:
    """Puts watches on a workspace; what they need is closed in the end.

    Attributes:
        pager: Knows who is on call in rotations of the source ``pager``.
    """

    def __init__(self, slack: FakeSlack, folder: Path, opened: AsyncExitStack) -> None:
        self.slack = slack
        self.clock = FixedClock()
        self.pager = Scripted()
        self._folder = folder
        self._opened = opened

    async def watch(self, organisation: Organisation) -> Watch:
        """Follow what these people agreed on."""
        return await self._opened.enter_async_context(
            watching(self.slack, self._folder, organisation, clock=self.clock, source=self.pager)
        )

    async def paged(self, *on_call: str) -> Watch:
        """Follow ``hub-sre``, for which these people are on call by another source."""
        self.pager.on_call["hub-sre"] = [duty(who, NOON - HOUR) for who in on_call]
        return await self.watch(following("hub-sre", source="pager"))


@asynccontextmanager
async def populated(slack: FakeSlack, folder: Path) -> AsyncIterator[Town]:
    """Everybody who takes turns is there; Zoe is in the group, and on call for nothing."""
    slack.app = MAY
    for who, user in PEOPLE.items():
        slack.user(user, name=who, email=f"{who}@example.com")
    slack.user("UZOE", name="zoe")
    slack.channel(CHANNEL, name="iot-hub", members=PEOPLE.values())
    slack.channel(OTHER_CHANNEL, name="device-twins", members=PEOPLE.values())
    slack.user_group(GROUP, users=["UZOE"])
    async with AsyncExitStack() as opened:
        yield Town(slack, folder, opened)
