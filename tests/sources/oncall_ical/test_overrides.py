"""A feed of overrides wins over the rotation's own, and says for whom."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.oncall.ical.overriding import overridden
from bot.errors import SourceUnavailable
from bot.model.oncall import Contact, Duty
from tests.sources.oncall_ical.feed import NOW, calendar, lines, publish, read, shift

if TYPE_CHECKING:
    from pathlib import Path

BASE = calendar(
    shift("Frank", "20261123T090000Z", "20261125T090000Z"),
    shift("Alice", "20261125T090000Z", "20261127T090000Z"),
)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Frank from Monday, Alice from Wednesday to Friday."""
    (tmp_path / "base.ics").write_text(BASE)
    return tmp_path / "base.ics"


async def together(base: Path, *overrides: str, days: float = 7) -> list[str]:
    """What both feeds say."""
    over = base.with_name("overrides.ics")
    publish(over, calendar(*overrides))
    end = NOW + timedelta(days=days)
    roster = await read(base, end=end, overrides_file=str(over))
    assert roster.method == f"calendar feed, 2 events; {len(overrides)} " + (
        "override" if len(overrides) == 1 else "overrides"
    )
    return lines(roster)


async def test_an_override_takes_a_stretch_out_of_a_duty_and_says_for_whom(base: Path) -> None:
    assert await together(base, shift("Erin", "20261123T180000Z", "20261124T060000Z")) == [
        "Frank 23 09:00 – 23 18:00",
        "Erin for Frank 23 18:00 – 24 06:00",
        "Frank 24 06:00 – 25 09:00",
        "Alice 25 09:00 – 27 09:00",
    ]


async def test_an_override_over_two_duties_covers_for_one_after_the_other(base: Path) -> None:
    assert await together(base, shift("Erin", "20261124T090000Z", "20261126T090000Z")) == [
        "Frank 23 09:00 – 24 09:00",
        "Erin for Frank 24 09:00 – 25 09:00",
        "Erin for Alice 25 09:00 – 26 09:00",
        "Alice 26 09:00 – 27 09:00",
    ]


async def test_an_override_where_nobody_was_covers_for_nobody(base: Path) -> None:
    assert await together(base, shift("Erin", "20261127T090000Z", "20261128T090000Z")) == [
        "Frank 23 09:00 – 25 09:00",
        "Alice 25 09:00 – 27 09:00",
        "Erin 27 09:00 – 28 09:00",
    ]


async def test_ones_own_override_covers_for_nobody(base: Path) -> None:
    assert await together(base, shift("frank", "20261124T090000Z", "20261125T090000Z")) == [
        "Frank 23 09:00 – 24 09:00",
        "frank 24 09:00 – 25 09:00",
        "Alice 25 09:00 – 27 09:00",
    ]


async def test_a_duty_that_reaches_out_of_what_is_asked_ends_where_an_override_begins(
    base: Path,
) -> None:
    erin = shift("Erin", "20261124T180000Z", "20261128T060000Z")
    assert await together(base, erin, days=0.1) == ["Frank 23 09:00 – 24 18:00"]
    assert await together(base, erin, days=1.4) == [
        "Frank 23 09:00 – 24 18:00",
        "Erin for Frank 24 18:00 – 25 09:00",
    ]


async def test_without_its_overrides_an_answer_would_be_wrong_so_there_is_none(base: Path) -> None:
    missing = str(base.with_name("missing.ics"))
    with pytest.raises(SourceUnavailable) as caught:
        await read(base, overrides_file=missing)
    assert caught.value.message == (
        "The overrides' feed of “sre” cannot be read: no such file or directory."
    )
    assert caught.value.next_step == f"Look at {missing}."


def duties(names: str) -> st.SearchStrategy[list[Duty]]:
    """Up to five duties of these people, on whole hours of two days."""
    pair = st.tuples(st.integers(0, 47), st.integers(1, 12), st.sampled_from(names))
    return st.lists(pair, max_size=5).map(
        lambda found: [
            Duty(Contact(name), NOW + at * HOUR, NOW + (at + length) * HOUR)
            for at, length, name in found
        ]
    )


HOUR = timedelta(hours=1)


@given(base=duties("ABC"), overrides=duties("ADE"))
def test_at_every_hour_overrides_hold_where_there_are_any_and_the_others_where_not(
    base: list[Duty], overrides: list[Duty]
) -> None:
    both = overridden(base, overrides)
    assert list(both) == sorted(both, key=lambda duty: (duty.start, duty.end))
    for at in (NOW + hour * HOUR for hour in range(61)):
        below = [duty.who.name for duty in base if duty.holds(at)]
        above = [duty.who.name for duty in overrides if duty.holds(at)]
        found = [duty for duty in both if duty.holds(at)]
        assert {duty.who.name for duty in found} == set(above or below)
        for duty in found:
            others = [name for name in below if name != duty.who.name]
            covers = above and below and duty.who.name not in below
            assert (duty.covering_for is not None) == bool(covers)
            assert duty.covering_for is None or duty.covering_for.name in others
