"""``rapport check`` asks Microsoft, and names everything that is not as app.yaml says."""

from dataclasses import replace

import pytest

from adapters.teams.check import check
from bot.config import Config, ConfigError, Problem
from bot.errors import SourceUnavailable
from tests.fakes.entra import Door
from tests.fakes.entra.trouble import answers
from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import environ, pointed_at

GREETING = (
    "connected to tenant 72f988bf-0000-4000-8000-00000000c0de "
    "as app 0a5e7a1c-0000-4000-8000-000000000b07"
)
SIGNED = "what Teams signs can be verified"


async def found(tenant: Tenant, config: Config | None = None) -> tuple[str, ...]:
    config = config or pointed_at(tenant.teams, tenant.entra)
    return await check(config, environ=environ(tenant.entra))


async def wrong(tenant: Tenant, config: Config | None = None) -> tuple[Problem, ...]:
    with pytest.raises(ConfigError) as caught:
        await found(tenant, config)
    return caught.value.problems


async def test_a_good_tenant_is_described(tenant: Tenant) -> None:
    assert await found(tenant) == (GREETING, SIGNED)


async def test_channels_that_we_are_not_in_are_named_with_the_way_in(tenant: Tenant) -> None:
    tenant.channel.with_bot = False
    tenant.other_channel.exists = False

    problems = await wrong(tenant)

    assert {problem.path: problem.message for problem in problems} == {
        "engagements.iot-hub.places.teams": (
            "Rapport is not in iot-hub, or there is no 19:iot-hub@thread.tacv2."
        ),
        "engagements.device-twins.places.teams": (
            "Rapport is not in device-twins, or there is no 19:device-twins@thread.tacv2."
        ),
    }
    assert all(problem.line is not None for problem in problems)
    assert all("Add the app to that channel's team" in problem.fix for problem in problems)


async def test_people_with_an_id_of_nobody_there_are_said(tenant: Tenant) -> None:
    tenant.channel.members.remove(tenant.bob)

    assert "bob is no member of iot-hub, or has another id" in await found(tenant)


async def test_people_with_neither_an_id_nor_an_email_are_said(tenant: Tenant) -> None:
    config = pointed_at(tenant.teams, tenant.entra)
    people = dict(config.organisation.people)
    people["pat"] = replace(people["pat"], email=None)
    config = replace(config, organisation=replace(config.organisation, people=people))

    said = await found(tenant, config)

    assert "pat has neither a Teams id nor an email: a guest there" in said


async def test_where_nobody_is_known_by_id_channels_are_looked_at_all_the_same(
    tenant: Tenant,
) -> None:
    config = pointed_at(tenant.teams, tenant.entra)
    people = {key: replace(each, ids={}) for key, each in config.organisation.people.items()}
    config = replace(config, organisation=replace(config.organisation, people=people))
    tenant.channel.with_bot = False

    (problem,) = await wrong(tenant, config)

    assert problem.path == "engagements.iot-hub.places.teams"


async def test_what_cannot_be_looked_up_is_said(tenant: Tenant) -> None:
    tenant.teams.fail_next(500)

    assert "iot-hub was not looked at: ServiceError" in await found(tenant)


async def test_a_wrong_secret_is_named_with_the_way_to_mend_it(tenant: Tenant) -> None:
    with pytest.raises(SourceUnavailable) as caught:
        await check(
            pointed_at(tenant.teams, tenant.entra), environ={"TEAMS_CLIENT_SECRET": "wrong"}
        )

    assert "the client secret is wrong" in caught.value.message
    assert "entra.microsoft.com" in (caught.value.next_step or "")


async def test_a_missing_secret_is_named(tenant: Tenant) -> None:
    with pytest.raises(ConfigError) as caught:
        await check(pointed_at(tenant.teams, tenant.entra), environ={})

    assert "TEAMS_CLIENT_SECRET" in caught.value.problems[0].message


async def test_keys_out_of_reach_are_said(tenant: Tenant) -> None:
    tenant.entra.trouble[Door.METADATA] = answers(503)

    with pytest.raises(SourceUnavailable, match="signing keys cannot be had"):
        await found(tenant)


async def test_in_development_nobody_is_asked(tenant: Tenant) -> None:
    config = pointed_at(
        tenant.teams, tenant.entra, development=True, app_id=None, client_secret_env=None
    )

    (said,) = await found(tenant, config)

    assert said.startswith("development: believes whoever writes from this machine")
    assert tenant.teams.calls == []
    assert sum(tenant.entra.asked.values()) == 0
