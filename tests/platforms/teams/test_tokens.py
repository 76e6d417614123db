"""Whoever is not Teams is refused with 401, and nothing of theirs is heard."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.fakes.entra import Door as Asked
from tests.platforms.teams.door import SERVICE_URL, Door, door
from tests.platforms.teams.forgeries import Forge, saying, written

MINUTE, HOUR = 60, 3600
MANY = 7000
"""Letters; aiohttp takes headers of some 8,000."""


LONG_S = "\u017f"
"""Folds to an s, and is none in an address."""


@pytest.fixture
async def teams() -> AsyncIterator[Door]:
    async with door() as teams:
        yield teams


BELIEVED: dict[str, Forge] = {
    "good": saying(),
    "expired within the skew": saying(exp=-5 * MINUTE + 1),
    "not yet valid within the skew": saying(nbf=5 * MINUTE, iat=5 * MINUTE),
    "times in fractions of seconds": lambda door: door.genuine(
        exp=door.clock.now().timestamp() + 0.5
    ),
    "no time from which it holds": saying(nbf=None),
    "service URL without its last slash": saying(serviceurl=SERVICE_URL.rstrip("/")),
    "service URL in capitals": saying(serviceurl=SERVICE_URL.upper()),
    "our own app id": lambda door: door.genuine(appid=door.entra.app.id, azp=door.entra.app.id),
    "app id in capitals": lambda door: door.genuine(aud=door.entra.app.id.upper()),
    "scheme in small letters": lambda door: door.genuine().replace("Bearer", "bearer"),
}


@pytest.mark.parametrize("forge", BELIEVED.values(), ids=BELIEVED)
async def test_a_right_token_is_believed(teams: Door, forge: Forge) -> None:
    answered = await teams.send(authorization=forge(teams))

    assert (answered.status, answered.heard) == (202, 1)


WRONG: dict[str, Forge] = {
    "expired": saying(exp=-5 * MINUTE),
    "expired long ago": saying(exp=-HOUR),
    "not yet valid": saying(nbf=5 * MINUTE + 1),
    "made in the future": saying(iat=5 * MINUTE + 1),
    "no exp": saying(exp=None),
    "an exp in words": saying(exp="tomorrow"),
    "an exp that is a number in words": saying(exp="9999999999"),
    "an exp that is true": saying(exp=True),
    "an exp that is a list": saying(exp=[9999999999]),
    "an exp without end": saying(exp=float("inf")),
    "an exp that is no number": saying(exp=float("nan")),
    "an exp beyond all clocks": saying(exp=1e300),
    "an nbf that is true": saying(nbf=True),
    "an nbf in words": saying(nbf="now"),
    "another audience": saying(aud="66666666-0000-0000-0000-000000000000"),
    "no audience": saying(aud=None),
    "an empty audience": saying(aud=""),
    "a list of audiences": lambda door: door.genuine(aud=[door.entra.app.id]),
    "a number as audience": saying(aud=1),
    "another issuer": saying(iss="https://sts.windows.net/of-somebody/"),
    "no issuer": saying(iss=None),
    "a list of issuers": lambda door: door.genuine(iss=[door.entra.app.issuer]),
    "another service URL": saying(serviceurl="https://evil.example/emea/"),
    "a service URL that goes on": saying(serviceurl=f"{SERVICE_URL}more/"),
    "no service URL": saying(serviceurl=None),
    "an object as service URL": saying(serviceurl={"url": SERVICE_URL}),
    "a service URL that folds to ours": saying(serviceurl=SERVICE_URL.replace("s", LONG_S)),
    "another app": saying(appid="66666666-0000-0000-0000-000000000000"),
    "another app, in version 2": saying(azp="66666666-0000-0000-0000-000000000000"),
    "a list of apps": lambda door: door.genuine(appid=[door.entra.app.id]),
}

NO_TOKEN: dict[str, Forge] = {
    "no header": written(None),
    "an empty header": written(""),
    "no token": written("Bearer"),
    "a blank token": written("Bearer  "),
    "another scheme": written("Basic dGVhbXM6dGVhbXM="),
    "another scheme with a right token": lambda door: door.genuine().replace("Bearer", "Token"),
    "a token without a scheme": lambda door: door.genuine().removeprefix("Bearer "),
    "two tokens": lambda door: f"{door.genuine()} {door.genuine().removeprefix('Bearer ')}",
    "garbage": written("Bearer garbage"),
    "dots": written("Bearer .."),
    "more dots": written("Bearer a.b.c.d"),
    "no base64": written("Bearer !!!.???.###"),
    "letters of elsewhere": written("Bearer \xe9t\xe9.\xe9t\xe9.\xe9t\xe9"),
    "a huge token": written(f"Bearer {'a' * MANY}"),
    "a huge token in parts": written(f"Bearer {'a' * 2000}.{'b' * 2000}.{'c' * 2000}"),
}

REFUSED = {**WRONG, **NO_TOKEN}


@pytest.mark.parametrize("forge", REFUSED.values(), ids=REFUSED)
async def test_a_wrong_token_gets_401(teams: Door, forge: Forge) -> None:
    answered = await teams.send(authorization=forge(teams))

    assert (answered.status, answered.heard, answered.text) == (401, 0, "")
    assert answered.headers["WWW-Authenticate"] == "Bearer"


async def test_a_header_beyond_all_measure_is_refused_by_the_server_itself(teams: Door) -> None:
    answered = await teams.send(authorization=f"Bearer {'a' * 10_000}")

    assert (answered.status, answered.heard) == (400, 0)


async def test_a_token_that_was_believed_is_not_once_it_has_expired(teams: Door) -> None:
    token = teams.genuine()
    assert (await teams.send(authorization=token)).status == 202

    teams.clock.move(timedelta(hours=1, minutes=5))

    assert (await teams.send(authorization=token)).status == 401


async def test_a_new_key_is_believed_after_one_more_look(teams: Door) -> None:
    assert (await teams.send(authorization=teams.genuine())).status == 202
    teams.entra.rotate("second")

    answered = [await teams.send(authorization=teams.genuine()) for _ in range(3)]

    assert [each.status for each in answered] == [202, 202, 202]
    assert teams.entra.asked[Asked.KEYS] == 2


async def test_a_withdrawn_key_is_not_believed_once_its_day_is_over(teams: Door) -> None:
    old = teams.entra.pair
    assert (await teams.send(authorization=teams.genuine())).status == 202
    teams.entra.rotate("second", keeping=False)
    teams.clock.move(timedelta(days=1))

    teams.entra.pair = old

    assert (await teams.send(authorization=teams.genuine())).status == 401
