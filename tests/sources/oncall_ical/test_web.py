"""Feeds over real HTTP: asked for once, then for what changed; secrets stay where they belong."""

from __future__ import annotations

import asyncio
import base64
import gzip
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from adapters.oncall.ical import place, text
from bot.errors import SourceUnavailable
from tests.sources.oncall_ical.feed import (
    MONTH,
    NOW,
    calendar,
    lines,
    publish,
    rotation,
    shift,
    source,
)
from tests.sources.oncall_ical.publisher import Publisher, publishing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from adapters.oncall.ical.source import Source
    from bot.model.oncall import Roster
    from bot.model.rotation import Rotation
    from tests.fakes.certificates import Certificates
    from tests.sources.oncall_ical.publisher import Answer

ALICE = calendar(shift("Alice", "20261123T090000Z", "20261130T090000Z"))
FRANK = calendar(shift("Frank", "20261123T090000Z", "20261130T090000Z"))
SECRET = "/calendar/ical/sre/private-0123456789abcdef/basic.ics"


@pytest.fixture
async def publisher() -> AsyncIterator[Publisher]:
    """A server that publishes calendars."""
    async with publishing() as running:
        yield running


async def ask(built: Source, asked: Rotation, now: datetime = NOW) -> Roster:
    return await built.read(asked, start=now, end=now + MONTH, now=now)


async def refusal(
    asked: Rotation,
    settings: Mapping[str, object] | None = None,
    environ: Mapping[str, str] | None = None,
) -> SourceUnavailable:
    """Why a rotation's feed is refused."""
    async with source(settings, environ) as built:
        with pytest.raises(SourceUnavailable) as caught:
            await ask(built, asked)
    assert caught.value.next_step
    return caught.value


@pytest.mark.parametrize("etags", [True, False], ids=["by ETag", "by time"])
async def test_what_did_not_change_is_not_sent_again_and_is_true_as_of_now(
    publisher: Publisher, etags: bool
) -> None:
    publisher.etags = etags
    asked = rotation(url=publisher.publish(ALICE))
    later = NOW + timedelta(hours=1)
    async with source() as built:
        first, second = await ask(built, asked), await ask(built, asked, later)
        parsed = built._feeds["sre"][0]._read
        third = await ask(built, asked, later)
        assert built._feeds["sre"][0]._read is parsed
    assert [lines(each) for each in (first, second, third)] == [["Alice 23 09:00 – 30 09:00"]] * 3
    assert (first.fetched_at, second.fetched_at) == (NOW, later)
    conditions = [
        request.headers.get("If-None-Match") or request.headers.get("If-Modified-Since")
        for request in publisher.seen
    ]
    assert conditions[0] is None
    assert all(conditions[1:])


@pytest.mark.parametrize("days", [-200, 200])
async def test_any_other_time_may_be_asked_about_afterwards(
    publisher: Publisher, days: int
) -> None:
    weekly = shift("Alice", "20250106T090000Z", "20250113T090000Z", "RRULE:FREQ=WEEKLY")
    asked = rotation(url=publisher.publish(calendar(weekly)))
    async with source() as built:
        for now in (NOW, NOW + timedelta(days=days), NOW):
            roster = await ask(built, asked, now)
            assert len(roster.duties) == 5
            assert [duty.holds(now) for duty in roster.duties] == [True, *[False] * 4]


async def test_what_changed_is_answered_at_once(publisher: Publisher) -> None:
    asked = rotation(url=publisher.publish(ALICE))
    async with source() as built:
        assert lines(await ask(built, asked)) == ["Alice 23 09:00 – 30 09:00"]
        publisher.publish(FRANK)
        assert lines(await ask(built, asked)) == ["Frank 23 09:00 – 30 09:00"]


