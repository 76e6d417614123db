"""The example source: made-up numbers that add up at any instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.budgets.example import STORIES, Source, Story
from bot.errors import SourceUnavailable
from bot.model.assessment import State, assess
from bot.model.burn import WINDOWS
from bot.model.counts import Counts, total_of
from bot.model.policy import Policy
from bot.model.slo import Slo

HUB = Slo("iot-hub", "availability", Decimal("0.9995"), source="example")
FOUR_WEEKS = timedelta(days=28)
HUB_STORY = STORIES["iot-hub/availability"]
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)

INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds
SPANS = st.timedeltas(timedelta(0), 3 * FOUR_WEEKS)
ANY_STORY = st.sampled_from([*STORIES.values()])


@given(INSTANTS)
def test_any_28_days_of_the_hub_hold_200_million_events_of_which_90000_are_bad(
    end: datetime,
) -> None:
    assert HUB_STORY.between(end - FOUR_WEEKS, end) == Counts(90_000, 200_000_000)


@given(ANY_STORY, INSTANTS)
def test_any_28_days_of_any_story_hold_its_totals(story: Story, end: datetime) -> None:
    assert story.between(end - FOUR_WEEKS, end) == Counts(story.bad, story.total)


@given(ANY_STORY, INSTANTS, SPANS, SPANS)
def test_two_stretches_side_by_side_count_what_one_over_both_counts(
    story: Story, start: datetime, one: timedelta, other: timedelta
) -> None:
    middle, end = start + one, start + one + other
    assert story.between(start, middle) + story.between(middle, end) == story.between(start, end)


@given(ANY_STORY, INSTANTS, st.timedeltas(timedelta(0), timedelta(minutes=2)))
def test_no_stretch_has_more_bad_events_than_events(
    story: Story, start: datetime, length: timedelta
) -> None:
    counts = story.between(start, start + length)
    assert 0 <= counts.bad <= counts.total


@pytest.mark.parametrize("name", STORIES)
def test_nor_has_any_second_of_an_incident(name: str) -> None:
    story, period = STORIES[name], datetime(2026, 1, 1, tzinfo=UTC)
    for incident in story.incidents:
        begins = period + incident.day * DAY + incident.hour * HOUR
        sums = [story.up_to(begins + n * SECOND) for n in range(incident.hours * 3_600 + 1)]
        for (bad, total), (bad_after, total_after) in pairwise(sums):
            assert 0 <= bad_after - bad <= total_after - total


@settings(deadline=None, max_examples=25)
@given(now=INSTANTS)
async def test_a_reading_fits_together_whenever_it_is_asked_for(now: datetime) -> None:
    reading = await Source("example").read(HUB, now=now)
    assert reading.window == total_of(reading.slices) == Counts(90_000, 200_000_000)
    assert reading.before == (reading.window, reading.window)
    assert reading.slices[0].start == reading.at - FOUR_WEEKS
    assert reading.slices[-1].end == reading.at
    assert all(one.end == other.start for one, other in pairwise(reading.slices))
    assert set(reading.recent) == set(WINDOWS)
    totals = [reading.recent[name].total for name in WINDOWS]
    assert totals == sorted(totals)


@settings(deadline=None, max_examples=25)
@given(now=INSTANTS)
async def test_the_incidents_are_among_the_episodes_and_two_ask_for_a_postmortem(
    now: datetime,
) -> None:
    reading = await Source("example").read(HUB, now=now)
    judged = assess(HUB, reading, policy=Policy(agreed=True), now=now)
    assert judged.state is State.MEASURED
    assert judged.budget.spent == Decimal("0.9")
    whole = [
        incident
        for incident in HUB_STORY.incidents
        if any(
            episode.bad >= incident.bad and episode.end - episode.start == incident.hours * HOUR
            for episode in judged.episodes
        )
    ]
    assert len(whole) >= len(HUB_STORY.incidents) - 1, "the window's edge cuts one at most"
    large = [each for each in judged.episodes if each.share > Policy().incident_share]
    assert 1 <= len(large) <= 2


async def test_on_a_quiet_day_the_two_largest_are_38_and_22_percent_of_the_budget() -> None:
    now = datetime(2026, 11, 9, 12, tzinfo=UTC)
    judged = assess(
        HUB, await Source("example").read(HUB, now=now), policy=Policy(agreed=True), now=now
    )
    shares = [episode.share for episode in judged.episodes]
    assert [round(share, 2) for share in shares] == [
        Decimal("0.38"),
        Decimal("0.22"),
        Decimal("0.06"),
        Decimal("0.06"),
    ]


async def test_a_story_that_nobody_wrote_names_those_there_are() -> None:
    unknown = Slo("checkout", "availability", Decimal("0.999"))
    with pytest.raises(SourceUnavailable, match="no story for checkout/availability") as refused:
        await Source("example").read(unknown, now=datetime(2026, 11, 9, tzinfo=UTC))
    assert all(name in str(refused.value.next_step) for name in STORIES)


async def test_an_objective_may_tell_the_story_of_another() -> None:
    borrowed = Slo(
        "checkout", "availability", Decimal("0.9995"), query={"story": "iot-hub/availability"}
    )
    now = datetime(2026, 11, 9, tzinfo=UTC)
    assert (await Source("example").read(borrowed, now=now)).window.total == 200_000_000
