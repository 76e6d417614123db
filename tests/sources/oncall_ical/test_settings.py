"""What app.yaml says of calendar feeds is read, or refused with what to write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adapters.by_name import build_oncall_sources, schemas
from adapters.outside import Outside
from bot.config import ConfigError, read
from tests.config.files import changed
from tests.fakes.clock import FixedClock

if TYPE_CHECKING:
    from bot.config import Config, Problem
    from bot.ports.store import Store

WHERE = Path("/somewhere/app.yaml")
ROTATION = "rotations:\n  till: {name: Till, team: sre, source: calendars, query: {QUERY}}\n"
SOURCES = "sources:\n  calendars: {kind: ical, SETTINGS}\n"
COUNTED = "{total: 'all', bad: 'bad'}"


def file(query: str, settings: str = "freshness: 10m") -> str:
    """A file with a rotation that a feed knows."""
    return changed(
        ("sources:\n", SOURCES.replace("SETTINGS", settings)),
        ("services:\n  checkout:\n", ROTATION.replace("QUERY", query) + "services:\n  checkout:\n"),
        ("    aliases: [till]\n", "    oncall: {sre: {primary: till}}\n"),
        (COUNTED, "{total: http_requests_total, bad: http_errors_total}"),
    )


def good(query: str, settings: str = "freshness: 10m") -> Config:
    return read(file(query, settings), path=WHERE, schemas=schemas())


def problem(query: str, settings: str = "freshness: 10m") -> Problem:
    with pytest.raises(ConfigError) as caught:
        good(query, settings)
    [only] = caught.value.problems
    return only


async def test_app_yaml_names_feeds_as_any_other_source(store: Store) -> None:
    config = good("url_env: TILL_CALENDAR, overrides: webcal://calendar.example.com/over.ics")
    outside = Outside(store, FixedClock(), {"TILL_CALENDAR": "https://calendar.example.com/a"})
    built = build_oncall_sources(config, outside)
    assert built["calendars"].freshness.total_seconds() == 600
    rotation = config.organisation.rotations["till"]
    assert (rotation.source, rotation.own) == ("calendars", False)
    assert built["calendars"].link(rotation) is None
    await built["calendars"].close()


def test_an_address_that_is_a_secret_is_missed_when_its_variable_is_not_set() -> None:
    config = good("url_env: TILL_CALENDAR, overrides_env: TILL_OVERRIDES")
    missing = {each.path: each.message for each in config.missing_secrets({"TILL_CALENDAR": "x"})}
    assert missing["rotations.till.query.overrides_env"] == (
        "The environment variable TILL_OVERRIDES is not set."
    )
    assert "rotations.till.query.url_env" not in missing
    assert "https://x" in config.secrets({"TILL_CALENDAR": "https://x"})


@pytest.mark.parametrize(
    ("query", "message", "fix"),
    [
        ("", "It is not said where the feed lies.", "Write `url_env`"),
        ("url: 'https://a.example.com/x', file: /a.ics", "A rotation has one feed.", "`url_env`"),
        (
            "file: /a.ics, overrides_env: A, overrides_file: /b.ics",
            "A rotation has one feed of overrides.",
            "Keep `overrides_env`, `overrides` or `overrides_file`.",
        ),
        ("file: oncall.ics", "A calendar's file needs its whole path.", "/srv/oncall/sre.ics"),
        ("url: calendar.ics", "This is not the address of a calendar.", "https://"),
        ("url: 'ftp://example.com/a.ics'", "This is not the address of a calendar.", "https://"),
        ("url: 'https://a:b@example.com/a'", "This is not the address of a calendar.", "https://"),
        ("url: 'https://[bad'", "This is not the address of a calendar.", "https://"),
        (
            "url_env: not-a-name",
            "This must be the name of an environment variable, never the secret itself.",
            "",
        ),
        ("link: 'https://example.com'", "`link` is not a key here.", ""),
    ],
)
def test_what_a_query_cannot_mean_is_refused(query: str, message: str, fix: str) -> None:
    found = problem(query)
    assert found.path.startswith("rotations.till.query")
    assert found.message == message
    assert fix in found.fix


@pytest.mark.parametrize(
    "address",
    [
        "https://calendar.google.com/calendar/ical/x%40example.com/private-0123456789/basic.ics",
        "webcal://example.pagerduty.com/private/0123456789abcdef/feed/PIOTHUB",
        "https://oncall.example.com/ical/schedule?token=abc",
        "https://oncall.example.com/api/v0/ical/0123456789abcdef0123456789abcdef",
    ],
)
def test_an_address_that_lets_in_whoever_knows_it_is_kept_out_of_the_file(address: str) -> None:
    found = problem(f"url: '{address}'")
    assert found.message == (
        "This address lets in whoever knows it, and this file is read by many."
    )
    assert "url_env" in found.fix
    assert address not in f"{found.message} {found.fix}"


def test_a_public_calendar_of_google_is_no_secret() -> None:
    long = "c_0123456789abcdef0123456789abcdef0123456789%40group.calendar.google.com"
    url = f"https://calendar.google.com/calendar/ical/{long}/public/basic.ics"
    assert good(f"url: '{url}'").organisation.rotations["till"].query["url"] == url


def test_a_token_and_a_password_are_not_sent_both() -> None:
    found = problem("file: /a.ics", "token_env: A, username: b, password_env: C")
    assert found.message == "There are a token and a password, and only one can be sent."
