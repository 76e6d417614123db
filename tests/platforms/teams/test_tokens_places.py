"""Even Teams is heard only on its own channel, from the tenants that app.yaml lists."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from tests.platforms.teams.door import FURTHER_TENANT, SERVICE_URL, Door, door, message
from tests.platforms.teams.recordings import TENANT

STRANGERS = "99999999-2222-3333-4444-555555555555"
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


def of_tenant(conversation: object, data: object) -> dict[str, Any]:
    """A message whose tenant is told in one place, in the other, or nowhere."""
    place = {"id": "19:iot@thread.v2"}
    told = {} if conversation is None else {"tenantId": conversation}
    return message(
        conversation={**place, **told}, channelData=None if data is None else {"tenant": data}
    )


@pytest.mark.parametrize(
    "body",
    [
        of_tenant(TENANT, None),
        of_tenant(FURTHER_TENANT.upper(), None),
        of_tenant(FURTHER_TENANT, None),
        of_tenant(None, {"id": TENANT}),
        of_tenant(TENANT, {"id": STRANGERS}),
    ],
)
async def test_tenants_that_are_listed_are_heard(teams: Door, body: dict[str, Any]) -> None:
    answered = await teams.send(body, authorization=teams.genuine())

    assert (answered.status, answered.heard) == (202, 1)


@pytest.mark.parametrize(
    "body",
    [
        of_tenant(STRANGERS, None),
        of_tenant(STRANGERS, {"id": TENANT}),
        of_tenant(None, {"id": STRANGERS}),
        of_tenant(None, None),
        of_tenant("", None),
        of_tenant(None, {}),
        of_tenant(None, TENANT),
        of_tenant(None, {"id": [TENANT]}),
        of_tenant([TENANT], None),
        of_tenant({"id": TENANT}, {"id": TENANT}),
    ],
)
async def test_every_other_tenant_gets_403(teams: Door, body: dict[str, Any]) -> None:
    answered = await teams.send(body, authorization=teams.genuine())

    assert (answered.status, answered.heard) == (403, 0)


async def test_the_log_says_which_tenant_to_list(
    teams: Door, caplog: pytest.LogCaptureFixture
) -> None:
    await teams.send(of_tenant(STRANGERS, None), authorization=teams.genuine())

    assert f"the tenant '{STRANGERS}' is not in platforms.teams" in caplog.text


@pytest.mark.parametrize("endorsements", [(), ("webchat",), ("MSTEAMS",), None])
async def test_a_key_that_is_not_endorsed_for_teams_gets_401(
    teams: Door, endorsements: tuple[str, ...] | None
) -> None:
    teams.entra.published = [replace(teams.entra.pair, endorsements=endorsements).jwk]

    answered = await teams.send(authorization=teams.genuine())

    assert (answered.status, answered.heard) == (401, 0)


async def test_another_channel_gets_401_if_the_key_is_not_for_it_and_403_if_it_is(
    teams: Door,
) -> None:
    skype = await teams.send(message(channelId="skype"), authorization=teams.genuine())
    webchat = await teams.send(message(channelId="webchat"), authorization=teams.genuine())

    assert "webchat" in teams.entra.pair.jwk["endorsements"]
    assert [(each.status, each.heard) for each in (skype, webchat)] == [(401, 0), (403, 0)]


async def test_the_playground_is_no_channel_outside_development(teams: Door) -> None:
    endorsed = replace(teams.entra.pair, endorsements=("msteams", "emulator"))
    teams.entra.published = [endorsed.jwk]

    answered = await teams.send(message(channelId="emulator"), authorization=teams.genuine())

    assert (answered.status, answered.heard) == (403, 0)


@pytest.mark.parametrize(
    "url",
    [
        HERE,
        "http://127.0.0.1:56150/_connector",
        "http://127.1.2.3/_connector",
        "http://[::1]:56150/_connector",
        "HTTP://LOCALHOST:56150",
    ],
)
async def test_development_believes_whoever_is_answered_on_this_machine(
    playground: Door, url: str
) -> None:
    answered = await playground.send(message(serviceUrl=url))

    assert (answered.status, answered.heard) == (202, 1)
    assert not any(playground.entra.asked.values())


async def test_development_knows_the_emulator(playground: Door) -> None:
    answered = await playground.send(message(serviceUrl=HERE, channelId="emulator"))

    assert (answered.status, answered.heard) == (202, 1)


@pytest.mark.parametrize(
    "url",
    [
        SERVICE_URL,
        "http://localhost.evil.example/",
        "http://localhost@evil.example/",
        "http://localhost:1@evil.example/",
        "http://localhost\\@evil.example/",
        "http://evil.example\\@localhost/",
        "http://evil.example#@localhost/",
        "http://evil.example?@localhost/",
        "http://128.0.0.1/",
        "http://0.0.0.0/",
        "http://[::ffff:1.2.3.4]/",
        "http://[::1/",
        "http://localhost:port/",
        "file:///etc/passwd",
        "localhost",
        "//localhost/",
        "ftp://localhost/",
    ],
)
async def test_development_answers_nobody_else(playground: Door, url: str) -> None:
    answered = await playground.send(message(serviceUrl=url))

    assert (answered.status, answered.heard) == (403, 0)


@pytest.mark.parametrize(
    "body",
    [message(serviceUrl=HERE, channelId="webchat"), of_tenant(STRANGERS, None)],
)
async def test_development_too_has_its_channels_and_tenants(
    playground: Door, body: dict[str, Any]
) -> None:
    answered = await playground.send({**body, "serviceUrl": HERE})

    assert (answered.status, answered.heard) == (403, 0)
