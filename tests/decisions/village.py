"""A house for a random life: small, built at once, asked from plain functions."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from adapters.budgets import example
from adapters.by_name import schemas
from bot.at_hand import AtHand
from bot.budgets import Budgets
from bot.command import discover
from bot.config import load
from bot.core import Core
from bot.decisions.reading import Deciding
from bot.directory import Directory
from storage.database import open_store
from tests.decisions.house import house, with_zoe, without
from tests.door import APP_YAML, DOORS, SERVED, Door
from tests.fakes.clock import FixedClock
from tests.fakes.oncall import rotas
from tests.fakes.store import BreakableStore

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import timedelta

    from bot.model.organisation import Organisation
    from bot.ports.clock import Clock
    from bot.ports.store import Store, Tx
    from bot.reply import Card

T = TypeVar("T")
_COMMANDS = discover()
_SEEDED = ("freeze", "capacity", "launch")


def whole() -> Organisation:
    """The example's people, one engagement, and the few rights that a test looks at."""
    organisation = with_zoe(load(APP_YAML, schemas=schemas()).organisation)
    hub = organisation.engagements["iot-hub"]
    seeded = tuple(each for each in hub.decisions.rights if each.kind in _SEEDED)
    hub = replace(hub, decisions=replace(hub.decisions, rights=seeded))
    return replace(organisation, engagements={"iot-hub": hub})


def core_of(organisation: Organisation, store: Store, clock: Clock) -> Core:
    """A core as a process builds it, on any store."""
    budgets = Budgets(organisation, {"example": example.Source("example")}, store)
    at_hand = AtHand(
        organisation=organisation,
        budgets=budgets,
        oncall=rotas(organisation, store, clock, others=None, served=SERVED),
        deciding=Deciding(organisation, store),
        example=True,
        platforms=SERVED,
    )
    directory = Directory(organisation, DOORS)
    return Core(at_hand=at_hand, commands=_COMMANDS, directory=directory, store=store, clock=clock)


class Village:
    """One door on one store, whose people come and go."""

    def __init__(self, organisation: Organisation) -> None:
        self._everybody = organisation
        self._open = ExitStack()
        self._runner = self._open.enter_context(asyncio.Runner())
        folder = self._open.enter_context(TemporaryDirectory(prefix="rapport-village-"))
        self._store = self._open.enter_context(closing(open_store(Path(folder) / "rapport.db")))
        self.clock = FixedClock()
        self._gone: frozenset[str] = frozenset()
        self.door = self._built()
        self.house = house(self.door)

    def close(self) -> None:
        """Leave nothing behind."""
        self._open.close()

    def say(self, text: str, *, as_: str) -> Card:
        """Say something in the channel."""
        return self._runner.run(self.door(text, as_=as_)).card

    def look(self, work: Callable[[Tx], T]) -> T:
        """Look into the store."""
        return self._runner.run(self._store.transact(work))

    def do(self, coroutine: Coroutine[object, object, T]) -> T:
        """Wait for something."""
        return self._runner.run(coroutine)

    def pass_time(self, span: timedelta, *, jobs: bool) -> None:
        """Let time pass, and perhaps everything happen that is due by then."""
        if jobs:
            self.do(self.house.later(span))
        else:
            self.clock.move(span)

    def let_go(self, *people: str) -> None:
        """From now on these have left, and nobody else: the process starts anew with that."""
        self._gone = frozenset(people)
        self.door = self._built()
        self.house = house(self.door)

    def _built(self) -> Door:
        organisation = without(self._everybody, *self._gone)
        core = core_of(organisation, self._store, self.clock)
        return Door(
            core,
            self._store,
            self.clock,
            organisation,
            core.at_hand.budgets,
            BreakableStore(self._store),
        )
