"""Who is on call by incident.io: shifts, overrides, rotations, and how it is asked and checked."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.oncall import Contact
from bot.model.timeline import begins, ends
from tests.fakes.strict import answers
from tests.sources.incidentio import (
    ALICE,
    BOB,
    BY_PRIMARY,
    CAROL,
    PRIMARY,
    SCHEDULE,
    account,
    source_at,
)
from tests.sources.rotations import DAY, HOUR, NOW, WEEK, contacts, day, roster_of, rotation, told

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.rostering.source import Source
    from tests.fakes.incidentio import FakeIncidentIo, Rotation, User


@pytest.fixture
async def incidentio() -> AsyncIterator[FakeIncidentIo]:
    async with account() as running:
        yield running


@pytest.fixture
def primary(incidentio: FakeIncidentIo) -> Rotation:
    return incidentio.schedules[SCHEDULE].rotations[0]


@pytest.fixture
async def source(incidentio: FakeIncidentIo) -> AsyncIterator[Source]:
    async with source_at(incidentio.url) as built:
        yield built


async def test_shifts_of_one_rotation_come_whole_and_in_order(source: Source) -> None:
    roster = await roster_of(source, BY_PRIMARY)
    assert told(roster) == ["Alice Nakamura 23 09 to 25 09", "Bob Castellano 25 09 to 27 09"]
    assert contacts(roster) == {
        Contact("Alice Nakamura", "alice@example.com", "01ALICE"),
        Contact("Bob Castellano", "bob@example.com", "01BOB"),
    }


async def test_all_rotations_of_a_schedule_are_on_call_at_once(source: Source) -> None:
    roster = await roster_of(source, rotation(schedule=SCHEDULE))
    assert [duty.who.name for duty in roster.duties if duty.holds(NOW)] == [
        "Alice Nakamura",
        "Carol Okafor",
    ]


async def test_an_override_says_whom_it_covers_for(source: Source, primary: Rotation) -> None:
    primary.override(BOB, day(24), day(24, 18))
    assert told(await roster_of(source, BY_PRIMARY)) == [
        "Alice Nakamura 23 09 to 24 09",
        "Bob Castellano 24 09 to 24 18 for Alice Nakamura",
        "Alice Nakamura 24 18 to 25 09",
        "Bob Castellano 25 09 to 27 09",
    ]


async def test_an_override_covers_for_nobody_of_another_rotation(
    source: Source, primary: Rotation
) -> None:
    primary.override(BOB, day(28), day(29))
    roster = await roster_of(source, rotation(schedule=SCHEDULE))
    assert told(roster)[-1] == "Bob Castellano 28 09 to 29 09"


async def test_a_shift_that_nobody_has_is_a_gap(source: Source, primary: Rotation) -> None:
    primary.shifts((None, day(27), day(28)), (ALICE, day(28), day(29)))
    assert told(await roster_of(source, BY_PRIMARY))[-1] == "Alice Nakamura 28 09 to 29 09"


async def test_entries_come_page_by_page(
    source: Source, incidentio: FakeIncidentIo, primary: Rotation
) -> None:
    incidentio.page = 2
    primary.shifts(*((CAROL if n % 2 else ALICE, day(27 + n), day(28 + n)) for n in range(3)))
    assert len((await roster_of(source, BY_PRIMARY)).duties) == 5
    entries = [asked.query for asked in incidentio.asked if asked.path == "/v2/schedule_entries"]
    assert [each["entry_window_start"][:2] for each in entries] == ["20", "2~", "4~"]


async def test_pages_that_lead_nowhere_end(source: Source, incidentio: FakeIncidentIo) -> None:
    schedule = '{"schedule": {"id": "x", "name": "Endless"}}'
    page = '{"schedule_entries": {"final": []}, "pagination_meta": {"after": "same"}}'
    incidentio.troubles = [answers(200, schedule), answers(200, page), answers(200, page)]
    assert not (await roster_of(source, rotation(schedule=SCHEDULE))).duties


async def test_shifts_keep_their_instants_across_a_clock_change(
    source: Source, primary: Rotation
) -> None:
    before = datetime.fromisoformat("2026-10-24T09:00:00+01:00")
    after = datetime.fromisoformat("2026-10-25T09:00:00+00:00")
    primary.shifts((BOB, before, after), (ALICE, after, after + DAY))
    first, second = (await roster_of(source, BY_PRIMARY, start=before, end=after + HOUR)).duties
    assert (first.start, first.end, second.start) == (before, after, after)
    assert ends(first) - begins(first) == 25 * HOUR
    assert begins(first).tzinfo is UTC


async def test_a_check_says_who_is_on_call(source: Source) -> None:
    (by_primary, everything) = await source.check(
        [BY_PRIMARY, rotation(schedule=SCHEDULE)], now=NOW
    )
    assert by_primary.said == (
        "Rotation “Primary” of schedule “IoT Hub” is on call: "
        "Alice Nakamura until Wed 25 Nov 10:00 CET."
    )
    assert {contact.name for contact in by_primary.contacts} == {"Alice Nakamura", "Bob Castellano"}
    assert everything.said == (
        "Schedule “IoT Hub” is on call: Alice Nakamura until Wed 25 Nov 10:00 CET "
        "and Carol Okafor until Mon 30 Nov 10:00 CET."
    )


async def test_people_are_sent_to_the_schedule_once_its_page_is_known(source: Source) -> None:
    assert source.link(BY_PRIMARY) is None
    await roster_of(source, BY_PRIMARY)
    assert source.link(BY_PRIMARY) == f"https://app.incident.io/acme/on-call/schedules/{SCHEDULE}"


STRETCHES = st.tuples(
    st.sampled_from([ALICE, BOB, CAROL, None]), st.integers(min_value=1, max_value=60)
)


@given(
    shifts=st.lists(STRETCHES, max_size=8),
    overrides=st.lists(
        st.tuples(st.sampled_from([ALICE, BOB, CAROL]), st.integers(0, 150)), max_size=3
    ),
    page=st.integers(1, 5),
)
async def test_whatever_a_rotation_holds_its_duties_tile_what_is_final(
    shifts: list[tuple[User | None, int]], overrides: list[tuple[User, int]], page: int
) -> None:
    async with account() as incidentio, source_at(incidentio.url) as source:
        incidentio.page = page
        schedule = incidentio.schedules[SCHEDULE]
        schedule.rotations = []
        primary, at = schedule.rotation(PRIMARY, "Primary"), NOW - DAY
        for user, hours in shifts:
            primary.shifts((user, at, at + hours * HOUR))
            at += hours * HOUR
        for user, hour in overrides:
            primary.override(user, NOW + hour * HOUR, NOW + (hour + 9) * HOUR)
        roster = await roster_of(source, BY_PRIMARY)
    assert all(ends(one) <= begins(other) for one, other in pairwise(roster.duties))
    for number in range(WEEK // HOUR):
        instant = NOW + number * HOUR
        final, planned = (
            [each.user for each in entries if each.start <= instant < each.end and each.user]
            for entries in (primary.final, primary.scheduled)
        )
        duties = [duty for duty in roster.duties if duty.holds(instant)]
        assert [duty.who.id for duty in duties] == [user.id for user in final]
        covering = [duty.covering_for.id for duty in duties if duty.covering_for]
        assert covering == [user.id for user in planned if user not in final]
