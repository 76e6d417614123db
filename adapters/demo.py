"""``rapport demo``: the playground with an example team, forgotten when it is left."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from adapters.clock import WallClock
from adapters.playground import DOOR, MovableClock, Opening, Playground
from adapters.stopping import told_to_stop
from bot.config import Storage
from bot.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from contextlib import AbstractAsyncContextManager

    from bot.config import Config
    from bot.core import Core
    from bot.directory import Directory
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


class Build(Protocol):
    """Builds the house and closes it again."""

    def __call__(self, config: Config, *, clock: Clock) -> AbstractAsyncContextManager[House]:
        """Build it from app.yaml."""
        ...


async def demo(example: Config, *, build: Build, port: int) -> None:
    """Serve the playground until somebody stops it.

    Raises:
        Conflict: The port cannot be had.
    """
    stop = told_to_stop()
    clock = MovableClock(WallClock())
    with TemporaryDirectory(prefix="rapport-demo-") as folder:
        config = replace(example, storage=Storage(Path(folder) / "demo.db"))
        async with build(config, clock=clock) as house:
            house.directory.admit("playground", DOOR)
            playground = Playground(
                desk=Desk(house.core),
                organisation=config.organisation,
                commands=house.core.grammar.commands,
                clock=clock,
                opening=Opening("iot-hub", "/sre budget iot-hub"),
                reset=house.store.empty,
            )
            await playground.serve(port, until=stop, announce=partial(print, flush=True))
