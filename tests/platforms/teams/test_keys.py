"""Microsoft's signing keys are kept for a day, and looked for again with restraint."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import aiohttp
import pytest

from adapters.teams.keys import FIRST_PAUSE, LASTS, PAUSE, Keys
from bot.errors import SourceUnavailable
from tests.fakes.clock import FixedClock
from tests.fakes.entra import Door, FakeEntra, Trouble, pair
from tests.fakes.entra.trouble import answers

SECOND = timedelta(seconds=1)
FAILURES = {
    "an error": answers(500),
    "nothing": answers(200, ""),
    "no JSON": answers(200, "<html>"),
    "no text": answers(200, "\ufeff{}"),
    "a list": answers(200, "[]"),
    "an empty object": answers(200, "{}"),
    "null": answers(200, '{"jwks_uri": null, "keys": null}'),
    "no address": answers(200, '{"jwks_uri": "no address", "keys": "no keys"}'),
    "no keys": answers(200, '{"jwks_uri": "http://127.0.0.1:1/", "keys": []}'),
    "another place": answers(302),
}


@dataclass
class Bundle:
    """Keys and whom they are asked of."""

    keys: Keys
    entra: FakeEntra
    clock: FixedClock

    @property
    def asked(self) -> int:
        return self.entra.asked[Door.METADATA]

    async def knows(self, kid: str) -> bool:
        return await self.keys.key(kid) is not None


@pytest.fixture
async def bundle() -> AsyncIterator[Bundle]:
    clock = FixedClock()
    async with FakeEntra() as entra, aiohttp.ClientSession() as session:
        keys = Keys(session, entra.openid_url, clock=clock, patience=60)
        yield Bundle(keys, entra, clock)
        await keys.close()


async def test_a_key_comes_with_its_endorsements(bundle: Bundle) -> None:
    key = await bundle.keys.key("first")

    assert key is not None
    assert key.public == pair("first").private.public_key()
    assert key.endorsements == {"msteams", "webchat"}


async def test_keys_are_asked_for_once_a_day(bundle: Bundle) -> None:
    assert await bundle.knows("first")
    bundle.clock.move(LASTS - SECOND)
    assert await bundle.knows("first")
    assert bundle.asked == 1

    bundle.clock.move(SECOND)

    assert await bundle.knows("first")
    assert bundle.asked == 2


async def test_those_who_ask_at_the_same_time_are_answered_by_one_look(bundle: Bundle) -> None:
    with bundle.entra.hold(Door.METADATA) as asked:
        asking = [asyncio.create_task(bundle.knows("first")) for _ in range(20)]
        await asked.wait()

    assert all(await asyncio.gather(*asking))
    assert (bundle.entra.asked[Door.METADATA], bundle.entra.asked[Door.KEYS]) == (1, 1)


async def test_an_unknown_key_is_looked_for_at_once_then_every_five_minutes(bundle: Bundle) -> None:
    assert await bundle.knows("first")

    for _ in range(3):
        assert not await bundle.knows("unknown")
    assert bundle.asked == 2

    bundle.clock.move(PAUSE - SECOND)
    assert not await bundle.knows("unknown")
    assert bundle.asked == 2

    bundle.clock.move(SECOND)
    assert not await bundle.knows("unknown")
    assert bundle.asked == 3


async def test_a_key_that_is_unknown_from_the_start_costs_no_second_look(bundle: Bundle) -> None:
    assert not await bundle.knows("unknown")

    assert bundle.asked == 1


async def test_all_who_come_with_a_new_key_join_the_look_for_it(bundle: Bundle) -> None:
    assert await bundle.knows("first")
    bundle.entra.rotate("second")

    with bundle.entra.hold(Door.METADATA) as asked:
        asking = [asyncio.create_task(bundle.knows("second")) for _ in range(5)]
        await asked.wait()

    assert all(await asyncio.gather(*asking))
    assert bundle.asked == 2


async def test_a_look_is_finished_though_who_began_it_went_away(bundle: Bundle) -> None:
    with bundle.entra.hold(Door.METADATA) as asked:
        first = asyncio.create_task(bundle.knows("first"))
        await asked.wait()
        second = asyncio.create_task(bundle.knows("first"))
        first.cancel()

    assert await second
    assert bundle.asked == 1
    assert first.cancelled()


@pytest.mark.parametrize("door", [Door.METADATA, Door.KEYS])
@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
async def test_a_look_that_fails_leaves_the_old_keys(
    bundle: Bundle, door: Door, failure: Trouble
) -> None:
    assert await bundle.knows("first")
    bundle.entra.rotate("second", keeping=False)
    bundle.entra.trouble[door] = failure

    assert not await bundle.knows("second")
    assert await bundle.knows("first")

    bundle.clock.move(LASTS)
    asked = bundle.asked
    assert await bundle.knows("first")
    bundle.clock.move(PAUSE - SECOND)
    assert await bundle.knows("first")
    assert bundle.asked == asked + 1

    del bundle.entra.trouble[door]
    bundle.clock.move(SECOND)
    assert await bundle.knows("second")
    assert not await bundle.knows("first")


async def test_without_any_keys_it_says_so_and_looks_again_soon(bundle: Bundle) -> None:
    bundle.entra.trouble[Door.KEYS] = answers(500)

    for _ in range(3):
        with pytest.raises(SourceUnavailable) as raised:
            await bundle.keys.key("first")
    assert raised.value.next_step == f"See that {bundle.entra.openid_url} can be reached from here."
    assert bundle.asked == 1

    bundle.entra.trouble.clear()
    bundle.clock.move(FIRST_PAUSE)

    assert await bundle.knows("first")


async def test_silence_is_a_failure_too() -> None:
    async with FakeEntra() as entra, aiohttp.ClientSession() as session:
        keys = Keys(session, entra.openid_url, clock=FixedClock(), patience=0.05)
        with entra.hold(Door.METADATA), pytest.raises(SourceUnavailable):
            await keys.key("first")


async def test_closing_does_not_wait_for_an_answer(bundle: Bundle) -> None:
    with bundle.entra.hold(Door.METADATA) as asked:
        asking = asyncio.create_task(bundle.knows("first"))
        await asked.wait()
        await bundle.keys.close()

    with pytest.raises(asyncio.CancelledError):
        await asking
