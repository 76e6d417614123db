"""Other web sites stay out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.playground.guard import is_here

if TYPE_CHECKING:
    import aiohttp

    from tests.platforms.playground.caller import Caller
    from tests.platforms.playground.town import Town


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8080", "127.0.0.1:8080", "127.1.2.3", "[::1]:80", "LOCALHOST"]
)
def test_this_machines_own_names_are_let_in(host: str) -> None:
    assert is_here(host)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "10.0.0.1",
        "0.0.0.0",
        "",
        "[",
        "127.0.0.1@evil.example",
    ],
)
def test_every_other_name_is_kept_out(host: str) -> None:
    assert not is_here(host)


@pytest.mark.parametrize("path", ["", "api/state", "api/live", "page/app.js"])
async def test_a_rebound_name_reads_nothing(
    place: Town, http: aiohttp.ClientSession, path: str
) -> None:
    async with http.get(f"{place.url}{path}", headers={"Host": "evil.example"}) as response:
        assert response.status == 403


@pytest.mark.parametrize("path", ["say", "press", "submit", "clock", "reset"])
async def test_another_sites_page_changes_nothing(
    place: Town, http: aiohttp.ClientSession, path: str
) -> None:
    origin = {"Origin": "https://evil.example"}
    async with http.post(f"{place.url}api/{path}", json={}, headers=origin) as response:
        assert response.status == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
async def test_what_a_foreign_form_can_send_is_refused(
    place: Town, http: aiohttp.ClientSession, kind: str
) -> None:
    headers = {"Content-Type": kind}
    async with http.post(f"{place.url}api/reset", data="{}", headers=headers) as response:
        assert response.status == 415
    assert place.resets == []


async def test_another_sites_page_does_not_listen_in(
    place: Town, http: aiohttp.ClientSession
) -> None:
    headers = {"Origin": "http://evil.example", "Connection": "Upgrade", "Upgrade": "websocket"}
    async with http.get(f"{place.url}api/live?person=alice", headers=headers) as response:
        assert response.status == 403


async def test_our_own_page_is_let_in_and_nothing_foreign_runs_in_it(
    place: Town, http: aiohttp.ClientSession
) -> None:
    headers = {"Origin": place.url.rstrip("/")}
    async with http.get(place.url, headers=headers) as response:
        policy = response.headers["Content-Security-Policy"]

    assert response.status == 200
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": "  "},
        {"text": "x" * 4001},
        {"text": "hi", "conversation": "iot-hub", "surprise": 1},
    ],
)
async def test_what_the_page_would_never_send_is_refused(alice: Caller, body: object) -> None:
    sent = {"person": "alice", "key": "k", **(body if isinstance(body, dict) else {})}
    async with alice.session.post(f"{alice.url}api/say", json=sent) as response:
        assert response.status == 422


async def test_nobody_acts_as_somebody_who_is_not_there(alice: Caller) -> None:
    sent = {"person": "mallet", "key": "k", "conversation": "iot-hub", "text": "hi"}
    async with alice.session.post(f"{alice.url}api/say", json=sent) as response:
        assert response.status == 404
