"""A page in a browser on this machine gets nothing from a bot in development."""

from collections.abc import AsyncIterator

import pytest

from tests.platforms.teams.door import Door, door, message

HERE = "http://localhost:56150/_connector"


@pytest.fixture
async def teams() -> AsyncIterator[Door]:
    async with door() as teams:
        yield teams


@pytest.fixture
async def playground() -> AsyncIterator[Door]:
    """The door in development."""
    async with door(app_id=None, client_secret_env=None, development=True) as playground:
        yield playground


@pytest.mark.parametrize(
    "host", ["rapport.attacker.example:3000", "10.0.0.7:3000", "", "[::1", "@"]
)
async def test_development_is_reached_by_this_machines_own_names_alone(
    playground: Door, host: str
) -> None:
    answered = await playground.send(message(serviceUrl=HERE), Host=host)

    assert (answered.status, answered.heard) == (403, 0)


@pytest.mark.parametrize("host", ["localhost:3978", "127.0.0.1", "[::1]:3000"])
async def test_development_is_reached_by_each_of_this_machines_names(
    playground: Door, host: str
) -> None:
    assert (await playground.send(message(serviceUrl=HERE), Host=host)).status == 202


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
async def test_development_takes_nothing_that_a_page_may_send_unasked(
    playground: Door, kind: str
) -> None:
    answered = await playground.send(message(serviceUrl=HERE), **{"Content-Type": kind})

    assert (answered.status, answered.heard) == (400, 0)


async def test_outside_development_teams_may_call_us_by_any_name(teams: Door) -> None:
    answered = await teams.send(authorization=teams.genuine(), Host="rapport.example.com")

    assert answered.status == 202
