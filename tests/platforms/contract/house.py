"""All of Rapport, for any platform to stand before: the real core and commands, SQLite on disk."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.budgets import example
from adapters.by_name import schemas
from adapters.outside import Outside
from bot.at_hand import AtHand
from bot.budgets import Budgets
from bot.command import discover
from bot.config import load
from bot.core import Core
from bot.decisions.reading import Deciding
from bot.desk import AT_ONCE, SIGN_OF_LIFE, Desk
from bot.directory import Directory
from bot.errors import SourceUnavailable
from bot.model.organisation import BoundPlace
from storage.database import open_store
from tests.fakes.budgets import reading
from tests.fakes.clock import FixedClock
from tests.fakes.oncall import rotas

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from datetime import datetime

    from bot.command import Command
    from bot.model.organisation import Organisation
    from bot.model.slo import Slo
    from bot.ports.budgets import BudgetReading, BudgetSource
    from bot.ports.chat import Chat
    from bot.reply import Answer
    from bot.request import Request
    from storage.database import SqliteStore
    from tests.platforms.contract.face import Face

APP_YAML = Path(__file__).parent / "app.yaml"
FAILING, SILENT = "gateway/availability", "meter/readings"
HOME = "iot-hub"
"""The engagement in whose channel people meet."""


class Counter:
    """Tells the example's stories; of the others one was never seen, and one fails.

    Attributes:
        gate: Closed, every read waits.
        reads: What was read so far.
    """

    freshness = timedelta(minutes=1)

    def __init__(self) -> None:
        self._stories = example.Source("main")
        self.gate = asyncio.Event()
        self.gate.set()
        self.reads: list[str] = []

    async def read(self, slo: Slo, *, now: datetime) -> BudgetReading:
        self.reads.append(slo.key)
        await self.gate.wait()
        if slo.key == FAILING:
            raise SourceUnavailable("The counter does not answer.", next_step="Look at it.")
        if slo.key == SILENT:
            return reading(now, bad=0, total=0, seen=None)
        return await self._stories.read(slo, now=now)

    async def check(self, slos: tuple[Slo, ...]) -> tuple[str, ...]:
        return await self._stories.check(slos)

    async def close(self) -> None:
        self.gate.set()


class OverheardCore(Core):
    """Remembers what it was asked, and the very answers that it gave."""

    heard: list[tuple[Request, Answer]]

    async def answer(self, request: Request) -> Answer | None:
        answer = await super().answer(request)
        if answer is not None:
            self.heard.append((request, answer))
        return answer


@dataclass
class House:
    """Everything behind a platform.

    Attributes:
        desk: What the platform asks; in a hurry where a test wants signs of life.
        source: What counts.
        outside: What the platform may use.
        chat: The platform, for what nobody asked just now; set by whoever connects it.
    """

    organisation: Organisation
    core: OverheardCore
    desk: Desk
    directory: Directory
    source: Counter
    clock: FixedClock
    store: SqliteStore
    environ: dict[str, str] = field(default_factory=dict)
    chat: Chat | None = None

    @property
    def outside(self) -> Outside:
        return Outside(store=self.store, clock=self.clock, environ=self.environ)

    @property
    def asked(self) -> list[Request]:
        """What the core was asked so far, and answered."""
        return [request for request, _ in self.core.heard]

    @property
    def answered(self) -> Answer:
        """The core's last answer."""
        return self.core.heard[-1][1]

    async def settled(self) -> None:
        """Everything that was asked is answered, and the answers have arrived."""
        await self.desk.close()


@asynccontextmanager
async def house(
    folder: Path,
    name: str,
    face: Face,
    *,
    at_once: float = AT_ONCE,
    sign_of_life: float = SIGN_OF_LIFE,
    also: tuple[Command, ...] = (),
) -> AsyncIterator[House]:
    """Build it for a platform, with some commands more."""
    organisation = organisation_for(name, face)
    store, clock, source = open_store(folder / f"{name}.db"), FixedClock(), Counter()
    sources: Mapping[str, BudgetSource] = {"main": source}
    directory = Directory(organisation)
    core = OverheardCore(
        at_hand=AtHand(
            organisation=organisation,
            budgets=Budgets(organisation, sources, store),
            oncall=rotas(organisation, store, clock),
            deciding=Deciding(organisation, store),
            platforms=frozenset({name}),
            example=True,
        ),
        commands={**discover(), **{each.verb: each for each in also}},
        directory=directory,
        store=store,
        clock=clock,
    )
    core.heard = []
    desk = Desk(core, at_once=at_once, sign_of_life=sign_of_life)
    try:
        yield House(organisation, core, desk, directory, source, clock, store)
    finally:
        store.close()


def organisation_for(name: str, face: Face) -> Organisation:
    """The organisation of app.yaml with its people and its channel on a platform."""
    ours = load(APP_YAML, schemas=schemas()).organisation
    people = {
        key: replace(each, ids={**each.ids, name: face.user(key)})
        for key, each in ours.people.items()
    }
    home = ours.engagements[HOME]
    places = tuple(place for place in home.places if place.platform != name)
    bound = BoundPlace(name, face.channel, HOME, home=not places)
    engagements = {**ours.engagements, HOME: replace(home, places=(*places, bound))}
    return replace(ours, people=people, engagements=engagements)
