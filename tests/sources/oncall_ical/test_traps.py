"""Each trap of calendar feeds, and the rule that keeps us out of it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.oncall.ical import repeating
from bot.errors import SourceUnavailable
from tests.sources.oncall_ical.feed import (
    NOW,
    calendar,
    event,
    lines,
    publish,
    read,
    rotation,
    shift,
    source,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A feed's file."""
    return tmp_path / "feed.ics"


async def refused(feed: Path, content: str | bytes) -> SourceUnavailable:
    """Why a feed is refused."""
    publish(feed, content)
    with pytest.raises(SourceUnavailable) as caught:
        await read(feed)
    assert caught.value.message.startswith("The calendar feed of “sre” ")
    assert caught.value.next_step
    return caught.value


async def test_two_events_with_one_uid_are_two(feed: Path) -> None:
    publish(
        feed,
        calendar(
            shift("Alice", "20261124T090000Z", "20261125T090000Z", "UID:one"),
            shift("Frank", "20261125T090000Z", "20261126T090000Z", "UID:one"),
        ),
    )
    assert lines(await read(feed)) == ["Alice 24 09:00 – 25 09:00", "Frank 25 09:00 – 26 09:00"]


async def test_so_are_two_that_repeat_with_one_uid(feed: Path) -> None:
    publish(
        feed,
        calendar(
            shift("Alice", "20261123T220000Z", "20261124T060000Z", "UID:one", "RRULE:FREQ=WEEKLY"),
            shift("Frank", "20261124T220000Z", "20261125T060000Z", "UID:one", "RRULE:FREQ=WEEKLY"),
        ),
    )
    roster = await read(feed, end=NOW + timedelta(days=9))
    assert lines(roster) == [
        "Alice 23 22:00 – 24 06:00",
        "Frank 24 22:00 – 25 06:00",
        "Alice 30 22:00 – 01 06:00",
        "Frank 01 22:00 – 02 06:00",
    ]


async def test_what_is_said_twice_is_one_duty(feed: Path) -> None:
    same = shift("Alice", "20261124T090000Z", "20261125T090000Z")
    publish(feed, calendar(same, same))
    assert lines(await read(feed)) == ["Alice 24 09:00 – 25 09:00"]


async def test_what_is_cancelled_does_not_take_place(feed: Path) -> None:
    publish(
        feed,
        calendar(
            shift("Alice", "20261124T090000Z", "20261125T090000Z", "STATUS:CANCELLED"),
            shift("Frank", "20261124T090000Z", "20261125T090000Z", "STATUS:CONFIRMED"),
        ),
    )
    assert lines(await read(feed)) == ["Frank 24 09:00 – 25 09:00"]


async def test_one_cancelled_repetition_leaves_a_gap_and_not_its_series(feed: Path) -> None:
    publish(
        feed,
        calendar(
            shift("Alice", "20261123T200000Z", "20261124T080000Z", "UID:a", "RRULE:FREQ=DAILY"),
            shift(
                "Alice",
                "20261124T200000Z",
                "20261125T080000Z",
                "UID:a",
                "RECURRENCE-ID:20261124T200000Z",
                "STATUS:CANCELLED",
            ),
        ),
    )
    assert lines(await read(feed, end=NOW + timedelta(days=3))) == [
        "Alice 23 20:00 – 24 08:00",
        "Alice 25 20:00 – 26 08:00",
    ]


@pytest.mark.parametrize(
    "nothing",
    [
        shift("Alice", "20261124T090000Z", "20261124T090000Z"),
        shift("Alice", "20261124T090000Z", "20261124T080000Z"),
        event("DTSTART:20261124T090000Z"),
        event("DTSTART:20261124T090000Z", "DURATION:PT0S"),
        shift("Alice", "20261123T090000Z", "20261123T090000Z", "RRULE:FREQ=DAILY"),
    ],
    ids=["zero", "backwards", "without an end", "of no length", "zero every day"],
)
async def test_what_has_no_length_is_nobodys_duty(feed: Path, nothing: str) -> None:
    publish(feed, calendar(nothing, shift("Frank", "20261124T090000Z", "20261125T090000Z")))
    assert lines(await read(feed)) == ["Frank 24 09:00 – 25 09:00"]


