"""Whatever else Microsoft publishes among its keys, only sound ones are believed."""

import json

import aiohttp
import pytest
from jwt.algorithms import RSAAlgorithm

from adapters.teams.keys import Keys, SigningKey
from tests.fakes.clock import FixedClock
from tests.fakes.entra import FakeEntra, pair


async def read(*published: object) -> dict[str, SigningKey]:
    """Those among some keys that are known."""
    async with FakeEntra() as entra, aiohttp.ClientSession() as session:
        entra.published = list(published)
        keys = Keys(session, entra.openid_url, clock=FixedClock())
        found = {kid: await keys.key(kid) for kid in ("first", "odd")}
    return {kid: key for kid, key in found.items() if key is not None}


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
async def test_odd_keys_are_left_out_and_the_others_are_known(odd: object) -> None:
    assert await read(odd, pair("first").jwk) == await read(pair("first").jwk)


async def test_a_private_key_that_was_published_by_mistake_is_none() -> None:
    private = json.loads(RSAAlgorithm.to_jwk(pair("odd").private))

    assert "odd" not in await read({**private, "kid": "odd"}, pair("first").jwk)


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
async def test_endorsements_are_a_list_of_channels(endorsements: object, known: set[str]) -> None:
    keys = await read({**pair("first").jwk, "endorsements": endorsements})

    assert keys["first"].endorsements == known


async def test_of_two_keys_with_one_id_the_later_is_believed() -> None:
    keys = await read(pair("first").jwk, {**pair("other").jwk, "kid": "first"})

    assert keys["first"].public == pair("other").private.public_key()
