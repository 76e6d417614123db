"""Who is on call by PagerDuty: shifts, overrides, levels, and people it hardly knows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import SourceUnavailable
from bot.model.oncall import Contact
from tests.fakes.pagerduty import User
from tests.sources.pagerduty import (
    ALICE,
    BOB,
    BY_POLICY,
    BY_SCHEDULE,
    CAROL,
    DANA,
    POLICY,
    PRIMARY,
    account,
    source_at,
)
from tests.sources.rotations import DAY, NOW, WEEK, contacts, day, roster_of, rotation, told

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.rostering.source import Source
    from tests.fakes.pagerduty import FakePagerDuty, Schedule


@pytest.fixture
async def pagerduty() -> AsyncIterator[FakePagerDuty]:
    async with account() as running:
        yield running


@pytest.fixture
def primary(pagerduty: FakePagerDuty) -> Schedule:
    return pagerduty.schedules[PRIMARY]


@pytest.fixture
async def source(pagerduty: FakePagerDuty) -> AsyncIterator[Source]:
    async with source_at(pagerduty.url) as built:
        yield built


async def test_shifts_come_whole_and_in_order_though_they_began_before_the_question(
    source: Source,
) -> None:
    roster = await roster_of(source, BY_SCHEDULE)
    assert told(roster) == ["Alice Nakamura 23 09 to 25 09", "Bob Castellano 25 09 to 27 09"]
    assert roster.fetched_at == NOW
    assert {duty.start.tzinfo for duty in roster.duties if duty.start} == {UTC}


async def test_people_come_with_their_id_and_email(source: Source) -> None:
    assert contacts(await roster_of(source, BY_SCHEDULE)) == {
        Contact("Alice Nakamura", "alice@example.com", "PALICE1"),
        Contact("Bob Castellano", "bob@example.com", "PBOB222"),
    }


async def test_an_override_says_whom_it_covers_for(source: Source, primary: Schedule) -> None:
    primary.override(BOB, day(24), day(24, 18))
    assert told(await roster_of(source, BY_SCHEDULE)) == [
        "Alice Nakamura 23 09 to 24 09",
        "Bob Castellano 24 09 to 24 18 for Alice Nakamura",
        "Alice Nakamura 24 18 to 25 09",
        "Bob Castellano 25 09 to 27 09",
    ]


async def test_an_override_that_began_before_the_question_is_told_whole(
    source: Source, primary: Schedule
) -> None:
    primary.override(CAROL, day(23), day(24))
    (first, *_) = told(await roster_of(source, BY_SCHEDULE))
    assert first == "Carol Okafor 23 09 to 24 09 for Alice Nakamura"


async def test_an_override_next_to_a_turn_of_ones_own_is_told_apart_from_it(
    source: Source, primary: Schedule
) -> None:
    primary.override(BOB, day(24), day(25))
    assert told(await roster_of(source, BY_SCHEDULE)) == [
        "Alice Nakamura 23 09 to 24 09",
        "Bob Castellano 24 09 to 25 09 for Alice Nakamura",
        "Bob Castellano 25 09 to 27 09",
    ]


async def test_an_override_over_a_handoff_covers_for_one_after_the_other(
    source: Source, primary: Schedule
) -> None:
    primary.override(CAROL, day(24), day(26))
    assert told(await roster_of(source, BY_SCHEDULE))[1:3] == [
        "Carol Okafor 24 09 to 25 09 for Alice Nakamura",
        "Carol Okafor 25 09 to 26 09 for Bob Castellano",
    ]


async def test_the_last_override_made_wins(source: Source, primary: Schedule) -> None:
    primary.override(BOB, day(24), day(25)).override(CAROL, day(24), day(24, 12))
    assert told(await roster_of(source, BY_SCHEDULE))[1:3] == [
        "Carol Okafor 24 09 to 24 12 for Alice Nakamura",
        "Bob Castellano 24 12 to 25 09 for Alice Nakamura",
    ]


async def test_an_override_of_ones_own_turn_covers_for_nobody(
    source: Source, primary: Schedule
) -> None:
    primary.override(ALICE, day(24), day(25))
    assert told(await roster_of(source, BY_SCHEDULE))[0] == "Alice Nakamura 23 09 to 25 09"


async def test_an_override_of_a_gap_covers_for_nobody(source: Source, primary: Schedule) -> None:
    primary.override(CAROL, day(28), day(29))
    assert told(await roster_of(source, BY_SCHEDULE))[-1] == "Carol Okafor 28 09 to 29 09"


async def test_an_override_replaces_the_layer_that_decides(
    source: Source, primary: Schedule
) -> None:
    primary.layer((DANA, day(24), day(25))).override(CAROL, day(24), day(24, 12))
    assert told(await roster_of(source, BY_SCHEDULE))[:3] == [
        "Alice Nakamura 23 09 to 24 09",
        "Carol Okafor 24 09 to 24 12 for Dana Iyer",
        "Dana Iyer 24 12 to 25 09",
    ]


async def test_a_schedule_that_no_policy_names_shows_what_it_shows_itself(
    source: Source, pagerduty: FakePagerDuty, primary: Schedule
) -> None:
    pagerduty.policies.clear()
    primary.override(BOB, day(24), day(24, 18))
    roster = await roster_of(source, BY_SCHEDULE)
    assert told(roster)[1] == "Bob Castellano 24 09 to 24 18 for Alice Nakamura"
    assert {contact.email for contact in contacts(roster)} == {
        "alice@example.com",
        "bob@example.com",
    }


async def test_a_schedule_that_two_policies_name_is_told_once(
    source: Source, pagerduty: FakePagerDuty, primary: Schedule
) -> None:
    pagerduty.policy("PSECOND", "Payments", [CAROL], [primary])
    assert len((await roster_of(source, BY_SCHEDULE)).duties) == 2


async def test_a_policy_gives_its_first_level_with_overrides(
    source: Source, primary: Schedule
) -> None:
    primary.override(BOB, day(24), day(24, 18))
    by_policy, by_schedule = (
        await roster_of(source, BY_POLICY),
        await roster_of(source, BY_SCHEDULE),
    )
    assert by_policy == by_schedule
    assert len(by_policy.duties) == 4


async def test_a_person_in_a_policy_is_on_call_without_beginning_or_end(source: Source) -> None:
    second = rotation(escalation_policy=POLICY, level=2)
    assert told(await roster_of(source, second)) == ["Dana Iyer ever to ever"]


async def test_a_level_with_two_targets_has_both_on_call(
    source: Source, pagerduty: FakePagerDuty, primary: Schedule
) -> None:
    pagerduty.policy(POLICY, "IoT Hub", [primary, CAROL])
    roster = await roster_of(source, BY_POLICY)
    assert [duty.who.name for duty in roster.duties if duty.holds(NOW)] == [
        "Carol Okafor",
        "Alice Nakamura",
    ]


async def test_a_level_that_a_policy_does_not_have_has_nobody(source: Source) -> None:
    assert not (await roster_of(source, rotation(escalation_policy=POLICY, level=3))).duties


async def test_who_was_deleted_or_hides_their_email_is_told_by_name(
    source: Source, primary: Schedule
) -> None:
    gone = User("PGONE99", "Gone Person", deleted=True)
    shy = User("PSHY000", "Shy Person")
    primary.layer((gone, day(23), day(24)), (shy, day(24), day(25)))
    assert {Contact("Gone Person", None, "PGONE99"), Contact("Shy Person", None, "PSHY000")} < (
        contacts(await roster_of(source, BY_SCHEDULE))
    )


async def test_many_on_calls_come_page_by_page(
    source: Source, pagerduty: FakePagerDuty, primary: Schedule
) -> None:
    pagerduty.page = 2
    primary.layer(
        *((CAROL if n % 2 else DANA, NOW + n * DAY, NOW + (n + 1) * DAY) for n in range(7))
    )
    roster = await roster_of(source, BY_SCHEDULE)
    assert [duty.who.name for duty in roster.duties] == [
        *("Dana Iyer", "Carol Okafor") * 3,
        "Dana Iyer",
    ]
    offsets = [asked.query["offset"] for asked in pagerduty.asked if asked.path == "/oncalls"]
    assert offsets == ["0", "2", "4", "6"]


async def test_a_long_stretch_is_asked_for_in_parts_that_pagerduty_allows(
    source: Source, pagerduty: FakePagerDuty, primary: Schedule
) -> None:
    past = NOW - 100 * DAY
    primary.layer((CAROL, past, past + 200 * DAY))
    roster = await roster_of(source, BY_SCHEDULE, start=past, end=NOW + 80 * DAY)
    assert [duty.who.name for duty in roster.duties] == ["Carol Okafor"]
    asked = [each.query for each in pagerduty.asked if each.path == "/oncalls"]
    assert len(asked) == 3
    assert [each["since"] for each in asked[1:]] == [each["until"] for each in asked[:-1]]


async def test_what_lies_more_than_90_days_ahead_is_not_claimed_to_be_known(
    source: Source,
) -> None:
    roster = await roster_of(source, BY_SCHEDULE, end=NOW + 120 * DAY)
    assert roster.end == NOW + 90 * DAY
    with pytest.raises(SourceUnavailable, match="next 90 days only") as caught:
        await roster_of(source, BY_SCHEDULE, start=NOW + 91 * DAY, end=NOW + 92 * DAY)
    assert caught.value.next_step == "Ask about a time before 2027-02-21."


async def test_shifts_keep_their_instants_across_a_clock_change(
    source: Source, primary: Schedule
) -> None:
    """The account is in New York, whose clocks went back on 1 November 2026."""
    before = datetime(2026, 10, 30, 13, tzinfo=UTC)  # 09:00 EDT
    after = datetime(2026, 11, 2, 14, tzinfo=UTC)  # 09:00 EST
    primary.layer((CAROL, before, after), (DANA, after, after + WEEK))
    roster = await roster_of(source, BY_SCHEDULE, start=before, end=after + timedelta(hours=1))
    assert [(duty.start, duty.end) for duty in roster.duties] == [
        (before, after),
        (after, after + WEEK),
    ]