@pytest.mark.parametrize("field", ["DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID"])
async def test_an_unknown_zone_is_refused_by_name(feed: Path, field: str) -> None:
    times = {"DTSTART": ":20261124T090000Z", "DTEND": ":20261125T090000Z"}
    times[field] = ";TZID=Mars/Olympus Mons:20261124T090000"
    error = await refused(feed, calendar(event(*(f"{each}{at}" for each, at in times.items()))))
    assert "names the time zone “Mars/Olympus Mons”, which nobody knows." in error.message
    assert error.next_step == "Let the calendar use a zone such as Europe/Berlin."


async def test_so_is_an_unknown_zone_of_the_whole_calendar(feed: Path) -> None:
    whole_day = event("DTSTART;VALUE=DATE:20261124")
    error = await refused(feed, calendar(whole_day, head="X-WR-TIMEZONE:Mars/Olympus"))
    assert "“Mars/Olympus”" in error.message


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Berlin",
        "W. Europe Standard Time",
        "/mozilla.org/20050126_1/Europe/Berlin",
        "/Europe/Berlin",
    ],
)
async def test_zones_are_known_by_every_usual_name(feed: Path, name: str) -> None:
    start, end = f";TZID={name}:20261124T090000", f";TZID={name}:20261124T170000"
    publish(feed, calendar(shift("Alice", start, end)))
    assert lines(await read(feed)) == ["Alice 24 08:00 – 24 16:00"]


def custom(offset: str) -> str:
    """A zone that its calendar explains, under a name that many calendars use."""
    rules = f"DTSTART:16010101T000000\nTZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}"
    name = "TZID:Customized Time Zone"
    return f"BEGIN:VTIMEZONE\n{name}\nBEGIN:STANDARD\n{rules}\nEND:STANDARD\nEND:VTIMEZONE"


async def test_two_feeds_may_mean_two_things_by_the_same_zone(tmp_path: Path) -> None:
    """icalendar alone would read the second feed by the first one's rules."""
    told = ";TZID=Customized Time Zone:20261124T"
    found = []
    for offset in ("+0530", "-0300"):
        feed = tmp_path / f"{offset}.ics"
        one = shift("Alice", f"{told}090000", f"{told}170000")
        publish(feed, calendar(one, head=custom(offset)))
        found += lines(await read(feed))
    assert found == ["Alice 24 03:30 – 24 11:30", "Alice 24 12:00 – 24 20:00"]


async def test_so_may_feeds_that_are_read_at_once(tmp_path: Path) -> None:
    """Each is long enough to be parsed while the others are."""
    told = ";TZID=Customized Time Zone:202611"
    month = [shift("Alice", f"{told}{day:02}T120000", f"{told}{day:02}T130000") for day in DAYS]
    feeds = {hour: tmp_path / f"{hour}.ics" for hour in range(10)}
    for hour, feed in feeds.items():
        publish(feed, calendar(*month * 4, head=custom(f"+0{hour}00")))
    rosters = await asyncio.gather(*(read(each, NOW.replace(day=1)) for each in feeds.values()))
    assert [lines(each) for each in rosters] == [
        [f"Alice {day:02} {12 - hour:02}:00 – {day:02} {13 - hour:02}:00" for day in DAYS]
        for hour in feeds
    ]


DAYS = range(2, 29)
WHOLE_DAY = event("DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261125")
FLOATING = shift("Alice Nakamura", "20261124T000000", "20261125T000000")


@pytest.mark.parametrize("told", [WHOLE_DAY, FLOATING, event("DTSTART;VALUE=DATE:20261124")])
@pytest.mark.parametrize(
    ("head", "zone", "begins"),
    [
        ("X-WR-TIMEZONE:Asia/Kolkata", "America/New_York", "23 18:30 – 24 18:30"),
        (custom("-0300"), "Europe/Berlin", "24 03:00 – 25 03:00"),
        ("X-WR-CALNAME:On call", "America/New_York", "24 05:00 – 25 05:00"),
    ],
    ids=["its own zone", "the zone that it brings", "the rotation's zone"],
)
async def test_whole_days_and_times_without_a_zone_are_the_calendars_own(
    feed: Path, told: str, head: str, zone: str, begins: str
) -> None:
    publish(feed, calendar(told, head=head))
    assert lines(await read(feed, zone=zone)) == [f"Alice Nakamura {begins}"]