async def test_after_a_login_page_the_next_good_feed_is_read_again(publisher: Publisher) -> None:
    asked = rotation(url=publisher.publish(ALICE))
    async with source() as built:
        await ask(built, asked)
        publisher.publish("<html>Sign in</html>")
        with pytest.raises(SourceUnavailable, match="a page instead of a calendar") as caught:
            await ask(built, asked)
        publisher.publish(ALICE)
        assert lines(await ask(built, asked)) == ["Alice 23 09:00 – 30 09:00"]
    assert (
        caught.value.next_step == "See whether a login stands before it, and take its address anew."
    )


async def test_the_same_bytes_are_not_parsed_anew_where_a_server_tells_no_versions(
    publisher: Publisher,
) -> None:
    async def plain(request: web.Request) -> web.Response:
        return web.Response(body=publisher.feeds[request.path])

    publisher.answers["/oncall.ics"] = plain
    asked = rotation(url=publisher.publish(ALICE))
    async with source() as built:
        await ask(built, asked)
        read = built._feeds["sre"][0]._read
        assert read
        await ask(built, asked)
        again = built._feeds["sre"][0]._read
        assert again
        assert again.parsed is read.parsed


async def test_a_file_is_read_again_when_it_was_written_again(tmp_path: Path) -> None:
    feed = tmp_path / "feed.ics"
    asked = rotation(file=str(feed))
    async with source() as built:
        publish(feed, ALICE)
        await ask(built, asked)
        read = built._feeds["sre"][0]._read
        await ask(built, asked)
        assert built._feeds["sre"][0]._read is read
        publish(feed, FRANK + "\n")
        assert lines(await ask(built, asked)) == ["Frank 23 09:00 – 30 09:00"]


@pytest.mark.parametrize("said", [True, False], ids=["as an encoding", "as a file"])
async def test_a_packed_feed_is_unpacked(publisher: Publisher, said: bool) -> None:
    async def packed(request: web.Request) -> web.Response:
        headers = {"Content-Encoding": "gzip"} if said else {}
        return web.Response(body=gzip.compress(ALICE.encode()), headers=headers)

    publisher.answers["/oncall.ics"] = packed
    async with source() as built:
        roster = await ask(built, rotation(url=f"{publisher.url}/oncall.ics"))
    assert lines(roster) == ["Alice 23 09:00 – 30 09:00"]


@pytest.mark.parametrize("packed", [True, False])
async def test_a_feed_that_is_too_large_is_not_read_to_its_end(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    from adapters.oncall.ical import web as asking  # noqa: PLC0415 - it imports aiohttp's client

    for module in (place, text, asking):
        monkeypatch.setattr(module, "LARGEST", 1024 * 1024)

    async def endless(request: web.Request) -> web.StreamResponse:
        zeros = bytes(4 * 1024 * 1024)
        return web.Response(body=gzip.compress(zeros) if packed else zeros)

    publisher.answers["/oncall.ics"] = endless
    error = await refusal(rotation(url=f"{publisher.url}/oncall.ics"))
    assert error.message == "The calendar feed of “sre” holds more than 1 MB."


async def hang(request: web.Request) -> web.StreamResponse:
    await asyncio.Event().wait()
    raise AssertionError("unreachable")


async def break_off(request: web.Request) -> web.StreamResponse:
    response = web.Response(body=ALICE.encode(), headers={"Content-Length": "100000"})
    response.force_close()
    return response


def with_status(status: int, body: str = "") -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(status=status, text=body)

    return answer


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (hang, "did not come within <1 s"),
        (break_off, "broke off before it was whole"),
        (with_status(401), "does not let me in"),
        (with_status(403), "does not let me in"),
        (with_status(404, ALICE), "is not at its address"),
        (with_status(410), "is not at its address any more"),
        (with_status(429), "was asked too much and wants a rest"),
        (with_status(500, ALICE), "is in trouble (HTTP 500)"),
        (with_status(304), "is in trouble (HTTP 304)"),
        (with_status(200, "<html>Sign in</html>"), "answered with a page instead of a calendar"),
        (with_status(200), "is empty"),
    ],
)
async def test_every_way_to_fail_is_said_and_none_says_the_address(
    publisher: Publisher, caplog: pytest.LogCaptureFixture, answer: Answer, said: str
) -> None:
    """A private address lets in whoever reads it: not even the log holds it."""
    publisher.answers[SECRET] = answer
    address = f"{publisher.url}{SECRET}?token=t0psecret"
    caplog.set_level(logging.DEBUG)
    async with source(environ={"SRE_CALENDAR": address}) as built:
        if answer is hang:  # shorter than anybody would write it
            built._settings = built._settings.model_copy(update={"timeout": timedelta(seconds=0.1)})
        with pytest.raises(SourceUnavailable) as caught:
            await ask(built, rotation(url_env="SRE_CALENDAR"))
    error = caught.value
    assert error.message.startswith(f"The calendar feed of “sre” {said}")
    everything = f"{error.data} {error.__cause__} {caplog.text}"
    assert not any(part in everything for part in (SECRET, "t0psecret", publisher.url))


