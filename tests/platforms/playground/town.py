"""The people, teams and channels of these tests, and a playground built for them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from adapters.playground import DOOR, MovableClock, Opening, Playground
from bot.at_hand import AtHand
from bot.core import Core
from bot.decisions.reading import Deciding
from bot.desk import AT_ONCE, SIGN_OF_LIFE, Desk
from bot.directory import Directory
from bot.model.organisation import (
    BoundPlace,
    Engagement,
    Organisation,
    Person,
    Service,
    Side,
    Team,
)
from tests.fakes.oncall import rotas
from tests.platforms.playground.cards import Slow, commands
from tests.platforms.playground.store import MemoryStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.budgets import Budgets

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def organisation() -> Organisation:
    sides = {
        "alice": Side.SRE,
        "erin": Side.SRE,
        "frank": Side.SRE,
        "bob": Side.PRODUCT,
        "carol": Side.PRODUCT,
        "ivan": Side.PRODUCT,
        "dana": Side.SPONSOR,
    }
    people = {
        key: Person(key, key.capitalize(), side, ids={"playground": key}, zone="Europe/Berlin")
        for key, side in sides.items()
    }
    sre = Team("sre", "Platform SRE", Side.SRE, "alice", "dana", ("alice", "erin", "frank"))
    product = Team("iot", "IoT Product", Side.PRODUCT, "bob", "dana", ("bob", "carol", "ivan"))
    services = {
        "iot-hub": Service("iot-hub", "IoT Hub", aliases=("hub",)),
        "telemetry": Service("telemetry", "Telemetry"),
    }
    places = (
        BoundPlace("playground", "iot-hub", "iot-hub", home=True),
        BoundPlace("slack", "C1", "iot-hub"),
    )
    engagement = Engagement(
        "iot", ("iot-hub", "telemetry"), sre, product, "dana", places, "Europe/Berlin"
    )
    return Organisation(people, {"sre": sre, "iot": product}, services, {"iot": engagement})


class StillClock:
    """Stands still, so that what is drawn is the same each time."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


@dataclass(slots=True)
class Town:
    """A running playground and the parts that a test may want to hold."""

    url: str
    slow: Slow
    clock: MovableClock
    store: MemoryStore
    real: StillClock
    desk: Desk
    resets: list[datetime] = field(default_factory=list)

    async def settled(self) -> None:
        """Whatever was asked is answered."""
        await self.desk.close()


@asynccontextmanager
async def town(
    *, at_once: float = AT_ONCE, sign_of_life: float = SIGN_OF_LIFE
) -> AsyncIterator[Town]:
    slow, real, store = Slow(), StillClock(START), MemoryStore()
    clock, people, known = MovableClock(real), organisation(), commands(slow)
    core = Core(
        at_hand=AtHand(
            organisation=people,
            budgets=cast("Budgets", None),
            oncall=rotas(people, store, clock),
            deciding=Deciding(people, store),
            example=True,
        ),
        commands=known,
        directory=Directory(people, {"playground": DOOR}),
        store=store,
        clock=clock,
    )
    desk = Desk(core, at_once=at_once, sign_of_life=sign_of_life)
    built = Town("", slow, clock, store, real, desk)

    async def reset() -> None:
        store.audit.entries.clear()
        built.resets.append(clock.now())

    playground = Playground(
        desk=desk,
        organisation=people,
        commands=known,
        clock=clock,
        opening=Opening("iot-hub", "/sre budget iot-hub"),
        reset=reset,
    )
    async with playground.listening(0) as url:
        built.url = url
        yield built
    for door in (slow.go, *slow.turns):
        door.set()
    await desk.close()
