"""Sources and objectives for tests, as app.yaml would give them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.budgets import prometheus
from adapters.outside import Outside
from bot.model.slo import Slo
from tests.fakes.clock import FixedClock
from tests.real.prometheus import NOW, TARGET, bad_of, total_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from decimal import Decimal

    from bot.ports.budgets import BudgetSource
    from bot.ports.store import Store

SOURCE = "main"
WINDOW = timedelta(days=28)


def objective(
    service: str, *, target: Decimal = TARGET, query: Mapping[str, str] | None = None
) -> Slo:
    """An objective on a service of the world; its counters unless a query is given."""
    query = query or {"total": total_of(service), "bad": bad_of(service)}
    return Slo(service, "availability", target, source=SOURCE, query=query)


@asynccontextmanager
async def source_at(
    url: str,
    store: Store,
    *,
    patience: timedelta | None = None,
    environ: Mapping[str, str] | None = None,
    settings: Mapping[str, object] | None = None,
) -> AsyncIterator[BudgetSource]:
    """A source of the kind prometheus, built as the composition root does."""
    given = prometheus.Settings.model_validate({"url": url, **(settings or {})})
    if patience is not None:  # shorter than anybody would write it
        given = given.model_copy(update={"timeout": patience})
    source = prometheus.build(SOURCE, given, Outside(store, FixedClock(NOW), environ or {}))
    try:
        yield source
    finally:
        await source.close()
