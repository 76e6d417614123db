"""How PagerDuty is asked and checked, where people are sent, and what always holds."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SourceUnavailable
from bot.model.oncall import Contact
from bot.model.timeline import begins, ends
from tests.fakes.pagerduty import FakePagerDuty, Schedule, User
from tests.fakes.strict import answers
from tests.sources.pagerduty import (
    ALICE,
    BOB,
    BY_POLICY,
    BY_SCHEDULE,
    CAROL,
    POLICY,
    PRIMARY,
    account,
    source_at,
)
from tests.sources.rotations import HOUR, NOW, WEEK, day, roster_of, rotation

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from adapters.rostering.source import Source
    from bot.model.rotation import Rotation


@pytest.fixture
async def pagerduty() -> AsyncIterator[FakePagerDuty]:
    async with account() as running:
        yield running


@pytest.fixture
async def source(pagerduty: FakePagerDuty) -> AsyncIterator[Source]:
    async with source_at(pagerduty.url) as built:
        yield built


async def test_a_schedule_takes_two_requests(source: Source, pagerduty: FakePagerDuty) -> None:
    await roster_of(source, BY_SCHEDULE)
    oncalls, schedule = pagerduty.asked
    assert (oncalls.path, dict(oncalls.query)) == (
        "/oncalls",
        {
            "schedule_ids[]": PRIMARY,
            "include[]": "users",
            "since": "2026-11-23T12:00:00Z",
            "until": "2026-11-30T12:00:00Z",
            "time_zone": "UTC",
            "limit": "100",
            "offset": "0",
        },
    )
    assert (schedule.path, schedule.query["overflow"]) == (f"/schedules/{PRIMARY}", "true")


async def test_the_token_goes_to_the_configured_address_alone(
    pagerduty: FakePagerDuty,
) -> None:
    async with FakePagerDuty() as elsewhere, source_at(pagerduty.url) as source:
        pagerduty.trouble_without_end = answers(307, "", Location=f"{elsewhere.url}/oncalls")
        with pytest.raises(SourceUnavailable):
            await roster_of(source, BY_SCHEDULE)
        assert elsewhere.asked == []


async def test_a_check_says_who_is_on_call_and_names_everybody(
    source: Source, pagerduty: FakePagerDuty
) -> None:
    pagerduty.schedules[PRIMARY].override(CAROL, day(23, 10), day(23, 18))
    by_schedule, second, third = await source.check(
        [
            BY_SCHEDULE,
            rotation(escalation_policy=POLICY, level=2),
            rotation(escalation_policy=POLICY, level=3),
        ],
        now=NOW,
    )
    assert by_schedule.said == (
        "Schedule “Primary” is on call: Carol Okafor for Alice Nakamura until Mon 23 Nov 19:00 CET."
    )
    assert {contact.name for contact in by_schedule.contacts} == {
        "Alice Nakamura",
        "Bob Castellano",
        "Carol Okafor",
    }
    assert second.said == "Level 2 of escalation policy “IoT Hub” is on call: Dana Iyer always."
    assert second.contacts == (Contact("Dana Iyer", "dana@example.com", "PDANA44"),)
    assert third.said == (
        "Level 3 of escalation policy “IoT Hub” has nobody on call, now or in 28 days."
    )


async def test_a_check_of_a_gap_says_who_is_next(source: Source, pagerduty: FakePagerDuty) -> None:
    pagerduty.schedules[PRIMARY].layers = []
    pagerduty.schedules[PRIMARY].layer((BOB, day(24), day(25)))
    (found,) = await source.check([BY_SCHEDULE], now=NOW)
    assert found.said == (
        "Schedule “Primary” has nobody on call now; "
        "next is Bob Castellano from Tue 24 Nov 10:00 CET."
    )


async def test_a_check_fails_like_a_reading(source: Source) -> None:
    with pytest.raises(SourceUnavailable, match="has no schedule PNOWHERE"):
        await source.check([BY_SCHEDULE, rotation(schedule="PNOWHERE")], now=NOW)


@pytest.mark.parametrize(
    ("asked", "before", "after"),
    [
        (BY_SCHEDULE, f"schedules#{PRIMARY}", f"schedules/{PRIMARY}"),
        (BY_POLICY, f"escalation_policies#{POLICY}", f"escalation_policies/{POLICY}"),
    ],
)
async def test_people_are_sent_to_the_page_of_what_was_asked(
    source: Source, asked: Rotation, before: str, after: str
) -> None:
    assert source.link(asked) == f"https://app.pagerduty.com/{before}"
    await roster_of(source, asked)
    assert source.link(asked) == f"https://acme.pagerduty.com/{after}"


HOURS = st.integers(min_value=-100, max_value=300)
PEOPLE = st.sampled_from([ALICE, BOB, CAROL])
STRETCHES = st.tuples(PEOPLE, HOURS, st.integers(min_value=1, max_value=100))


def turn(stretch: tuple[User, int, int]) -> tuple[User, datetime, datetime]:
    user, first, hours = stretch
    return user, NOW + first * HOUR, NOW + (first + hours) * HOUR


@given(
    layers=st.lists(st.lists(STRETCHES, max_size=4), max_size=3),
    overrides=st.lists(STRETCHES, max_size=4),
    paged=st.booleans(),
)
async def test_whatever_a_schedule_holds_its_duties_tile_what_it_shows(
    layers: list[list[tuple[User, int, int]]],
    overrides: list[tuple[User, int, int]],
    paged: bool,
) -> None:
    """At each hour the roster has whom the schedule has, and whom an override replaces."""
    async with account() as pagerduty, source_at(pagerduty.url) as source:
        pagerduty.page = 3
        schedule = pagerduty.schedules[PRIMARY] = Schedule(PRIMARY, "Primary")
        for layer in layers:
            schedule.layer(*(turn(each) for each in layer))
        for each in overrides:
            schedule.override(*turn(each))
        pagerduty.policies = {}
        if paged:
            pagerduty.policy(POLICY, "IoT Hub", [schedule])
        roster = await roster_of(source, BY_SCHEDULE)
    assert all(ends(one) <= begins(other) for one, other in pairwise(roster.duties))
    plain = Schedule(PRIMARY, "Primary", layers=schedule.layers)
    for number in range(WEEK // HOUR):
        instant = NOW + number * HOUR + timedelta(minutes=30)
        shown = [each.user for each in schedule.final if each.start <= instant < each.end]
        duties = [duty for duty in roster.duties if duty.holds(instant)]
        assert [duty.who.id for duty in duties] == [user.id for user in shown]
        planned = [each.user for each in plain.final if each.start <= instant < each.end]
        replaced = [user.id for user in planned if user not in shown]
        covering = [duty.covering_for.id for duty in duties if duty.covering_for]
        assert covering == replaced
