"""A store, a clock that stands still, and what jobs may ask."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.budgets import Budgets
from bot.decisions.reading import Deciding
from bot.job import JobContext
from bot.model.organisation import Organisation
from bot.oncall import OnCall
from storage.database import open_store
from tests.fakes.clock import FixedClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.ports.clock import Clock
    from bot.ports.store import Store
    from storage.database import SqliteStore


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(open_store(tmp_path / "rapport.db")) as opened:
        yield opened


@pytest.fixture
def context(store: SqliteStore, clock: FixedClock) -> JobContext:
    return context_of(store, clock)


def context_of(store: Store, clock: Clock) -> JobContext:
    """A town with nobody in it."""
    nobody = Organisation({}, {}, {}, {})
    return JobContext(
        store=store,
        clock=clock,
        organisation=nobody,
        budgets=Budgets(nobody, {}, store),
        oncall=OnCall(nobody, {}, store, kinds={}),
        deciding=Deciding(nobody, store),
        platforms=frozenset({"slack"}),
    )
