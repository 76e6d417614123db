"""However a genuine request is spoilt, it is refused, or it is the same request still."""

import copy
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.fakes.entra import forged
from tests.fakes.entra.forging import signed_by
from tests.platforms.teams.door import SERVICE_URL, Door, door, message
from tests.platforms.teams.recordings import TENANT

SPOILS = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # the door remembers no request
)
REFUSED = {400, 401, 403, 413}
ODD: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from([TENANT, SERVICE_URL, "msteams", "message", "invoke", "9999999999"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"))


@pytest.fixture
async def teams() -> AsyncIterator[Door]:
    async with door() as teams:
        yield teams


@SPOILS
@given(st.data())
async def test_no_letter_of_a_token_can_be_changed(teams: Door, data: st.DataObject) -> None:
    token = teams.entra.mint(SERVICE_URL)
    at = data.draw(st.integers(0, len(token) - 1), label="at")
    cut = data.draw(st.integers(0, 3), label="cut")
    spoilt = token[:at] + data.draw(HEADER, label="put in") + token[at + cut :]
    assume(spoilt.strip() != token)

    answered = await teams.send(authorization=f"Bearer {spoilt}")

    assert (answered.status, answered.heard) == (401, 0)


@SPOILS
@given(header=HEADER)
async def test_no_header_opens_the_door(teams: Door, header: str) -> None:
    answered = await teams.send(authorization=header)

    assert (answered.status, answered.heard) == (401, 0)


@SPOILS
@given(header=st.dictionaries(st.sampled_from(["alg", "kid", "typ", "crit", "b64", "jwk"]), ODD))
async def test_no_header_of_a_token_opens_the_door_without_the_key(
    teams: Door, header: dict[str, Any]
) -> None:
    usual = {"alg": "RS256", "kid": teams.entra.pair.kid}
    token = forged(
        teams.entra.claims(SERVICE_URL), header={**usual, **header}, sign=lambda _data: b"x" * 256
    )

    answered = await teams.send(authorization=f"Bearer {token}")

    assert (answered.status, answered.heard) == (401, 0)


@SPOILS
@given(claims=ODD)
async def test_odd_claims_are_refused_though_they_are_rightly_signed(
    teams: Door, claims: object
) -> None:
    pair = teams.entra.pair
    token = forged(claims, header={"alg": "RS256", "kid": pair.kid}, sign=signed_by(pair))

    answered = await teams.send(authorization=f"Bearer {token}")

    assert (answered.status, answered.heard) == (401, 0)


@SPOILS
@given(claim=st.sampled_from(["iss", "aud", "exp", "serviceurl", "appid", "azp"]), odd=ODD)
async def test_one_odd_claim_is_enough(teams: Door, claim: str, odd: object) -> None:
    right = {"serviceurl": SERVICE_URL}
    assume(odd != right.get(claim))
    assume(not (claim == "exp" and isinstance(odd, int | float) and odd > 1))
    pair = teams.entra.pair
    claims = {**teams.entra.claims(SERVICE_URL), claim: odd}
    token = forged(claims, header={"alg": "RS256", "kid": pair.kid}, sign=signed_by(pair))

    answered = await teams.send(authorization=f"Bearer {token}")

    assert (answered.status, answered.heard) == (401, 0)


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value in a body."""
    inner: list[tuple[Any, ...]] = []
    if isinstance(value, dict):
        inner = [way for name, each in value.items() for way in places(each, (*path, name))]
    elif isinstance(value, list):
        inner = [way for at, each in enumerate(value) for way in places(each, (*path, at))]
    return [path, *inner] if path else inner


PLACES = st.sampled_from(places(message()))


@SPOILS
@given(path=PLACES, odd=ODD, kind=st.sampled_from(["message", "invoke", "conversationUpdate"]))
async def test_odd_bodies_are_read_or_refused(
    teams: Door, path: tuple[Any, ...], odd: object, kind: str
) -> None:
    body = copy.deepcopy(message(type=kind))
    place: Any = body
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = odd

    answered = await teams.send(body, authorization=teams.genuine())

    assert answered.status in {*REFUSED, 200, 202}
    assert answered.heard == (answered.status in {200, 202})
    if answered.heard:
        assert (body["serviceUrl"], body["channelId"]) == (SERVICE_URL, "msteams")
        tenant = body["conversation"].get("tenantId")
        assert (body["channelData"]["tenant"]["id"] if tenant is None else tenant) == TENANT


@SPOILS
@given(st.data())
async def test_spoilt_bytes_are_read_or_refused(teams: Door, data: st.DataObject) -> None:
    body = json.dumps(message()).encode()
    at = data.draw(st.integers(0, len(body) - 1), label="at")
    cut = data.draw(st.integers(0, 20), label="cut")
    spoilt = body[:at] + data.draw(st.binary(max_size=20), label="put in") + body[at + cut :]

    forgery = await teams.send_bytes(spoilt, Authorization="Bearer forged")
    genuine = await teams.send_bytes(spoilt, Authorization=teams.genuine())

    assert (forgery.status, forgery.heard) == (401, 0)
    assert genuine.status in {*REFUSED, 202}
    assert genuine.heard == (genuine.status == 202)