async def test_a_server_that_is_not_there_is_said() -> None:
    async with publishing() as gone:
        address = gone.url
    error = await refusal(rotation(url=f"{address}/oncall.ics"))
    assert error.message == "The calendar feed of “sre” cannot be reached."
    assert error.next_step == "See that its server runs and that its address is right."


@pytest.mark.parametrize(
    ("held", "said", "next_step"),
    [
        ("", "cannot be asked without its secret", "Set the variable SRE_CALENDAR."),
        ("a\nb", "cannot be asked with a secret of several lines", "Look at the variable"),
        ("calendar.ics", "has something else than an address", "Let the variable SRE_CALENDAR"),
        ("https://u:p@example.com/a", "has something else than an address", "Let the variable"),
        (f"https://{'x' * 64}/a", "has no server's name in its address", "Take its address anew."),
        ("https://example.com:99999/a", "has something else than an address", "Let the variable"),
        ("file:///etc/passwd", "has something else than an address", "Let the variable"),
    ],
)
async def test_a_variable_without_an_address_is_named(held: str, said: str, next_step: str) -> None:
    error = await refusal(rotation(url_env="SRE_CALENDAR"), environ={"SRE_CALENDAR": held})
    assert error.message == f"The calendar feed of “sre” {said}."
    assert (error.next_step or "").startswith(next_step)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("/dienst plan/übersicht.ics", "/dienst%20plan/%C3%BCbersicht.ics"),
        ("/x%40example.com/a%2Fb.ics?sig=%7E~", "/x%40example.com/a%2Fb.ics?sig=%7E~"),
    ],
)
async def test_an_address_is_asked_as_it_was_written(
    publisher: Publisher, written: str, path: str
) -> None:
    """A signature covers each byte of an address; spaces and umlauts alone have to be spelt."""

    async def answer(request: web.Request) -> web.Response:
        return web.Response(text=ALICE)

    publisher.answers |= dict.fromkeys(
        ("/dienst plan/übersicht.ics", "/x@example.com/a/b.ics"), answer
    )
    async with source(environ={"IT": f"{publisher.url}{written}"}) as built:
        await ask(built, rotation(url_env="IT"))
    assert [request.raw_path for request in publisher.seen] == [path]


async def test_a_redirect_is_followed_but_what_lets_us_in_stays(publisher: Publisher) -> None:
    async with publishing() as elsewhere:
        there = elsewhere.publish(ALICE, "/moved.ics")

        async def moved(request: web.Request) -> web.Response:
            raise web.HTTPFound(there)

        async def along(request: web.Request) -> web.Response:
            raise web.HTTPTemporaryRedirect("/there.ics")

        publisher.answers |= {"/oncall.ics": along, "/there.ics": moved}
        settings = {"token_env": "TOKEN", "headers": {"X-Team": "iot"}}
        async with source(settings, {"TOKEN": "t0ken"}) as built:
            roster = await ask(built, rotation(url=f"{publisher.url}/oncall.ics"))
    assert lines(roster) == ["Alice 23 09:00 – 30 09:00"]
    assert [request.headers["Authorization"] for request in publisher.seen] == ["Bearer t0ken"] * 2
    [arrived] = elsewhere.seen
    assert not {"Authorization", "X-Team"} & set(arrived.headers)


