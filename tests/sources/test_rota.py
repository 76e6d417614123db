"""Our own rotations as a source: turns from app.yaml, and covers from a real store."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.oncall import rota
from adapters.outside import Outside
from bot.model.cover import Cover, CoverState
from bot.model.oncall import Contact, Duty
from bot.model.organisation import Organisation, Person, Side
from storage.database import open_store
from tests.fakes.clock import NOON, FixedClock
from tests.model.build import DAY, HOUR
from tests.model.rotations import layer, rotation

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model.oncall import Roster
    from bot.model.rotation import Rotation
    from bot.ports.oncall import OnCallSource
    from bot.ports.store import Store

NOW = NOON  # Monday 23 November
MONDAY = NOW.replace(hour=9)  # 10:00 in Berlin, the hour of the handoff
WEEK = timedelta(weeks=1)
ALICE = Contact("Alice Nakamura", "alice@example.com", person="alice")
ERIN = Contact("Erin Walsh", person="erin")
FRANK = Contact("Frank Okafor", person="frank")
PEOPLE = {
    "alice": Person("alice", "Alice Nakamura", Side.SRE, "alice@example.com"),
    "erin": Person("erin", "Erin Walsh", Side.SRE),
    "frank": Person("frank", "Frank Okafor", Side.SRE),
}
ORGANISATION = Organisation(people=PEOPLE, teams={}, services={}, engagements={})
WEEKLY = rotation(layer("alice", "erin", starts="2026-11-09 10:00"))


@pytest.fixture
def source(store: Store) -> OnCallSource:
    return built_on(store)


def built_on(store: Store) -> OnCallSource:
    return rota.build(ORGANISATION, Outside(store, FixedClock(NOW), {}))


async def read(
    source: OnCallSource,
    *,
    of: Rotation = WEEKLY,
    start: datetime = NOW,
    lasts: timedelta = timedelta(minutes=1),
) -> Roster:
    return await source.read(of, start=start, end=start + lasts, now=NOW)


async def accept(store: Store, start: datetime, end: datetime, *, over: str = "alice") -> Cover:
    """Frank covers, and has accepted it."""
    cover = await propose(store, start, end, over=over)
    return await decide(store, cover, CoverState.ACCEPTED)


async def propose(store: Store, start: datetime, end: datetime, *, over: str = "alice") -> Cover:
    cover = Cover(WEEKLY.key, "frank", over, start, end, proposed_by=over, proposed_at=NOW)
    return await store.transact(lambda tx: tx.covers.propose(cover))


async def decide(store: Store, cover: Cover, became: CoverState) -> Cover:
    decided = await store.transact(
        lambda tx: tx.covers.decide(
            cover.number, became, among=frozenset({cover.state}), by="frank", at=NOW
        )
    )
    assert decided
    return decided


async def test_it_tells_whose_turn_it_is_by_name_and_address_and_key(source: OnCallSource) -> None:
    roster = await read(source)
    assert roster.duties == (Duty(ALICE, MONDAY, MONDAY + WEEK),)
    assert (roster.fetched_at, roster.method) == (NOW, "the turns in app.yaml, and accepted covers")


async def test_a_cover_is_in_the_next_answer_once_it_is_accepted_and_gone_once_it_is_cancelled(
    source: OnCallSource, store: Store
) -> None:
    cover = await propose(store, NOW, NOW + 6 * HOUR)
    assert (await read(source)).duties[0].who == ALICE
    cover = await decide(store, cover, CoverState.ACCEPTED)
    assert (await read(source)).duties == (Duty(FRANK, NOW, NOW + 6 * HOUR, ALICE),)
    await decide(store, cover, CoverState.CANCELLED)
    assert (await read(source)).duties[0].who == ALICE


async def test_what_another_process_wrote_counts_at_once(store: Store, tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "rapport.db")) as other:
        source = built_on(other)
        assert (await read(source)).duties[0].who == ALICE
        await accept(store, NOW, NOW + HOUR)
        assert (await read(source)).duties[0].who == FRANK


def test_no_answer_is_kept(source: OnCallSource) -> None:
    assert source.freshness == timedelta(0)


async def test_a_turn_ends_where_a_cover_begins_even_if_nobody_asked_about_that_day(
    source: OnCallSource, store: Store
) -> None:
    await accept(store, MONDAY + 3 * DAY, MONDAY + 4 * DAY)
    assert (await read(source)).duties == (Duty(ALICE, MONDAY, MONDAY + 3 * DAY),)


async def test_a_turn_that_never_ends_does_so_where_a_cover_begins(
    source: OnCallSource, store: Store
) -> None:
    alone = rotation(layer("alice", starts="2026-11-09 10:00"))
    await accept(store, MONDAY + 300 * DAY, MONDAY + 301 * DAY)
    found = await read(source, of=alone)
    assert found.duties == (Duty(ALICE, MONDAY - 2 * WEEK, MONDAY + 300 * DAY),)


async def test_what_lies_outside_of_the_question_is_left_out(
    source: OnCallSource, store: Store
) -> None:
    await accept(store, MONDAY + DAY, MONDAY + 2 * DAY)
    found = await read(source, start=MONDAY + DAY, lasts=DAY)
    assert found.duties == (Duty(FRANK, MONDAY + DAY, MONDAY + 2 * DAY, ALICE),)


async def test_a_cover_of_another_rotation_changes_nothing(
    source: OnCallSource, store: Store
) -> None:
    await accept(store, NOW, NOW + HOUR)
    other = replace(WEEKLY, key="hub-second")
    assert [duty.who for duty in (await read(source, of=other)).duties] == [ALICE]


async def test_a_rotation_that_has_not_begun_has_nobody(source: OnCallSource) -> None:
    assert (await read(source, start=MONDAY - 30 * DAY)).duties == ()


async def test_check_says_who_is_on_call_now(source: OnCallSource, store: Store) -> None:
    await accept(store, NOW, NOW + 6 * HOUR)
    (found,) = await source.check([WEEKLY], now=NOW)
    assert found.said == (
        "IoT Hub SRE is on call: Frank Okafor for Alice Nakamura until Mon 23 Nov 19:00 CET."
    )
    assert set(found.contacts) == {ALICE, ERIN, FRANK}


def test_a_cover_is_arranged_here_and_nowhere_else(source: OnCallSource) -> None:
    assert source.link(WEEKLY) is None
