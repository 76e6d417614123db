"""What happens unasked while a block runs: due work is done, and what is to be said is sent."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from adapters.scheduler import running, ticking
from bot.delivery import Delivery
from bot.due_work import DueWork
from bot.job import JobContext

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from adapters.bell import Bell
    from adapters.outside import Outside
    from bot.core import Core
    from bot.model.due import Planned
    from bot.ports.chat import Chat
    from bot.ports.groups import Groups


class House(Protocol):
    """What is needed of everything that was built."""

    @property
    def core(self) -> Core:
        """Answers, from what is at hand."""
        ...

    @property
    def outside(self) -> Outside:
        """The store and the time."""
        ...

    @property
    def bell(self) -> Bell:
        """Rung when an answer put something into the outbox."""
        ...


@dataclass(frozen=True, slots=True)
class Unasked:
    """What is planned and what waits to be said."""

    work: DueWork
    delivery: Delivery

    async def next(self) -> Planned | None:
        """What comes next that people will see; None if nothing is planned."""
        return await self.work.next_due()

    async def catch_up(self) -> None:
        """Do all that is due by now, as things stand this instant, and say what may be said."""
        await self.work.tick(anew=True)
        await self.delivery.drain()


@asynccontextmanager
async def happening(
    house: House,
    chats: Mapping[str, Chat],
    *,
    groups: Mapping[str, Groups] | None = None,
) -> AsyncIterator[Unasked]:
    """Do what is due and send what is to be said; what was begun is finished before the end.

    Args:
        house: Everything that was built.
        chats: Where to post, by platform.
        groups: The user groups of those platforms that have any.
    """
    at_hand, outside = house.core.at_hand, house.outside
    delivery = Delivery(
        outside.store, chats, clock=outside.clock, people=at_hand.organisation.people
    )
    context = JobContext(
        store=outside.store,
        clock=outside.clock,
        organisation=at_hand.organisation,
        budgets=at_hand.budgets,
        oncall=at_hand.oncall,
        deciding=at_hand.deciding,
        platforms=frozenset(chats),
        example=at_hand.example,
        groups=groups or {},
    )
    work = DueWork(context, written=delivery.wake)
    house.bell.heard_by(delivery.wake)
    async with running(delivery.run()):
        try:
            async with ticking(work.begin):
                yield Unasked(work, delivery)
        finally:  # also where the door could not be opened: what was begun needs the store
            await work.close()