async def test_a_redirect_to_a_login_is_told_as_a_page(publisher: Publisher) -> None:
    async def login(request: web.Request) -> web.Response:
        raise web.HTTPFound("/login")

    publisher.answers |= {"/oncall.ics": login, "/login": with_status(200, "<html>Sign in")}
    error = await refusal(rotation(url=f"{publisher.url}/oncall.ics"))
    assert "answered with a page instead of a calendar" in error.message


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("/oncall.ics", "sends me from one address to the next"),
        ("", "sends me to nowhere"),
        ("file:///etc/passwd", "sends me to nowhere"),
    ],
)
async def test_redirects_without_end_or_aim_are_refused(
    publisher: Publisher, location: str, said: str
) -> None:
    async def moved(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": location} if location else {})

    publisher.answers["/oncall.ics"] = moved
    error = await refusal(rotation(url=f"{publisher.url}/oncall.ics"))
    assert said in error.message


async def test_a_redirect_from_https_to_http_is_refused(
    publisher: Publisher, certificates: Certificates
) -> None:
    there = publisher.publish(ALICE)

    async def moved(request: web.Request) -> web.Response:
        raise web.HTTPFound(there)

    async with publishing(tls=certificates.server) as secure:
        secure.answers["/oncall.ics"] = moved
        settings = {"ca_file": certificates.authority}
        error = await refusal(rotation(url=f"{secure.url}/oncall.ics"), settings)
    assert "sends me from https to http" in error.message
    assert publisher.seen == []


async def test_a_certificate_of_our_own_authority_is_trusted_when_it_is_named(
    certificates: Certificates,
) -> None:
    async with publishing(tls=certificates.server) as secure:
        asked = rotation(url=secure.publish(ALICE))
        error = await refusal(asked)
        assert "could not prove who it is" in error.message
        async with source({"ca_file": certificates.authority}) as built:
            assert lines(await ask(built, asked)) == ["Alice 23 09:00 – 30 09:00"]


async def test_a_user_and_a_password_go_along(publisher: Publisher) -> None:
    settings = {"username": "rapport", "password_env": "PASSWORD"}
    async with source(settings, {"PASSWORD": "s3cret"}) as built:
        await ask(built, rotation(url=publisher.publish(ALICE)))
    pair = base64.b64encode(b"rapport:s3cret").decode()
    assert publisher.seen[0].headers["Authorization"] == f"Basic {pair}"


async def test_both_feeds_of_a_rotation_may_be_secrets(publisher: Publisher) -> None:
    over = calendar(shift("Erin", "20261124T090000Z", "20261125T090000Z"))
    environ = {
        "BASE": publisher.publish(ALICE, "/private/base.ics"),
        "OVER": publisher.publish(over, "/private/over.ics"),
    }
    async with source(environ=environ) as built:
        roster = await ask(built, rotation(url_env="BASE", overrides_env="OVER"))
    assert lines(roster)[1] == "Erin for Alice 24 09:00 – 25 09:00"


async def test_those_who_ask_at_once_are_answered_by_one_parsing(publisher: Publisher) -> None:
    asked = rotation(url=publisher.publish(ALICE))
    async with source() as built:
        rosters = await asyncio.gather(*(ask(built, asked) for _ in range(8)))
    assert {tuple(lines(each)) for each in rosters} == {("Alice 23 09:00 – 30 09:00",)}
    sent = [request for request in publisher.seen if "If-None-Match" not in request.headers]
    assert len(sent) == 1


async def test_check_reaches_each_feed_and_tells_everybody_in_it(publisher: Publisher) -> None:
    asked = rotation(url=publisher.publish(ALICE))
    async with source() as built:
        [found] = await built.check([asked], now=NOW)
    assert found.said == (
        "The calendar feed of “sre” is on call: Alice until Mon 30 Nov 09:00 UTC."
    )
    assert [contact.name for contact in found.contacts] == ["Alice"]