async def test_whole_days_repeat_as_days_through_a_change_of_the_clocks(feed: Path) -> None:
    weekend = event("DTSTART;VALUE=DATE:20261017", "DTEND;VALUE=DATE:20261019", "RRULE:FREQ=WEEKLY")
    publish(feed, calendar(weekend, head="X-WR-TIMEZONE:Europe/Berlin"))
    start = datetime(2026, 10, 16, tzinfo=UTC)
    assert lines(await read(feed, start, start + timedelta(days=14))) == [
        "Alice Nakamura 16 22:00 – 18 22:00",
        "Alice Nakamura 23 22:00 – 25 23:00",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty."),
        (" \r\n\0", "is empty."),
        ("<!DOCTYPE html><title>Sign in</title>", "answered with a page instead of a calendar."),
        ("\ufeff  <html>", "answered with a page instead of a calendar."),
        ('{"error": "no such calendar"}', "is no calendar."),
        ("BEGIN:VCARD\nEND:VCARD", "is no calendar."),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2026", "is broken:"),
        (calendar() + calendar(event("DTSTART:20261124T090000Z"))[:-20], "is broken:"),
        ("BEGIN:VCALENDAR\nno colon\nEND:VCALENDAR", "is broken:"),
        (calendar(event("DTSTART:20261124T090000Z")).replace("END:VEVENT\n", ""), "is broken:"),
        (calendar(head="TZID:Mars\nEND:VTIMEZONE"), "is broken:"),
        (calendar() + event("DTSTART:20261124T090000Z") + calendar(), "is broken:"),
        (b"\x1f\x8b\x08\x00broken", "is a packed file that does not unpack."),
        (
            calendar(
                shift("A", "20261124T090000Z", "20261124T100000Z", "RRULE:FREQ=DAILY;INTERVAL=0")
            ),
            "repeats within minutes, which no shift does.",
        ),
        (calendar(event("DTEND:20261124T090000Z")), "an event without a readable DTSTART."),
        (calendar(event("DTSTART:soon")), "an event without a readable DTSTART."),
        (calendar(shift("A", "20261124T090000Z", "later")), "without a readable DTEND."),
        (
            calendar(shift("A", "20261124T090000Z", "20261125T090000Z", "RRULE:FREQ=NEVER")),
            "an event without a readable RRULE.",
        ),
        (
            calendar(shift("A", "19700101T000000Z", "19700101T000001Z", "RRULE:FREQ=SECONDLY")),
            "repeats within minutes, which no shift does.",
        ),
        (
            calendar(
                shift(
                    "A",
                    "20200101T000000Z",
                    "20200101T000100Z",
                    f"RRULE:FREQ=HOURLY;BYMINUTE={','.join(map(str, range(60)))}",
                )
            ),
            "repeats within minutes, which no shift does.",
        ),
        (
            calendar(
                shift("A", "20261124T090000Z", "20261124T100000Z", "RRULE:FREQ=DAILY;BYSETPOS=0")
            ),
            "a way that nobody understands.",
        ),
    ],
)
async def test_what_cannot_be_answered_by_is_refused(
    feed: Path, content: str | bytes, said: str
) -> None:
    assert said in (await refused(feed, content)).message


async def test_a_series_that_never_ends_is_not_followed_for_ever(
    feed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repeating, "MOST", 100)
    hourly = shift("A", "20200101T000000Z", "20200101T010000Z", "RRULE:FREQ=HOURLY")
    assert "has more than 100 shifts" in (await refused(feed, calendar(hourly))).message


async def test_a_calendar_without_events_says_that_nobody_is_on_call(feed: Path) -> None:
    publish(feed, calendar())
    roster = await read(feed)
    assert roster.duties == ()
    assert roster.method == "calendar feed, 0 events"


async def test_several_calendars_in_one_file_are_read_each_in_its_zone(feed: Path) -> None:
    zones = ("Asia/Kolkata", "America/New_York")
    publish(feed, "".join(calendar(WHOLE_DAY, head=f"X-WR-TIMEZONE:{zone}") for zone in zones))
    assert lines(await read(feed)) == [
        "Alice Nakamura 23 18:30 – 24 18:30",
        "Alice Nakamura 24 05:00 – 25 05:00",
    ]


NAMES = "José Müller – Łukasz"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", NAMES),
        ("utf-8-sig", NAMES),
        ("utf-16", NAMES),
        ("latin-1", "José Müller"),
        ("cp1252", "José Müller – ž"),
    ],
)
async def test_names_are_read_in_every_usual_encoding(feed: Path, encoding: str, name: str) -> None:
    publish(feed, calendar(shift(name, "20261124T090000Z", "20261125T090000Z")).encode(encoding))
    assert [duty.who.name for duty in (await read(feed)).duties] == [name]


