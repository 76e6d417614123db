"""``rapport demo``: the playground with an example team, forgotten when it is left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from adapters.clock import WallClock
from adapters.playground import DOOR, MovableClock, Opening, Playground
from adapters.playground.rooms import PLATFORM
from adapters.playground.unasked import Upcoming
from adapters.stopping import told_to_stop
from adapters.unasked import happening
from bot.config import Storage
from bot.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from contextlib import AbstractAsyncContextManager

    from adapters.bell import Bell
    from adapters.outside import Outside
    from adapters.unasked import Unasked
    from bot.config import Config
    from bot.core import Core
    from bot.directory import Directory
    from bot.model.organisation import Organisation
    from bot.ports.clock import Clock


class Store(Protocol):
    """A store that can be emptied."""

    def empty(self) -> Awaitable[None]:
        """Forget everything."""
        ...


class House(Protocol):
    """What the playground needs of everything that was built."""

    @property
    def core(self) -> Core:
        """Answers."""
        ...

    @property
    def store(self) -> Store:
        """Remembers."""
        ...

    @property
    def directory(self) -> Directory:
        """Knows who everybody is."""
        ...

    @property
    def outside(self) -> Outside:
        """The store and the time."""
        ...

    @property
    def bell(self) -> Bell:
        """Rung when an answer put something into the outbox."""
        ...


class Build(Protocol):
    """Builds the house and closes it again."""

    def __call__(
        self, config: Config, *, clock: Clock, platforms: frozenset[str]
    ) -> AbstractAsyncContextManager[House]:
        """Build it from app.yaml."""
        ...


@dataclass(frozen=True, slots=True)
class InThePlayground:
    """What happens unasked, in the words of the playground's page."""

    unasked: Unasked
    organisation: Organisation

    async def next(self) -> Upcoming | None:
        """What comes next that people will see."""
        planned = await self.unasked.next()
        if planned is None:
            return None
        rotation = self.organisation.rotations.get(planned.series)
        what = f"{rotation.name}: change of shift" if rotation else planned.job
        return Upcoming(planned.at, what)

    async def catch_up(self) -> None:
        """Do all that is due by now, and say it."""
        await self.unasked.catch_up()


async def demo(example: Config, *, build: Build, port: int) -> None:
    """Serve the playground until somebody stops it.

    Raises:
        Conflict: The port cannot be had.
    """
    stop = told_to_stop()
    clock = MovableClock(WallClock())
    with TemporaryDirectory(prefix="rapport-demo-") as folder:
        config = replace(example, storage=Storage(Path(folder) / "demo.db"))
        async with build(config, clock=clock, platforms=frozenset({PLATFORM})) as house:
            house.directory.admit(PLATFORM, DOOR)
            playground = Playground(
                desk=Desk(house.core),
                organisation=config.organisation,
                commands=house.core.grammar.commands,
                clock=clock,
                opening=Opening("iot-hub", "/sre budget iot-hub"),
                reset=house.store.empty,
            )
            async with happening(house, {PLATFORM: playground.chat}) as unasked:
                await playground.serve(
                    port,
                    until=stop,
                    unasked=InThePlayground(unasked, config.organisation),
                    announce=partial(print, flush=True),
                )
