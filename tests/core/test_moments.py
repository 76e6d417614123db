"""Times as people type them: in their zone, still to come, and never guessed."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.errors import BotError, Usage
from bot.moments import EXAMPLES, mended, moment_called, moment_text, understood

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
ZONES = (BERLIN, NEW_YORK, "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "UTC")
SAID = (
    "at on in the of next this last end day eod now today tomorrow tonight yesterday monday fri "
    "sunday noon midnight morning 9 9am 18:00 24:00 25:00 18h 2 0 31 29 ago hours days weeks dec "
    "feb february 24th 2027 1e9 24.12. 4/5 12/24 2026-12-24 cet utc +02:00 -99:99 europe/berlin "
    "../etc z T Z a"
)
FIRST, LAST = datetime.fromisoformat("1971-01-02"), datetime.fromisoformat("2999-12-30")


@pytest.mark.parametrize(
    ("said", "local"),
    [
        ("now", "Mon 2026-11-23 13:00"),
        ("today", "Mon 2026-11-23 13:00"),
        ("18:00", "Mon 2026-11-23 18:00"),
        ("13:00", "Mon 2026-11-23 13:00"),
        ("9:00", "Tue 2026-11-24 09:00"),
        ("9", "Tue 2026-11-24 09:00"),
        ("6pm", "Mon 2026-11-23 18:00"),
        ("6 p.m.", "Mon 2026-11-23 18:00"),
        ("12am", "Tue 2026-11-24 00:00"),
        ("18h", "Mon 2026-11-23 18:00"),
        ("18h30", "Mon 2026-11-23 18:30"),
        ("9 o'clock", "Tue 2026-11-24 09:00"),
        ("noon", "Tue 2026-11-24 12:00"),
        ("midnight", "Tue 2026-11-24 00:00"),
        ("24:00", "Tue 2026-11-24 00:00"),
        ("end of day", "Tue 2026-11-24 00:00"),
        ("EOD Friday", "Sat 2026-11-28 00:00"),
        ("end of tomorrow", "Wed 2026-11-25 00:00"),
        ("tonight", "Mon 2026-11-23 20:00"),
        ("tonight at 10pm", "Mon 2026-11-23 22:00"),
        ("this evening", "Mon 2026-11-23 18:00"),
        ("today 18:00", "Mon 2026-11-23 18:00"),
        ("tomorrow", "Tue 2026-11-24 00:00"),
        ("tomorrow 9am", "Tue 2026-11-24 09:00"),
        ("tomorrow at 9", "Tue 2026-11-24 09:00"),
        ("9am tomorrow", "Tue 2026-11-24 09:00"),
        ("tomorrow morning", "Tue 2026-11-24 09:00"),
        ("day after tomorrow", "Wed 2026-11-25 00:00"),
        ("yesterday 9am", "Sun 2026-11-22 09:00"),
        ("monday", "Mon 2026-11-30 00:00"),
        ("next Monday 10:00", "Mon 2026-11-30 10:00"),
        ("monday 18:00", "Mon 2026-11-23 18:00"),
        ("next monday 18:00", "Mon 2026-11-30 18:00"),
        ("last monday", "Mon 2026-11-16 00:00"),
        ("tuesday", "Tue 2026-11-24 00:00"),
        ("friday noon", "Fri 2026-11-27 12:00"),
        ("noon on friday", "Fri 2026-11-27 12:00"),
        ("fri 5pm", "Fri 2026-11-27 17:00"),
        ("in 2 hours", "Mon 2026-11-23 15:00"),
        ("in an hour", "Mon 2026-11-23 14:00"),
        ("in 3 days", "Thu 2026-11-26 13:00"),
        ("2 hours ago", "Mon 2026-11-23 11:00"),
        ("a week ago", "Mon 2026-11-16 13:00"),
        ("in 3 months", "Tue 2027-02-23 13:00"),
        ("a month ago", "Fri 2026-10-23 13:00"),
        ("24 Dec 6pm", "Thu 2026-12-24 18:00"),
        ("Dec 24 18:00", "Thu 2026-12-24 18:00"),
        ("the 24th of December", "Thu 2026-12-24 00:00"),
        ("December 24th, 2027 at 6pm", "Fri 2027-12-24 18:00"),
        ("1 jan", "Fri 2027-01-01 00:00"),
        ("23 nov", "Mon 2026-11-23 00:00"),
        ("22 nov", "Mon 2027-11-22 00:00"),
        ("24.12. 18:00", "Thu 2026-12-24 18:00"),
        ("24/12 18:00", "Thu 2026-12-24 18:00"),
        ("12/24 6pm", "Thu 2026-12-24 18:00"),
        ("2026-12-24", "Thu 2026-12-24 00:00"),
        ("2026-12-24 18:00", "Thu 2026-12-24 18:00"),
        ("2026-12-24T18:00Z", "Thu 2026-12-24 19:00"),
        ("2026-12-24T18:00+05:30", "Thu 2026-12-24 13:30"),
        ("2026-12-24 18:00 UTC", "Thu 2026-12-24 19:00"),
        ("18:00 CET", "Mon 2026-11-23 18:00"),
        ("Mon 30 Nov 18:00 CET", "Mon 2026-11-30 18:00"),
        ("9am America/New_York", "Mon 2026-11-23 15:00"),
        ("18:00 +02:00", "Mon 2026-11-23 17:00"),
    ],
)
def test_what_people_type_is_understood_in_their_zone(said: str, local: str) -> None:
    moment = understood(said, now=NOW, zone=BERLIN)
    assert f"{moment.at.astimezone(ZoneInfo(BERLIN)):%a %Y-%m-%d %H:%M}" == local
    assert moment.at.tzinfo is UTC
    assert moment.said == said


@pytest.mark.parametrize(
    "said",
    [
        *("", " ", "a", "25", "1800", "25:00", "13pm", "9.30", "31 feb", "monday 25:00"),
        *("2w", "2026-12", "2027", "4/5", "next week", "9am PST", "fri 24 dec", "wibble"),
        *("0001-01-01", "9999-12-31 23:59", "iot-hub", "9am at noon", "in 99999 weeks"),
    ],
)
def test_what_could_mean_several_things_or_none_is_not_guessed(said: str) -> None:
    with pytest.raises(Usage) as refused:
        understood(said, now=NOW, zone=BERLIN)
    assert refused.value.next_step == "Write it like this: tomorrow 9am, or 2026-11-30 18:00."


@pytest.mark.parametrize(
    ("said", "local"),
    [
        ("2h", "Mon 23 15:00"),
        ("18h", "Tue 24 07:00"),
        ("Two Days", "Wed 25 13:00"),
        ("1w", "Mon 30 13:00"),
        ("a month", "Wed 23 13:00"),
        ("in 2 hours", "Mon 23 15:00"),
        ("18:00", "Mon 23 18:00"),
        ("9", "Tue 24 09:00"),
    ],
)
def test_a_length_of_time_may_mean_one_from_now_on(said: str, local: str) -> None:
    at = understood(said, now=NOW, zone=BERLIN, ahead=True).at
    assert f"{at.astimezone(ZoneInfo(BERLIN)):%a %d %H:%M}" == local


@pytest.mark.parametrize("said", [*EXAMPLES, "2026-11-30 18:00"])
def test_the_ways_to_write_it_that_are_shown_work(said: str) -> None:
    assert understood(said, now=NOW, zone=BERLIN).at >= NOW


@pytest.mark.parametrize(
    ("start", "end", "local"),
    [
        ("tomorrow 9am", "18:00", "Tue 24 18:00"),
        ("tomorrow 9am", "8:00", "Wed 25 08:00"),
        ("friday 18:00", "monday 9:00", "Mon 30 09:00"),
        ("friday 9am", "end of day", "Sat 28 00:00"),
        ("friday 9am", "friday 18:00", "Fri 27 18:00"),
        ("friday 18:00", "friday 9am", "Fri 04 09:00"),
        ("tomorrow 9am", "2026-11-26", "Thu 26 00:00"),
    ],
)
def test_an_end_is_understood_from_its_start_on(start: str, end: str, local: str) -> None:
    since = understood(start, now=NOW, zone=BERLIN).at
    at = understood(end, now=NOW, zone=BERLIN, since=since).at
    assert f"{at.astimezone(ZoneInfo(BERLIN)):%a %d %H:%M}" == local


@pytest.mark.parametrize("end", ["now", "tomorrow 9am", "2026-11-24 08:00", "yesterday"])
def test_an_end_that_is_not_after_its_start_is_refused(end: str) -> None:
    since = understood("tomorrow 9am", now=NOW, zone=BERLIN).at
    with pytest.raises(Usage, match="not after the start"):
        understood(end, now=NOW, zone=BERLIN, since=since)


@pytest.mark.parametrize(
    ("said", "zone", "instant"),
    [
        ("2027-03-28 02:30", BERLIN, "2027-03-28T01:00Z"),  # skipped: the end of the gap
        ("2027-10-31 02:30", BERLIN, "2027-10-31T00:30Z"),  # twice: the first
        ("2027-11-07 01:30", NEW_YORK, "2027-11-07T05:30Z"),
        ("2027-10-03 02:10", "Australia/Lord_Howe", "2027-10-02T15:30Z"),
    ],
)
def test_a_changed_clock_has_a_rule(said: str, zone: str, instant: str) -> None:
    assert moment_text(understood(said, now=NOW, zone=zone).at) == instant


def test_hours_pass_and_days_keep_their_time_of_day_across_a_clock_change() -> None:
    before = datetime(2027, 3, 27, 12, tzinfo=UTC)
    hours = understood("in 24 hours", now=before, zone=BERLIN).at
    days = understood("in 1 day", now=before, zone=BERLIN).at
    assert (hours, days) == (before + timedelta(hours=24), before + timedelta(hours=23))


@pytest.mark.parametrize(
    ("said", "meant"),
    [("tomorow 9am", "tomorrow 9am"), ("mondey", "monday"), ("24 Decmber", "24 december")],
)
def test_a_slip_is_put_right(said: str, meant: str) -> None:
    assert mended(said, now=NOW, zone=BERLIN) == meant
    assert mended("wibble", now=NOW, zone=BERLIN) is None


@given(
    at=st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
    zone=st.sampled_from(ZONES),
    asked=st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
)
def test_every_instant_is_said_so_that_anybody_reads_it_back(
    at: datetime, zone: str, asked: datetime
) -> None:
    assert understood(moment_text(at), now=asked, zone=zone).at == at


@settings(deadline=None)
@example("1 jan 2 feb 3 mar 4 apr 5 may 6 jun 7 jul 8 aug 9 sep 10 oct", BERLIN)
@example("2026-12-24T18:00:00.000000000000000000000000000000Z", BERLIN)
@example("18:00 " + "a/" * 26 + "b", BERLIN)
@given(
    st.text()
    | st.lists(st.sampled_from(SAID.split()), max_size=8).map(" ".join)
    | st.from_regex(r"[0-9:./+ -]{1,40}", fullmatch=True),
    st.sampled_from(ZONES),
)
def test_whatever_is_typed_is_an_instant_or_a_kind_word(said: str, zone: str) -> None:
    with suppress(BotError):
        at = understood(said, now=NOW, zone=zone).at
        assert at.utcoffset() == timedelta(0)
        assert understood(moment_text(at), now=NOW, zone=zone).at == at


@pytest.mark.parametrize(
    "said",
    [
        "x" * 100_000,
        "1 " * 30,
        "9" * 60,
        "monday " * 8,
        "at " * 20,
        "1 jan " * 10,
        "1 jan 2 feb 3 mar 4 apr 5 may 6 jun 7 jul 8 aug 9 sep 10 oct",
        "the of the of the of the of the of the of jan the of the x",
    ],
)
def test_hostile_words_take_no_time(said: str) -> None:
    moment_called("24 dec", now=NOW, zone=BERLIN)  # the first reads what is known of languages
    took = []
    for _ in range(5):
        started = time.perf_counter()
        moment_called(said, now=NOW, zone=BERLIN)
        took.append(time.perf_counter() - started)
    assert min(took) < 0.02
