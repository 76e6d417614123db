"""The door of the core, for tests: ``await ask("budget iot-hub", as_="bob", in_="iot-hub")``.

Everything behind it is real: the example's app.yaml, every command, SQLite on disk. The clock
stands still.
"""

from __future__ import annotations

import itertools
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from adapters.budgets import example
from adapters.by_name import schemas
from adapters.terminal import seat
from bot.at_hand import AtHand
from bot.budgets import Budgets
from bot.command import discover
from bot.config import load
from bot.core import Core
from bot.decisions.reading import Deciding
from bot.desk import Desk
from bot.directory import Admission, Directory
from bot.reply import Actions, Answer, Facts, Note
from bot.request import Actor, Audience, Place, Request
from storage.database import open_store
from tests.fakes.budgets import ScriptedSource
from tests.fakes.clock import FixedClock
from tests.fakes.oncall import rotas
from tests.fakes.profiles import KnownEmails
from tests.fakes.store import BreakableStore

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.command import Command
    from bot.model.organisation import Organisation
    from bot.ports.budgets import BudgetSource
    from bot.ports.oncall import OnCallSource
    from bot.ports.store import AuditEntry
    from bot.reply import Button, Card
    from storage.database import SqliteStore

APP_YAML = Path(__file__).parents[1] / "app.yaml"
EMAILS = {"U0BOB": "Bob@Example.com", "U0NOBODY": "nobody@example.com"}
DOORS = {
    seat.PLATFORM: seat.DOOR,
    "playground": Admission(frozenset({"local"})),
    "slack": Admission(frozenset({"T0OURS"}), profiles=KnownEmails(EMAILS)),
}
SERVED = frozenset({"playground"})
_serial = itertools.count(1)


@dataclass(repr=False)
class Door:
    """A built core, and a hand that knocks."""

    core: Core
    store: SqliteStore
    clock: FixedClock
    organisation: Organisation
    budgets: Budgets
    breakable: BreakableStore
    observed: list[AuditEntry] = field(default_factory=list)

    def request(
        self,
        text: str,
        *,
        as_: str = "bob",
        in_: str | None = "iot-hub",
        how: Audience = Audience.ASKER,
        fields: Mapping[str, str] | None = None,
        key: str | None = None,
        actor: Actor | None = None,
    ) -> Request:
        """A question of somebody of the example, in a channel or (None) in a direct message."""
        return Request(
            text=text,
            actor=actor or Actor("playground", "local", as_),
            place=Place("playground", in_ or f"direct-{as_}", direct=in_ is None),
            event_key=key or f"event-{next(_serial)}",
            heard_by=how,
            fields=fields,
        )

    async def maybe(self, request: Request) -> Answer | None:
        """What the core gives back."""
        return await self.core.answer(request)

    async def __call__(
        self,
        text: str,
        *,
        as_: str = "bob",
        in_: str | None = "iot-hub",
        how: Audience = Audience.ASKER,
        fields: Mapping[str, str] | None = None,
        actor: Actor | None = None,
    ) -> Answer:
        """Ask something that has an answer."""
        asking = self.request(text, as_=as_, in_=in_, how=how, fields=fields, actor=actor)
        answer = await self.core.answer(asking)
        assert answer is not None
        return answer

    async def audited(self, *columns: str) -> list[tuple[object, ...]]:
        """These columns of the audit, as they lie on disk."""
        rows = await self.store.transact(
            lambda tx: tx.connection.execute(  # type: ignore[attr-defined] # a look behind the port
                f"SELECT {', '.join(columns)} FROM audit ORDER BY event_key"
            ).fetchall()
        )
        return [tuple(row) for row in rows]


class Build(Protocol):
    """Builds a door with some parts exchanged."""

    def __call__(
        self,
        *,
        source: BudgetSource | None = None,
        rosters: Mapping[str, OnCallSource] | None = None,
        organisation: Organisation | None = None,
        extra: tuple[Command, ...] = (),
        example: bool = True,
        file: str = "rapport.db",
    ) -> Door: ...


@pytest.fixture
def clock() -> FixedClock:
    """Monday at noon."""
    return FixedClock()


@pytest.fixture
def source() -> ScriptedSource:
    """A source that says what the test lets it say."""
    return ScriptedSource()


@pytest.fixture
def build(tmp_path: Path, clock: FixedClock) -> Iterator[Build]:
    """Builds doors, and closes what they opened."""
    stores: list[SqliteStore] = []
    config = load(APP_YAML, schemas=schemas())

    def built(
        *,
        source: BudgetSource | None = None,
        rosters: Mapping[str, OnCallSource] | None = None,
        organisation: Organisation | None = None,
        extra: tuple[Command, ...] = (),
        example: bool = True,
        file: str = "rapport.db",
    ) -> Door:
        org = organisation or config.organisation
        store = open_store(tmp_path / file)
        stores.append(store)
        breakable = BreakableStore(store)
        budgets = Budgets(org, {"example": source or _example_source()}, breakable)
        observed: list[AuditEntry] = []
        core = Core(
            at_hand=AtHand(
                organisation=org,
                budgets=budgets,
                oncall=rotas(org, breakable, clock, others=rosters, served=SERVED),
                deciding=Deciding(org, breakable),
                example=example,
                platforms=SERVED,
            ),
            commands={**discover(), **{each.verb: each for each in extra}},
            directory=Directory(org, DOORS),
            store=breakable,
            clock=clock,
            observe=observed.append,
        )
        return Door(core, store, clock, org, budgets, breakable, observed)

    yield built
    for store in stores:
        with closing(store):
            pass


def _example_source() -> BudgetSource:
    return example.Source("example")


@pytest.fixture
def ask(build: Build) -> Door:
    """The example as it is, with its example source."""
    return build()


@pytest.fixture
def counted(build: Build, source: ScriptedSource) -> Door:
    """The example's people and services with counts that the test sets."""
    return build(source=source, example=False)


@pytest.fixture
def desk(counted: Door) -> Desk:
    """A desk in a hurry, in front of ``counted``."""
    return Desk(counted.core, at_once=0.02, sign_of_life=0.04)


def buttons(card: Card) -> tuple[Button, ...]:
    """Every button of a card."""
    return tuple(
        button for block in card.blocks if isinstance(block, Actions) for button in block.buttons
    )


def facts(card: Card) -> dict[str, str]:
    """Every labelled fact of a card."""
    return {
        fact.label: fact.value
        for block in card.blocks
        if isinstance(block, Facts)
        for fact in block.facts
    }


def notes(card: Card) -> str:
    """The quiet lines of a card."""
    return "\n".join(block.text for block in card.blocks if isinstance(block, Note))


def error(card: Card) -> str | None:
    """The code of the error that a card tells about, None for an answer."""
    found = card.data.get("error")
    assert found is None or isinstance(found, dict)
    return found["code"] if found else None
