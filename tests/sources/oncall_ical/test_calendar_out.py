"""Who is on call as a calendar: what is written is what our own source reads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from adapters.calendar import calendar_text
from bot.model.oncall import Contact, Duty
from tests.sources.oncall_ical.feed import NOW, lines, publish, read

ALICE, FRANK = Contact("Alice Nakamura", "alice@example.com"), Contact("Frank Adeyemi")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FROM, UNTIL = NOW - 28 * DAY, NOW + 365 * DAY


def written(*duties: Duty, role: str = "SRE primary", now: datetime = NOW) -> str:
    """The calendar of one role."""
    return calendar_text("IoT Hub", [(role, duties)], start=FROM, end=UNTIL, now=now)


def test_it_reads_as_a_calendar_should() -> None:
    shift = Duty(ALICE, NOW, NOW + DAY, covering_for=FRANK)
    assert written(shift).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Rapport//On call//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:IoT Hub on call",
        "X-WR-CALNAME:IoT Hub on call",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        "X-PUBLISHED-TTL:PT15M",
        "BEGIN:VEVENT",
        "SUMMARY:IoT Hub · SRE primary: Alice Nakamura covering for Frank Adeyemi",
        "DTSTART:20261123T120000Z",
        "DTEND:20261124T120000Z",
        "DTSTAMP:20261123T120000Z",
        "UID:eb42a427710db03bc6fe862c8d81ee76@rapport",
        "CATEGORIES:SRE primary",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_duty_keeps_its_uid_and_another_has_another() -> None:
    def uids(text: str) -> list[str]:
        return [str(event["UID"]) for event in Calendar.from_ical(text).walk("VEVENT")]

    shift = Duty(ALICE, NOW, NOW + DAY)
    [uid] = uids(written(shift))
    assert uids(written(Duty(ALICE, NOW.astimezone(ZoneInfo("Asia/Kolkata")), NOW + 2 * DAY))) == [
        uid
    ]
    assert uids(written(shift, now=NOW + DAY)) == [uid]
    others = [Duty(FRANK, NOW, NOW + DAY), Duty(ALICE, NOW + HOUR, NOW + DAY)]
    assert len({uid, *uids(written(*others)), *uids(written(shift, role="SRE secondary"))}) == 4


def test_no_address_leaves_the_house() -> None:
    grafanas = Contact("carol@example.com", "carol@example.com")
    text = written(Duty(ALICE, NOW, NOW + DAY), Duty(grafanas, NOW, NOW + DAY, covering_for=ALICE))
    assert "@example.com" not in text
    assert "primary: carol covering for Alice Nakamura" in text.replace("\r\n ", "")


async def test_what_never_ends_ends_where_the_calendar_does(tmp_path: Path) -> None:
    publish(tmp_path / "out.ics", written(Duty(ALICE, None, None)))
    [duty] = (await read(tmp_path / "out.ics")).duties
    assert (duty.start, duty.end) == (FROM, UNTIL)


async def test_what_is_said_twice_or_has_no_length_is_left_out(tmp_path: Path) -> None:
    shift = Duty(ALICE, NOW, NOW + DAY)
    publish(tmp_path / "out.ics", written(shift, shift, Duty(FRANK, NOW, NOW)))
    assert lines(await read(tmp_path / "out.ics")) == ["Alice Nakamura 23 12:00 – 24 12:00"]


WORD = st.text(
    st.characters(categories=("L", "M", "N", "P", "S", "Zs", "Cc"), exclude_characters=":@"),
    min_size=1,
    max_size=40,
)
NAMES = (
    st.tuples(st.sampled_from(["Alice", "Łukasz", "J.-L.", "阿里"]), WORD)
    .map(
        lambda parts: " ".join(
            "".join(c if c.isprintable() else " " for c in " ".join(parts)).split()
        )
    )
    .filter(lambda name: "covering for" not in name)
)
INSTANTS = st.integers(0, 27 * 24 * 3600).map(lambda second: NOW + timedelta(seconds=second))
DUTIES = st.builds(
    lambda who, start, seconds, absent: Duty(
        Contact(who), start, start + timedelta(seconds=seconds), absent and Contact(absent)
    ),
    NAMES,
    INSTANTS,
    st.integers(1, 10 * 24 * 3600),
    st.none() | NAMES,
)


@settings(deadline=None, max_examples=60)
@given(duties=st.lists(DUTIES, max_size=6, unique_by=lambda duty: (duty.who, duty.start)))
async def test_whatever_is_written_is_read_back(duties: list[Duty]) -> None:
    with TemporaryDirectory() as folder:
        feed = Path(folder) / "out.ics"
        publish(feed, written(*duties))
        found = (await read(feed, NOW - DAY, NOW + 40 * DAY)).duties
    assert set(found) == set(duties)
    assert all(duty.start and duty.start.tzinfo is UTC for duty in found)
