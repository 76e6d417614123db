"""Microsoft's signing keys are kept for a day, and looked for again with restraint."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from adapters.teams.keys import FIRST_PAUSE, LASTS, PAUSE, Keys
from bot.errors import SourceUnavailable
from tests.fakes.clock import FixedClock
from tests.fakes.entra import Door, FakeEntra, pair
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
    assert key.public.public_numbers() == pair("first").private.public_key().public_numbers()
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
    bundle: Bundle, door: Door, failure: Any
) -> None:
    assert await bundle.knows("first")
    bundle.entra.rotate("second", keeping=False)
    bundle.entra.trouble[door] = failure

    assert not await bundle.knows("second")
    assert await bundle.knows("first")

    bundle.clock.move(LASTS)
    asked = bundle.asked
    assert [await bundle.knows("first") for _ in range(3)] == [True] * 3
    assert bundle.asked == asked + 1

    del bundle.entra.trouble[door]
    bundle.clock.move(PAUSE)
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


@pytest.mark.parametrize(
    "odd",
    [
        None,
        "key",
        {},
        {"kid": "odd"},
        {"kid": "odd", "kty": "RSA"},
        {"kid": "odd", "kty": "RSA", "n": "AQAB"},
        {"kid": "odd", "kty": "RSA", "n": 5, "e": 3},
        {"kid": "odd", "kty": "RSA", "n": "!", "e": "é"},
        {"kid": "odd", "kty": "EC", "crv": "P-256", "x": "AQAB", "y": "AQAB"},
        {"kid": "odd", "kty": "oct", "k": "c2VjcmV0"},
        {**pair("odd").jwk, "use": "enc"},
        {**pair("odd").jwk, "kid": None},
        {**pair("odd").jwk, "kid": ["odd"]},
        pair("odd", bits=1024).jwk,
    ],
)
async def test_odd_keys_are_left_out_and_the_others_are_known(bundle: Bundle, odd: object) -> None:
    bundle.entra.published = [odd, pair("first").jwk]  # type: ignore[list-item] # odd on purpose

    assert await bundle.knows("first")
    assert not await bundle.knows("odd")


async def test_a_private_key_that_was_published_by_mistake_is_none(bundle: Bundle) -> None:
    from jwt.algorithms import RSAAlgorithm

    private = json.loads(RSAAlgorithm.to_jwk(pair("odd").private))
    bundle.entra.published = [{**private, "kid": "odd"}, pair("first").jwk]

    assert await bundle.knows("first")
    assert not await bundle.knows("odd")


@pytest.mark.parametrize(
    ("endorsements", "known"),
    [
        (["msteams"], {"msteams"}),
        (["msteams", 5, None, ["webchat"]], {"msteams"}),
        ("msteams", set()),
        ({"msteams": True}, set()),
        (None, set()),
    ],
)
async def test_endorsements_are_a_list_of_channels(
    bundle: Bundle, endorsements: object, known: set[str]
) -> None:
    bundle.entra.published = [{**pair("first").jwk, "endorsements": endorsements}]

    key = await bundle.keys.key("first")

    assert key is not None
    assert key.endorsements == known


async def test_of_two_keys_with_one_id_the_later_is_believed(bundle: Bundle) -> None:
    other = {**pair("other").jwk, "kid": "first"}
    bundle.entra.published = [pair("first").jwk, other]

    key = await bundle.keys.key("first")

    assert key is not None
    assert key.public.public_numbers() == pair("other").private.public_key().public_numbers()
