from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.drawing.dates import date_ticks

BERLIN = "Europe/Berlin"


def test_midnight_stays_midnight_when_the_clocks_go_back() -> None:
    start = datetime(2025, 10, 24, 12, tzinfo=UTC)
    ticks = date_ticks(start, start + timedelta(days=5), zone=BERLIN, width=400)
    assert [tick.label for tick in ticks] == ["25 Oct", "26 Oct", "27 Oct", "28 Oct", "29 Oct"]
    assert {tick.at.astimezone(ZoneInfo(BERLIN)).hour for tick in ticks} == {0}


def test_an_hour_that_the_clocks_skip_is_not_marked_twice() -> None:
    start = datetime(2026, 3, 28, 23, tzinfo=UTC)
    ticks = date_ticks(start, start + timedelta(hours=5), zone=BERLIN, width=400)
    assert [tick.label for tick in ticks] == ["29 Mar", "01:00", "03:00", "04:00", "05:00", "06:00"]


@pytest.mark.parametrize(
    ("span", "labels"),
    [
        (timedelta(minutes=50), ["10:15", "10:30", "10:45"]),
        (timedelta(days=28), ["15 Sep", "22 Sep", "29 Sep", "6 Oct"]),
        (timedelta(days=90), ["15 Sep", "29 Sep", "13 Oct", "27 Oct", "10 Nov", "24 Nov", "8 Dec"]),
        (timedelta(days=400), ["Oct 2025", "Jan 2026", "Apr 2026", "Jul 2026", "Oct 2026"]),
        (timedelta(days=3000), ["Jan 2026", "Jan 2028", "Jan 2030", "Jan 2032"]),
    ],
)
def test_steps_are_round_at_every_span(span: timedelta, labels: list[str]) -> None:
    start = datetime(2025, 9, 10, 8, 5, tzinfo=UTC)
    ticks = date_ticks(start, start + span, zone=BERLIN, width=450)
    assert [tick.label for tick in ticks] == labels
