"""The stretches in which most of the budget went."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.cards import budget_words as words
from bot.model.counts import Counts, Slice
from bot.model.episodes import Episode, episodes
from tests.model.build import DAY, HOUR, NOW, assessed, engagement, hours, objective, reading

TARGET = Decimal("0.999")
START = NOW - DAY


def found(*bad: int | None, allowed: int = 100) -> tuple[Episode, ...]:
    """Episodes of hours with 10,000 events each, of which 10 may be bad at burn 1."""
    return episodes(hours(*bad), target=TARGET, allowed=Decimal(allowed))


def test_an_episode_is_an_unbroken_run_of_hours_at_twice_the_sustainable_burn() -> None:
    (episode,) = found(0, 20, 40, 19, 0)
    assert (episode.start, episode.end) == (START + HOUR, START + 3 * HOUR)
    assert (episode.bad, episode.share) == (60, Decimal("0.6"))


def test_twice_the_sustainable_burn_is_enough_and_anything_less_is_not() -> None:
    assert found(19) == ()
    assert len(found(20)) == 1


def test_the_largest_comes_first() -> None:
    assert [episode.bad for episode in found(30, 0, 90, 0, 50)] == [90, 50, 30]


def test_hours_that_nobody_measured_break_an_episode() -> None:
    assert [episode.bad for episode in found(40, None, 30)] == [40, 30]


def test_an_hour_without_traffic_breaks_an_episode() -> None:
    before, _, after = hours(40, 0, 30)
    quiet = Slice(before.end, after.start, Counts(0, 0))
    both = episodes((before, quiet, after), target=TARGET, allowed=Decimal(100))
    assert [episode.bad for episode in both] == [40, 30]


def test_without_a_budget_there_are_no_shares_and_no_episodes() -> None:
    assert found(40, allowed=0) == ()


@given(st.lists(st.none() | st.integers(0, 60), max_size=24))
def test_episodes_hold_every_fast_hour_once_and_never_touch(bad: list[int | None]) -> None:
    some = found(*bad)
    assert sum(episode.bad for episode in some) == sum(
        each for each in bad if each is not None and each >= 20
    )
    ordered = sorted(some, key=lambda episode: episode.start)
    assert all(one.end < other.start for one, other in pairwise(ordered))


def test_38000_and_22000_of_100000_are_two_incidents_above_a_fifth_of_the_budget() -> None:
    window = Counts(60_000, 200_000_000)
    slices = hours(38_000, 0, 22_000, 0, total=300_000)
    judged = assessed(reading(window, slices=slices), objective("0.9995"))
    assert [episode.share for episode in judged.episodes] == [Decimal("0.38"), Decimal("0.22")]


def test_a_postmortem_is_due_above_a_fifth_and_not_at_exactly_a_fifth() -> None:
    def said(bad: int) -> str:
        window = Counts(bad, 100_000)
        judged = assessed(reading(window, slices=hours(bad)))
        return words.biggest(judged, engagement(), zone="UTC") or ""

    assert said(20).startswith("20% on")
    assert "postmortem" not in said(20)
    assert "postmortem with a P0" in said(21)
