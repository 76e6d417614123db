"""``rapport export``, run as a process: calendars to standard output, decisions into files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.terminal.running import Rapport

DECIDE = ("ask", "--as", "bob", "--in", "iot-hub", 'decide freeze "Do we freeze?"')
PAGE = "D-0001-do-we-freeze.md"


def test_decisions_are_written_beside_whoever_asks_unless_told(rapport: Rapport) -> None:
    assert rapport(*DECIDE).status == 0
    ran = rapport("export", "decisions")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"Wrote decisions/{PAGE}",
        "Wrote decisions/README.md",
        "1 decision is in decisions.",
    ]
    assert (rapport.folder / "decisions" / PAGE).read_text().startswith("# D-1: Do we freeze?\n")

    again = rapport("export", "decisions", "IoT Hub", "--config", "app.yaml")
    assert again.out == "Nothing has changed: 1 decision is in decisions already.\n"


def test_decisions_are_written_where_one_says(rapport: Rapport) -> None:
    assert rapport(*DECIDE).status == 0
    ran = rapport("export", "--config", "app.yaml", "decisions", "--to", "docs/decided", "hub")
    assert ran.status == 0
    assert f"Wrote docs/decided/{PAGE}" in ran.out
    names = {each.name for each in (rapport.folder / "docs" / "decided").iterdir()}
    assert names == {PAGE, "README.md"}


def test_nothing_to_write_is_no_error(rapport: Rapport) -> None:
    ran = rapport("export", "decisions", "twins")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "There is no decision about Device Twins yet, so nothing was written.\n"
    assert not (rapport.folder / "decisions").exists()


def test_a_file_of_somebody_else_is_not_written_over(rapport: Rapport) -> None:
    """As when one exports into the folder of a project."""
    assert rapport(*DECIDE).status == 0
    (rapport.folder / "README.md").write_text("# Our project\n")
    ran = rapport("export", "decisions", "--to", ".")
    assert ran.status == 2
    assert "README.md was not written by me, and stays as it is." in ran.out
    assert (rapport.folder / "README.md").read_text() == "# Our project\n"
    assert not (rapport.folder / PAGE).exists()


@pytest.mark.parametrize("subject", ["oncall", "decisions"])
def test_a_service_that_is_not_there_is_refused_with_the_closest(
    subject: str, rapport: Rapport
) -> None:
    ran = rapport("export", subject, "iot-hbu")
    assert ran.status == 2
    assert "There is no service “iot-hbu”" in ran.out
    assert "Did you mean: iot-hub?" in ran.out


@pytest.mark.parametrize(
    "words",
    [
        ("oncall", "iot-hub"),
        ("oncall", "--config", "app.yaml", "IoT Hub"),
        ("--config", "app.yaml", "oncall", "hub"),
    ],
)
def test_who_is_on_call_is_printed_as_a_calendar(words: tuple[str, ...], rapport: Rapport) -> None:
    ran = rapport("export", *words)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("BEGIN:VCALENDAR")
    assert ran.out.endswith("END:VCALENDAR\n")


def test_the_address_of_a_calendar_is_printed_and_made_anew(rapport: Rapport) -> None:
    first = rapport("export", "oncall", "iot-hub", "--address").out
    assert first.startswith("/calendar/")
    assert rapport("export", "oncall", "--address", "iot-hub").out == first
    assert rapport("export", "oncall", "iot-hub", "--new-address").out != first


@pytest.mark.parametrize(
    ("words", "missing"),
    [((), "SUBJECT"), (("oncall",), "SERVICE"), (("oncall", "hub", "--to", "x"), "--to")],
)
def test_what_cannot_be_understood_is_answered_with_the_usage(
    words: tuple[str, ...], missing: str, rapport: Rapport
) -> None:
    ran = rapport("export", *words)
    assert ran.status == 2
    assert ran.err.startswith("usage: rapport")
    assert missing in ran.err.splitlines()[-1]
