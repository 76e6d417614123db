"""A Prometheus that stops answering, seen through the core: the last good answer stays."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.budgets import Budgets
from bot.errors import SourceUnavailable
from bot.model.assessment import State
from bot.model.organisation import Organisation, Service
from tests.fakes.proxy import answers
from tests.real.prometheus import ABSENT, NOW
from tests.sources.build import SOURCE, objective, source_at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ports.store import Store
    from tests.fakes.proxy import Proxy

MINUTE = timedelta(minutes=1)
CALM = Service("calm", "Calm", slos=(objective("calm"),))
QUESTIONS_A_READING = 4


@pytest.fixture
async def budgets(proxy: Proxy, store: Store) -> AsyncIterator[Budgets]:
    organisation = Organisation(people={}, teams={}, services={"calm": CALM}, engagements={})
    async with source_at(proxy.url, store) as source:
        yield Budgets(organisation, {SOURCE: source}, store)


async def test_many_who_ask_at_once_cause_one_reading(budgets: Budgets, proxy: Proxy) -> None:
    await asyncio.gather(*(budgets.of(CALM, now=NOW) for _ in range(50)))
    assert len(proxy.seen) == QUESTIONS_A_READING


async def test_within_a_minute_the_same_reading_is_given_again(
    budgets: Budgets, proxy: Proxy
) -> None:
    await budgets.of(CALM, now=NOW)
    (again,) = await budgets.of(CALM, now=NOW + MINUTE - timedelta(seconds=1))
    assert len(proxy.seen) == QUESTIONS_A_READING
    assert again.state is State.MEASURED
    await budgets.of(CALM, now=NOW + MINUTE)
    assert len(proxy.seen) == 2 * QUESTIONS_A_READING


async def test_a_prometheus_that_fails_leaves_the_last_good_answer(
    budgets: Budgets, proxy: Proxy
) -> None:
    (good,) = await budgets.of(CALM, now=NOW)
    proxy.manner = answers(503)
    (last,) = await budgets.of(CALM, now=NOW + 5 * MINUTE)
    assert last.reading == good.reading
    assert last.stale
    assert last.failure is not None
    assert last.failure.startswith("Prometheus “main” is in trouble")


async def test_without_a_last_good_answer_the_failure_is_told(
    budgets: Budgets, proxy: Proxy
) -> None:
    proxy.manner = answers(503)
    with pytest.raises(SourceUnavailable, match="is in trouble"):
        await budgets.of(CALM, now=NOW)


async def test_what_was_never_seen_is_told_as_such(budgets: Budgets) -> None:
    service = Service(ABSENT, "Absent", slos=(objective(ABSENT),))
    (found,) = await budgets.of(service, now=NOW)
    assert found.state is State.NEVER_SEEN
    assert found.tier is None
