"""Starting and stopping: wrong secrets are named, one token serves all, development is told so."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.outside import Outside
from adapters.teams.bearer import EARLY, PAUSE
from adapters.teams.keys import FIRST_PAUSE
from adapters.teams.opening import opened
from bot.config import ConfigError
from bot.errors import SourceUnavailable
from storage.database import open_store
from tests.fakes.entra import Door
from tests.fakes.entra.tokens import LIFETIME_SECONDS
from tests.fakes.entra.trouble import answers
from tests.fakes.teams import App, FakeTeams
from tests.platforms.teams.conftest import Tenant, populated
from tests.platforms.teams.house import Clock, House, served, settings_of

LEFT = "of the error budget left"
PATIENCE = 5
"""Seconds within which what happens in the background has happened."""
DEVELOPMENT = {"development": True, "app_id": None, "client_secret_env": None}


async def open_with(tenant: Tenant, folder: Path, environ: dict[str, str]) -> None:
    store = open_store(folder / "rapport.db")
    try:
        outside = Outside(store=store, clock=tenant.clock, environ=environ)
        async with opened(settings_of(tenant.teams, tenant.entra), outside):
            pass
    finally:
        store.close()


async def test_a_wrong_secret_is_refused(tenant: Tenant, tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="the client secret is wrong"):
        await open_with(tenant, tmp_path, {"TEAMS_CLIENT_SECRET": "wrong"})


async def test_a_missing_secret_is_named(tenant: Tenant, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        await open_with(tenant, tmp_path, {})

    assert "TEAMS_CLIENT_SECRET" in caught.value.problems[0].message


async def test_one_token_serves_all_answers(tenant: Tenant, house: House) -> None:
    for _ in range(3):
        await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
    await house.settled()

    assert len(tenant.answers(tenant.bob)) == 3
    assert tenant.entra.asked[Door.TOKEN] == 1
    assert tenant.entra.asked[Door.METADATA] == 1


async def test_people_of_the_listed_tenants_are_let_in(tenant: Tenant, house: House) -> None:
    assert house.platform.admission.workspaces == {tenant.channel.tenant}
    assert not house.platform.unguarded


async def test_in_development_whoever_writes_from_this_machine_is_answered(
    tenant: Tenant, tmp_path: Path
) -> None:
    async with FakeTeams(replace(App(), token="")) as teams:
        people = populated(teams, tenant.entra, Clock())
        teams.authorization = None
        async with served(teams, tenant.entra, tmp_path, settings=DEVELOPMENT) as house:
            await teams.say(people.alice, people.channel, "budget iot-hub")
            await teams.message(people.bob, LEFT)

            assert house.platform.unguarded
    assert sum(tenant.entra.asked.values()) == 0


async def test_what_is_not_signed_is_refused_and_not_answered(tenant: Tenant, house: House) -> None:
    tenant.teams.authorization = None
    said = await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
    await house.settled()

    assert said.status == 401
    assert tenant.answers(tenant.bob) == []


async def test_when_the_login_fails_later_whoever_presses_is_still_answered(
    tenant: Tenant, house: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
    answer = await tenant.teams.message(tenant.bob, LEFT)
    tenant.entra.trouble[Door.TOKEN] = answers(503)
    tenant.clock.at = tenant.clock.at.replace(hour=20)

    pressed = await tenant.teams.press(tenant.bob, answer, "Why?")
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
    await house.settled()

    assert pressed.card is not None
    assert tenant.answers(tenant.alice) == [answer]


async def test_the_signing_keys_are_fetched_before_anybody_comes_and_hold_up_nothing(
    tenant: Tenant, tmp_path: Path
) -> None:
    with tenant.entra.hold(Door.METADATA) as asked:
        async with served(tenant.teams, tenant.entra, tmp_path, clock=tenant.clock):
            await asyncio.wait_for(asked.wait(), PATIENCE)


async def test_keys_that_cannot_be_had_at_the_start_are_had_later(
    tenant: Tenant, tmp_path: Path
) -> None:
    tenant.entra.trouble[Door.METADATA] = answers(503)
    async with served(tenant.teams, tenant.entra, tmp_path, clock=tenant.clock):
        assert (await tenant.teams.say(tenant.alice, tenant.channel, "help")).status == 503
        tenant.entra.trouble.clear()
        tenant.clock.at += FIRST_PAUSE
        await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
        await tenant.teams.message(tenant.bob, LEFT)


async def test_without_a_token_it_is_not_ready(tenant: Tenant, house: House) -> None:
    assert house.ready()
    tenant.entra.trouble[Door.TOKEN] = answers(503)
    tenant.clock.at += timedelta(hours=2)
    assert not house.ready()

    tenant.entra.trouble.clear()
    tenant.clock.at += PAUSE
    await tenant.teams.say(tenant.alice, tenant.channel, "budget iot-hub")
    await tenant.teams.message(tenant.bob, LEFT)
    assert house.ready()


async def test_whoever_looks_whether_it_is_ready_has_the_token_renewed_in_time(
    tenant: Tenant, house: House
) -> None:
    tenant.clock.at += timedelta(seconds=LIFETIME_SECONDS) - EARLY
    with tenant.entra.hold(Door.TOKEN) as asked:
        assert house.ready()
        await asyncio.wait_for(asked.wait(), PATIENCE)