@pytest.mark.parametrize(
    ("said", "name", "email"),
    [
        ("SUMMARY:On Call - Alice Nakamura - IoT Hub", "Alice Nakamura", None),
        ("SUMMARY:On Call - Alice Nakamura", "Alice Nakamura", None),
        ("SUMMARY:iot-hub primary shift: Alice Nakamura", "Alice Nakamura", None),
        ("SUMMARY:Rotation L1: alice@example.com", "alice@example.com", "alice@example.com"),
        ("SUMMARY:[L1] @alice", "alice", None),
        ("SUMMARY:[Primary] Alice Nakamura on call", "Alice Nakamura", None),
        ("SUMMARY:Alice [she] Nakamura", "Alice [she] Nakamura", None),
        ("SUMMARY:Alice Nakamura", "Alice Nakamura", None),
        ("SUMMARY:  Alice   Nakamura  ", "Alice Nakamura", None),
        ("SUMMARY:Alice Nakamura (on call)", "Alice Nakamura", None),
        ("SUMMARY:Alice Nakamura on-call", "Alice Nakamura", None),
        ("SUMMARY:Oncall: Alice Nakamura", "Alice Nakamura", None),
        ("SUMMARY:Jean-Luc Oncallini", "Jean-Luc Oncallini", None),
        ("SUMMARY:x\nATTENDEE:alice@example.com", "x", "alice@example.com"),
        ("SUMMARY:x\nATTENDEE:MAILTO:alice@example.com", "x", "alice@example.com"),
        ("ATTENDEE:mailto:alice@example.com", "alice@example.com", "alice@example.com"),
        (
            "SUMMARY:x\nATTENDEE;CN=Alice Nakamura:mailto:alice@example.com",
            "Alice Nakamura",
            "alice@example.com",
        ),
        ('SUMMARY:x\nATTENDEE;CN="Alice":invalid:nomail', "Alice", None),
        ("SUMMARY:Alice\nATTENDEE;CUTYPE=ROOM;CN=Room 7:mailto:room7@example.com", "Alice", None),
        ("SUMMARY:Alice\nATTENDEE:urn:uuid:9f2c", "Alice", None),
    ],
)
async def test_who_it_is_stands_among_the_attendees_or_in_the_title(
    feed: Path, said: str, name: str, email: str | None
) -> None:
    times = ("DTSTART:20261124T090000Z", "DTEND:20261125T090000Z")
    publish(feed, calendar(event(*said.split("\n"), *times)))
    [duty] = (await read(feed)).duties
    assert (duty.who.name, duty.who.email) == (name, email)


async def test_everybody_who_is_invited_is_on_call_at_once(feed: Path) -> None:
    both = ("ATTENDEE:alice@example.com", "ATTENDEE;CN=Frank:mailto:frank@example.com")
    publish(feed, calendar(shift("Both", "20261124T090000Z", "20261125T090000Z", *both)))
    assert lines(await read(feed)) == [
        "Frank 24 09:00 – 25 09:00",
        "alice@example.com 24 09:00 – 25 09:00",
    ]


async def test_so_is_everybody_whom_a_title_mentions(feed: Path) -> None:
    publish(feed, calendar(shift("[L1] @alice @frank", "20261124T090000Z", "20261125T090000Z")))
    assert [duty.who.name for duty in (await read(feed)).duties] == ["alice", "frank"]


@pytest.mark.parametrize("title", ["On call", "on-call", "Oncall", "", "@"])
async def test_an_event_that_names_nobody_is_nobodys_and_check_says_so(
    feed: Path, title: str
) -> None:
    publish(feed, calendar(shift(title, "20261124T090000Z", "20261125T090000Z")))
    async with source() as built:
        asked = rotation(file=str(feed))
        [found] = await built.check([asked], now=NOW)
    assert found.said == (
        "The calendar feed of “sre” has nobody on call, now or in 28 days. 1 event names nobody."
    )
    assert found.contacts == ()


async def test_a_word_picks_one_role_by_title_place_or_category(feed: Path) -> None:
    times = ("20261124T090000Z", "20261125T090000Z")
    publish(
        feed,
        calendar(
            shift("Alice", *times, "LOCATION:Primary"),
            shift("Frank", *times, "CATEGORIES:iot,primary"),
            shift("primary: Erin", *times),
            shift("Bob", *times, "LOCATION:primary2"),
        ),
    )
    found = await read(feed, only="primary")
    assert [duty.who.name for duty in found.duties] == ["Alice", "Erin", "Frank"]
