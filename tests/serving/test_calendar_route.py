"""The calendar that others subscribe to, over real HTTP."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import aiohttp
import pytest
from aiohttp import web

from adapters.calendar import calendar_text
from adapters.calendar_route import calendar_routes, chosen
from adapters.listening import listening
from bot.errors import SourceUnavailable
from bot.model.oncall import Contact, Duty
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TOKEN = "q3T9-unguessable_Zk81mLw0aB7c"
TOKENS = {"iot-hub": TOKEN, "checkout": "another-unguessable-token"}
DAY = timedelta(days=1)


class Town:
    """What is published; it is written anew whenever somebody asks."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.now = NOON
        self.who = "Alice Nakamura"
        self.broken: SourceUnavailable | None = None

    async def feed(self, token: str) -> str | None:
        self.asked.append(token)
        if self.broken:
            raise self.broken
        service = chosen(token, TOKENS)
        if service is None:
            return None
        self.now += timedelta(minutes=1)
        shift = Duty(Contact(self.who), NOON, NOON + DAY)
        roles = [("SRE primary", [shift])]
        return calendar_text(service, roles, start=NOON, end=NOON + DAY, now=self.now)


@asynccontextmanager
async def serving(town: Town) -> AsyncIterator[aiohttp.ClientSession]:
    """Serve the calendars while the block runs; gives a session to ask there."""
    app = web.Application()
    app.add_routes(calendar_routes(town.feed))
    async with (
        listening(app, host="127.0.0.1", port=0, command="a test", farewell=0.01) as port,
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session,
    ):
        yield session


async def test_whoever_knows_the_address_reads_the_calendar() -> None:
    async with serving(Town()) as session, session.get(f"/calendar/{TOKEN}.ics") as response:
        text = await response.text()
        assert response.status == 200
        assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert response.headers["Cache-Control"] == "private, no-cache"
        assert response.headers["X-Robots-Tag"] == "noindex"
    assert "SUMMARY:iot-hub · SRE primary: Alice Nakamura\r\n" in text


async def test_a_subscriber_gets_it_again_only_when_somebody_else_is_on_call() -> None:
    """That it was written again, a minute later, is no news."""
    town = Town()
    async with serving(town) as session:
        async with session.get(f"/calendar/{TOKEN}.ics") as first:
            etag = first.headers["ETag"]
        known = {"If-None-Match": etag}
        async with session.get(f"/calendar/{TOKEN}.ics", headers=known) as second:
            assert second.status == 304
            assert second.headers["ETag"] == etag
            assert await second.read() == b""
        town.who = "Frank Adeyemi"
        async with session.get(f"/calendar/{TOKEN}.ics", headers=known) as third:
            assert third.status == 200
            assert third.headers["ETag"] != etag
            assert "Frank Adeyemi" in await third.text()


async def test_its_head_tells_the_version_and_no_more() -> None:
    async with serving(Town()) as session:
        async with session.get(f"/calendar/{TOKEN}.ics") as whole:
            etag, length = whole.headers["ETag"], whole.headers["Content-Length"]
        async with session.head(f"/calendar/{TOKEN}.ics") as head:
            assert (head.status, head.headers["ETag"]) == (200, etag)
            assert head.headers["Content-Length"] == length
            assert await head.read() == b""


async def test_when_nothing_is_known_a_subscriber_is_asked_to_come_again() -> None:
    town = Town()
    town.broken = SourceUnavailable("PagerDuty “pager” cannot be reached.")
    async with serving(town) as session, session.get(f"/calendar/{TOKEN}.ics") as response:
        assert response.status == 503
        assert "PagerDuty" not in await response.text()


@pytest.mark.parametrize(
    ("token", "asked"),
    [
        (TOKEN[:-1] + "X", 1),
        (f"{TOKEN}X", 1),
        ("short", 0),
        ("iot-hub", 0),
        (f"..%2F{TOKEN}", 0),
        ("é" * 20, 0),
    ],
)
async def test_another_token_is_answered_as_a_page_that_is_not_there(
    token: str, asked: int
) -> None:
    town = Town()
    async with serving(town) as session:
        async with session.get(f"/calendar/{token}.ics") as unknown:
            said = unknown.status, await unknown.text(), unknown.headers["Content-Type"]
            assert "ETag" not in unknown.headers
        async with session.get("/nowhere") as nowhere:
            assert said == (404, await nowhere.text(), nowhere.headers["Content-Type"])
    assert len(town.asked) == asked


def test_every_token_is_compared_and_the_one_that_fits_names_its_service() -> None:
    assert [chosen(token, TOKENS) for token in TOKENS.values()] == ["iot-hub", "checkout"]
    assert chosen("", TOKENS) is None
    assert chosen(TOKEN, {}) is None
