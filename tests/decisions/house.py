"""Rapport where people decide things: what they say and press, and what happens by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.due_work import DueWork
from bot.job import JobContext
from bot.jobs import decisions, rights
from bot.model.organisation import Person, Side
from bot.request import Audience
from tests.outbox import unasked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta

    from bot.decisions.reading import Deciding
    from bot.job import Job
    from bot.model.organisation import Organisation
    from bot.ports.clock import Clock
    from bot.ports.store import Store
    from bot.ports.store_decisions import Noted
    from bot.reply import Answer
    from bot.request import Actor
    from tests.door import Door
    from tests.fakes.clock import FixedClock
    from tests.outbox import Unasked

JOBS = {each.name: each for each in (rights.JOB, decisions.JOB)}
ZOE = Person("zoe", "Zoe Lindgren", Side.PRODUCT, ids={"playground": "zoe"})
"""Somebody of app.yaml who is in neither team."""


@dataclass
class House:
    """A door, its clock, and what is due behind it."""

    ask: Door
    clock: FixedClock
    work: DueWork

    async def at(self, instant: datetime) -> list[Unasked]:
        """All that was said unasked until an instant, at which everything due has been done."""
        self.clock.move(instant - self.clock.now())
        await self.work.tick(anew=True)
        return await unasked(self.ask.store)

    async def later(self, span: timedelta) -> list[Unasked]:
        """The same, a while from now."""
        return await self.at(self.clock.now() + span)


def house(ask: Door, *, platforms: frozenset[str] | None = None) -> House:
    """Behind a door the two jobs of decisions run; served where the door is unless told."""
    return House(ask, ask.clock, work_of(ask, ask.store, ask.clock, platforms=platforms))


def work_of(
    ask: Door,
    store: Store,
    clock: Clock,
    *,
    platforms: frozenset[str] | None = None,
    deciding: Deciding | None = None,
    jobs: Mapping[str, Job] = JOBS,
) -> DueWork:
    """What is due; the work of another process, if it has a store of its own."""
    at_hand = ask.core.at_hand
    context = JobContext(
        store=store,
        clock=clock,
        organisation=at_hand.organisation,
        budgets=at_hand.budgets,
        oncall=at_hand.oncall,
        deciding=deciding or at_hand.deciding,
        platforms=at_hand.platforms if platforms is None else platforms,
    )
    return DueWork(context, jobs=jobs)


async def say(
    ask: Door,
    text: str,
    *,
    as_: str = "bob",
    in_: str | None = "iot-hub",
    actor: Actor | None = None,
    pressed: bool = False,
    link: str | None = None,
    thread: str | None = None,
    key: str | None = None,
) -> Answer | None:
    """Say or press something before everybody, perhaps in a thread, perhaps with an address."""
    request = ask.request(text, as_=as_, in_=in_, how=Audience.PLACE, actor=actor, key=key)
    place = replace(request.place, thread=thread) if thread else request.place
    return await ask.maybe(replace(request, place=place, pressed=pressed, link=link))


async def number_of(ask: Door, text: str, *, as_: str) -> int:
    """The number of the proposal that is made by saying so."""
    card = (await ask(text, as_=as_)).card
    number = card.data.get("number")
    assert isinstance(number, int), card.headline
    return number


async def everything(store: Store) -> dict[str, list[Any]]:
    """The whole database, but for the audit of who asked what."""

    def work(tx: Any) -> dict[str, list[Any]]:  # noqa: ANN401 - a look behind the port
        tables = tx.connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {
            name: [tuple(row) for row in tx.connection.execute(f'SELECT * FROM "{name}"')]
            for (name,) in tables
            if name != "audit"
        }

    return await store.transact(work)


async def history(store: Store, subject: str) -> Sequence[Noted]:
    """The steps of one subject, oldest first."""
    return await store.transact(lambda tx: tx.history.of(subject))


def without(organisation: Organisation, *left: str) -> Organisation:
    """The same people, of whom some have left."""
    gone = {key: replace(organisation.people[key], active=False) for key in left}
    return replace(organisation, people={**organisation.people, **gone})


def with_zoe(organisation: Organisation) -> Organisation:
    """The same people, and somebody who is in neither team."""
    return replace(organisation, people={**organisation.people, ZOE.key: ZOE})


def declaring(organisation: Organisation, engagement: str, **rules: Any) -> Organisation:  # noqa: ANN401 - any field of the rules
    """The same, where app.yaml says something else about one engagement's decisions."""
    engagements = organisation.engagements
    was = engagements[engagement]
    now = replace(was, decisions=replace(was.decisions, **rules))
    return replace(organisation, engagements={**engagements, engagement: now})
