"""Several objectives of one service: the worst first, and no average of percentages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from adapters.budgets.example import Source
from bot.budgets import Budgets
from bot.config import load
from bot.model.assessment import State
from bot.model.budget import ErrorBudget
from bot.model.counts import NOTHING, Counts
from storage.database import open_store
from tests.config.files import EXAMPLE, SCHEMAS
from tests.model.build import MINUTE, NOW, assessed, objective, reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.model.assessment import Assessment
    from storage.database import SqliteStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = open_store(tmp_path / "rapport.db")
    yield opened
    opened.close()


async def test_the_twins_latency_comes_before_their_availability(store: SqliteStore) -> None:
    organisation = load(EXAMPLE, schemas=SCHEMAS).organisation
    budgets = Budgets(organisation, {"example": Source("example")}, store)
    found = await budgets.of(
        organisation.services["device-twins"], now=datetime(2026, 11, 9, tzinfo=UTC)
    )
    assert [(each.slo.name, each.budget.spent) for each in found] == [
        ("latency", Decimal("0.58")),
        ("availability", Decimal("0.4")),
    ]


def spent(percent: int, *, ago: timedelta = timedelta(0)) -> Assessment:
    return assessed(reading(Counts(percent, 100_000), as_of=NOW - ago))


def test_the_worst_is_the_one_with_the_largest_share_spent_whatever_its_target() -> None:
    strict = assessed(reading(Counts(6, 100_000)), objective("0.9999"))
    loose = assessed(reading(Counts(500, 100_000)), objective("0.99"))
    assert strict.severity > loose.severity, "6 bad events of 10 allowed, 500 of 1,000"


def test_an_objective_without_traffic_counts_as_wholly_spent() -> None:
    nothing = assessed(reading(NOTHING))
    assert nothing.state is State.NO_TRAFFIC
    assert spent(99).severity < nothing.severity < spent(101).severity


def test_a_stale_objective_comes_before_every_one_that_is_measured_and_within_its_budget() -> None:
    stale = spent(5, ago=60 * MINUTE)
    assert stale.state is State.STALE
    assert stale.severity > spent(99).severity


def test_of_two_stale_objectives_the_worse_one_still_comes_first() -> None:
    assert spent(58, ago=60 * MINUTE).severity > spent(40, ago=60 * MINUTE).severity


def test_an_average_of_percentages_would_hide_a_broken_promise() -> None:
    small = ErrorBudget(Counts(50, 1_000), Decimal("0.99"))
    large = ErrorBudget(Counts(0, 1_000_000), Decimal("0.99"))
    assert small.remaining == -4
    assert large.remaining == 1
    pooled = ErrorBudget(small.counts + large.counts, Decimal("0.99")).remaining
    average = (small.remaining + large.remaining) / 2
    assert pooled is not None
    assert average == Decimal("-1.5")
    assert pooled > Decimal("0.99"), "neither number tells that small has used five budgets"
