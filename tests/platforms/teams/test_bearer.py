"""Our own token: asked for once, renewed in time, and never in anybody's way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from adapters.teams.bearer import EARLY, LAST, PAUSE, Anonymous, Bearer
from adapters.teams.settings import Settings
from bot.errors import SourceUnavailable
from tests.fakes.clock import FixedClock
from tests.fakes.entra import App, Door, FakeEntra
from tests.fakes.entra.tokens import LIFETIME_SECONDS, refusal
from tests.fakes.entra.trouble import answers

SECOND = timedelta(seconds=1)
LIFETIME = timedelta(seconds=LIFETIME_SECONDS)
SECRET = App().secret


@dataclass
class Purse:
    """A bearer, and where it gets its tokens."""

    bearer: Bearer
    entra: FakeEntra
    clock: FixedClock

    @property
    def asked(self) -> int:
        return self.entra.asked[Door.TOKEN]

    async def becomes(self, token: str) -> None:
        """Wait for a renewal in the background."""
        async with asyncio.timeout(5):
            while await self.bearer.token() != token:
                await asyncio.sleep(0)


@pytest.fixture
async def purse() -> AsyncIterator[Purse]:
    clock = FixedClock()
    async with FakeEntra(clock=clock) as entra, aiohttp.ClientSession() as session:
        bearer = Bearer(session, told(entra), SECRET, clock=clock, patience=60)
        yield Purse(bearer, entra, clock)
        await bearer.close()


def told(entra: FakeEntra, **others: object) -> Settings:
    return Settings.model_validate(entra.settings(**others))


async def test_a_token_is_asked_for_once(purse: Purse) -> None:
    assert [await purse.bearer.token() for _ in range(3)] == ["token-1"] * 3
    assert purse.asked == 1


async def test_those_who_need_it_at_the_same_time_get_the_same(purse: Purse) -> None:
    with purse.entra.hold(Door.TOKEN) as asked:
        asking = [asyncio.create_task(purse.bearer.token()) for _ in range(20)]
        await asked.wait()

    assert await asyncio.gather(*asking) == ["token-1"] * 20
    assert purse.asked == 1


async def test_who_stops_waiting_takes_nothing_from_the_others(purse: Purse) -> None:
    with purse.entra.hold(Door.TOKEN) as asked:
        first = asyncio.create_task(purse.bearer.token())
        await asked.wait()
        second = asyncio.create_task(purse.bearer.token())
        first.cancel()

    assert await second == "token-1"
    assert first.cancelled()


async def test_it_is_renewed_in_the_background_before_it_ends(purse: Purse) -> None:
    await purse.bearer.token()
    purse.clock.move(LIFETIME - EARLY - SECOND)
    assert await purse.bearer.token() == "token-1"
    assert purse.asked == 1

    purse.clock.move(SECOND)
    with purse.entra.hold(Door.TOKEN) as asked:
        for _ in range(3):
            assert await purse.bearer.token() == "token-1"
        await asked.wait()

    await purse.becomes("token-2")
    assert purse.asked == 2


async def test_in_its_last_minutes_the_next_one_is_waited_for(purse: Purse) -> None:
    await purse.bearer.token()
    purse.clock.move(LIFETIME - LAST)

    assert await purse.bearer.token() == "token-2"


async def test_after_its_end_another_is_waited_for(purse: Purse) -> None:
    await purse.bearer.token()
    purse.clock.move(LIFETIME)

    assert await purse.bearer.token() == "token-2"


async def test_a_renewal_that_fails_keeps_the_old_and_tries_again_after_a_pause(
    purse: Purse,
) -> None:
    await purse.bearer.token()
    purse.entra.trouble[Door.TOKEN] = answers(500)

    purse.clock.move(LIFETIME - LAST)
    assert [await purse.bearer.token() for _ in range(3)] == ["token-1"] * 3
    assert purse.asked == 2

    purse.clock.move(PAUSE - SECOND)
    assert await purse.bearer.token() == "token-1"
    assert purse.asked == 2

    purse.clock.move(SECOND)
    assert await purse.bearer.token() == "token-1"
    assert purse.asked == 3

    purse.entra.trouble.clear()
    purse.clock.move(PAUSE)
    assert await purse.bearer.token() == "token-2"


async def test_once_the_old_has_ended_a_failure_is_said(purse: Purse) -> None:
    await purse.bearer.token()
    purse.entra.trouble[Door.TOKEN] = answers(503)
    purse.clock.move(LIFETIME)

    with pytest.raises(SourceUnavailable):
        await purse.bearer.token()

    purse.entra.trouble.clear()
    assert await purse.bearer.token() == "token-2"


@pytest.mark.parametrize("seconds", [1, 60, 599])
async def test_short_lives_are_used_for_half_of_them(purse: Purse, seconds: int) -> None:
    purse.entra.tokens.lifetime = seconds
    await purse.bearer.token()

    purse.clock.move(timedelta(seconds=seconds) / 2 - timedelta(milliseconds=1))
    assert await purse.bearer.token() == "token-1"
    assert purse.asked == 1

    purse.clock.move(timedelta(milliseconds=1))
    await purse.becomes("token-2")


async def test_a_lifetime_in_words_is_understood(purse: Purse) -> None:
    body = '{"access_token": "good", "expires_in": "3599"}'
    purse.entra.trouble[Door.TOKEN] = answers(200, body)

    assert await purse.bearer.token() == "good"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>Sign in to the hotel's network</html>",
        "[]",
        "null",
        "{}",
        '{"access_token": "good"}',
        '{"access_token": null, "expires_in": 3599}',
        '{"access_token": "", "expires_in": 3599}',
        '{"access_token": "a\\r\\nb", "expires_in": 3599}',
        '{"access_token": "good", "expires_in": 0}',
        '{"access_token": "good", "expires_in": -1}',
        '{"access_token": "good", "expires_in": "soon"}',
        '{"access_token": "good", "expires_in": Infinity}',
        '{"access_token": "good", "expires_in": 1e300}',
    ],
)
async def test_an_answer_without_a_token_says_who_may_have_given_it(
    purse: Purse, body: str
) -> None:
    purse.entra.trouble[Door.TOKEN] = answers(200, body)

    with pytest.raises(SourceUnavailable) as raised:
        await purse.bearer.token()

    assert raised.value.next_step == (
        "Look at platforms.teams.login_url, and at proxies on the way there."
    )


@pytest.mark.parametrize(
    ("wrong", "said", "next_step"),
    [
        ({"tenant": "0" * 8 + "-0000-0000-0000-" + "0" * 12}, "no such tenant", "teams.tenant"),
        ({"app_id": "0" * 8 + "-0000-0000-0000-" + "0" * 12}, "not know the app", "teams.app_id"),
        ({"issuer": "https://api.botframework.us"}, "invalid_scope", "your app's page"),
    ],
)
async def test_wrong_settings_are_named(
    purse: Purse, wrong: dict[str, Any], said: str, next_step: str
) -> None:
    async with aiohttp.ClientSession() as session:
        bearer = Bearer(session, told(purse.entra, **wrong), SECRET, clock=purse.clock)
        with pytest.raises(SourceUnavailable) as raised:
            await bearer.token()

    assert said in raised.value.message
    assert next_step in raised.value.next_step


@pytest.mark.parametrize(
    ("error", "code", "said", "next_step"),
    [
        ("invalid_client", 7000222, "the client secret has expired", "Make a new client secret"),
        ("invalid_client", 7000215, "the client secret is wrong", "the secret's value, not its id"),
        ("invalid_client", 1, "the client secret is not good", "Make a new client secret"),
        ("unauthorized_client", 700016, "the tenant does not know the app", "platforms.teams"),
        ("unauthorized_client", 7000229, "the app is not part of", "Have an administrator add"),
        ("unauthorized_client", 1, "the app may not ask for one", "platforms.teams.app_id"),
        ("access_denied", 53003, "Conditional Access forbids it", "Ask an administrator"),
        ("unheard_of", 1, "does not like what we ask", "platforms.teams.app_id"),
    ],
)
async def test_refusals_say_what_to_look_at(
    purse: Purse, error: str, code: int, said: str, next_step: str
) -> None:
    padded = int(f"{code:0<3}")
    purse.entra.trouble[Door.TOKEN] = lambda: refusal(error, padded, "In Microsoft's words.", 401)

    with pytest.raises(SourceUnavailable) as raised:
        await purse.bearer.token()

    assert said in raised.value.message
    assert f"({error} AADSTS{padded})" in raised.value.message
    assert next_step in raised.value.next_step


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, "<html>"),
        (403, '{"error": {"code": 5}}'),
        (404, "[]"),
        (302, ""),
        (418, '{"error": "<script>", "error_description": 5}'),
    ],
)
async def test_refusals_in_other_words_are_told_by_their_status(
    purse: Purse, status: int, body: str
) -> None:
    purse.entra.trouble[Door.TOKEN] = answers(status, body)

    with pytest.raises(SourceUnavailable, match=rf"\(HTTP {status}\)"):
        await purse.bearer.token()


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_busy_login_is_asked_again_later(purse: Purse, status: int) -> None:
    purse.entra.trouble[Door.TOKEN] = answers(status, "{}")

    with pytest.raises(SourceUnavailable, match="cannot answer just now"):
        await purse.bearer.token()


async def test_silence_and_broken_lines_are_told_from_refusals() -> None:
    clock = FixedClock()
    async with FakeEntra(clock=clock) as entra, aiohttp.ClientSession() as session:
        bearer = Bearer(session, told(entra), SECRET, clock=clock, patience=0.05)
        with entra.hold(Door.TOKEN), pytest.raises(SourceUnavailable, match="does not answer"):
            await bearer.token()
        nowhere = Bearer(session, told(entra, login_url="http://127.0.0.1:1/"), SECRET, clock=clock)
        with pytest.raises(SourceUnavailable, match="does not answer"):
            await nowhere.token()


async def test_the_log_holds_neither_secret_nor_token(
    purse: Purse, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await purse.bearer.token()
    purse.clock.move(LIFETIME)
    for code in (400, 500):
        purse.entra.trouble[Door.TOKEN] = answers(code, f'{{"error": "{SECRET} token-1"}}')
        with pytest.raises(SourceUnavailable) as raised:
            await purse.bearer.token()
        assert SECRET not in f"{raised.value.data} {raised.value!r}"

    assert "refuses us" in caplog.text
    assert SECRET not in caplog.text
    assert "token-1" not in caplog.text


async def test_others_go_on_while_a_token_is_waited_for(purse: Purse) -> None:
    with purse.entra.hold(Door.TOKEN) as asked:
        waiting = asyncio.create_task(purse.bearer.token())
        await asked.wait()
        async with aiohttp.ClientSession() as session, session.get(purse.entra.openid_url) as other:
            assert other.status == 200
        assert not waiting.done()

    assert await waiting == "token-1"


async def test_closing_does_not_wait_for_a_renewal(purse: Purse) -> None:
    await purse.bearer.token()
    purse.clock.move(LIFETIME - EARLY)
    with purse.entra.hold(Door.TOKEN) as asked:
        await purse.bearer.token()
        await asked.wait()
        await purse.bearer.close()

    assert await purse.bearer.token() == "token-1"


async def test_in_development_there_is_no_token() -> None:
    bearer = Anonymous()

    assert await bearer.token() == ""
    await bearer.close()
