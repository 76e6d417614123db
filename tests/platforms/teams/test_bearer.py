"""Our own token: asked for once, renewed in time, and never in anybody's way."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import aiohttp
import pytest

from adapters.teams.bearer import EARLY, LAST, PAUSE, Anonymous, Bearer
from adapters.teams.settings import Settings
from bot.errors import SourceUnavailable
from tests.fakes.clock import FixedClock
from tests.fakes.entra import App, Door, FakeEntra
from tests.fakes.entra.tokens import LIFETIME_SECONDS
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
    assert not purse.bearer._asking.under_way

    purse.clock.move(SECOND)
    with purse.entra.hold(Door.TOKEN) as asked:
        for _ in range(3):
            assert await purse.bearer.token() == "token-1"
        await asked.wait()

    purse.clock.move(EARLY - LAST)
    assert await purse.bearer.token() == "token-2"
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


async def test_a_token_that_has_ended_when_it_comes_is_none(purse: Purse) -> None:
    purse.entra.trouble[Door.TOKEN] = answers(500)
    with pytest.raises(SourceUnavailable, match="cannot answer just now"):
        await purse.bearer.token()
    purse.entra.trouble.clear()
    purse.entra.tokens.lifetime = 0

    with pytest.raises(SourceUnavailable, match="in place of Microsoft's login"):
        await purse.bearer.token()


@pytest.mark.parametrize("seconds", [1, 60, 599])
async def test_short_lives_are_used_for_half_of_them(purse: Purse, seconds: int) -> None:
    purse.entra.tokens.lifetime = seconds
    await purse.bearer.token()

    purse.clock.move(timedelta(seconds=seconds) / 2 - timedelta(milliseconds=1))
    assert await purse.bearer.token() == "token-1"
    assert not purse.bearer._asking.under_way

    purse.clock.move(timedelta(milliseconds=1))
    with purse.entra.hold(Door.TOKEN) as asked:
        assert await purse.bearer.token() == "token-1"
        await asked.wait()
    purse.clock.move(timedelta(seconds=seconds) / 4)
    assert await purse.bearer.token() == "token-2"
    assert purse.asked == 2


async def test_a_lifetime_in_words_is_understood(purse: Purse) -> None:
    body = '{"access_token": "good", "expires_in": "3599"}'
    purse.entra.trouble[Door.TOKEN] = answers(200, body)

    assert await purse.bearer.token() == "good"


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
