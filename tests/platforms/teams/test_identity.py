"""Who is let in: by id, by what a tenant vouches for, as a guest; strangers and bots are not."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.by_name import schemas
from bot.config import load
from bot.directory import Admission, Directory, Standing
from bot.request import Actor
from tests.fakes.profiles import KnownEmails
from tests.fakes.teams import TENANT, Message, Person
from tests.fakes.teams.app import OTHER_TENANT
from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import APP_YAML, House, served

LEFT = "of the error budget left"
NOT_KNOWN = "I don't know you yet"
NOT_OURS = "I only answer people of the organisations"
NOT_NOW = "Teams does not tell me who you are just now."


async def asked_by(person: Person, tenant: Tenant, house: House) -> Message:
    """What somebody is answered who asks for a budget in the group's chat."""
    if not tenant.group.has(person):
        tenant.group.members.append(person)
    before = len(tenant.answers(person))
    await tenant.teams.say(person, tenant.group, "budget iot-hub")
    await house.settled()
    (answer,) = tenant.answers(person)[before:]
    return answer


async def test_somebody_named_by_id_is_not_looked_up(tenant: Tenant, house: House) -> None:
    assert LEFT in (await asked_by(tenant.alice, tenant, house)).shown
    assert "GET members" not in tenant.calls()


async def test_somebody_is_known_by_email_and_looked_up_once_an_hour(
    tenant: Tenant, house: House
) -> None:
    for _ in range(2):
        assert LEFT in (await asked_by(tenant.erin, tenant, house)).shown
    assert tenant.calls().count("GET members") == 1

    tenant.clock.at += timedelta(minutes=61)
    await asked_by(tenant.erin, tenant, house)
    assert tenant.calls().count("GET members") == 2


async def test_somebody_is_looked_up_where_they_speak(tenant: Tenant, house: House) -> None:
    for place in (tenant.channel, tenant.own(tenant.erin)):
        await tenant.teams.say(tenant.erin, place, "budget iot-hub")
        await tenant.teams.message(tenant.erin, LEFT, place)


async def test_a_guest_reads_help_and_no_budgets(tenant: Tenant, house: House) -> None:
    assert NOT_KNOWN in (await asked_by(tenant.zoe, tenant, house)).shown
    await tenant.teams.say(tenant.zoe, tenant.group, "help")

    await tenant.teams.message(tenant.zoe, "What you can ask me")


@pytest.mark.parametrize("role", ["guest", "anonymous"])
async def test_an_email_is_no_proof_of_whoever_is_only_visiting(
    tenant: Tenant, house: House, role: str
) -> None:
    visitor = tenant.teams.person("Mole", email="erin@example.com")
    tenant.teams.world.people[visitor.id] = visitor = replace(visitor, role=role)  # type: ignore[arg-type] # parametrized

    assert NOT_KNOWN in (await asked_by(visitor, tenant, house)).shown


async def test_the_name_of_an_account_of_elsewhere_is_no_proof(
    tenant: Tenant, house: House
) -> None:
    visitor = tenant.teams.person("Mole", email="erin_example.com#EXT#@ours.example.com")

    assert NOT_KNOWN in (await asked_by(visitor, tenant, house)).shown


async def test_an_email_in_a_tenant_that_is_not_listed_is_no_proof(
    tenant: Tenant, house: House
) -> None:
    stranger = tenant.teams.person("Mole", email="erin@example.com", tenant=OTHER_TENANT)

    assert NOT_KNOWN in (await asked_by(stranger, tenant, house)).shown


async def test_somebody_without_an_email_is_a_guest(tenant: Tenant, house: House) -> None:
    nobody = tenant.teams.person("Nobody", email=None)

    assert NOT_KNOWN in (await asked_by(nobody, tenant, house)).shown


async def test_whoever_says_to_be_of_another_tenant_is_a_stranger(
    tenant: Tenant, house: House
) -> None:
    said = await tenant.teams.say(tenant.alice, tenant.group, "help")
    await house.settled()
    assert said.delivery is not None
    activity = said.delivery.activity
    speaker = {**activity["from"], "tenantId": OTHER_TENANT}

    await tenant.teams.deliver({**activity, "id": "2", "from": speaker, "text": activity["text"]})
    await house.settled()

    assert NOT_OURS in tenant.answers(tenant.alice)[-1].shown
    assert "GET members" not in tenant.calls()


async def test_when_teams_cannot_tell_who_somebody_is_they_are_asked_for_patience(
    tenant: Tenant, house: House
) -> None:
    await asked_by(tenant.alice, tenant, house)
    tenant.teams.fail_next(500)

    refused = await asked_by(tenant.erin, tenant, house)
    answered = await asked_by(tenant.erin, tenant, house)

    assert NOT_NOW in refused.shown
    assert "Ask again in a minute." in refused.shown
    assert LEFT in answered.shown


@pytest.mark.parametrize("status", [403, 404])
async def test_somebody_of_whom_teams_tells_us_nothing_is_a_guest(
    tenant: Tenant, house: House, status: int
) -> None:
    await asked_by(tenant.alice, tenant, house)
    tenant.teams.fail_next(status)

    assert NOT_KNOWN in (await asked_by(tenant.erin, tenant, house)).shown


class Named(Person):
    """Somebody whose email is none of their tenant's own names."""

    def member(self) -> dict[str, object]:
        return {**super().member(), "userPrincipalName": f"{self.name.lower()}@elsewhere.example"}


@pytest.mark.parametrize(
    ("kind", "tenant_of_theirs", "believed"),
    [
        (Person, OTHER_TENANT, True),
        (Named, OTHER_TENANT, False),
        (Person, TENANT, True),
        (Named, TENANT, True),
    ],
)
async def test_in_a_further_tenant_a_name_is_proof_and_an_email_beside_it_is_not(
    tenant: Tenant, tmp_path: Path, kind: type[Person], tenant_of_theirs: str, believed: bool
) -> None:
    somebody = kind("29:1mole", "Mole", "aad-mole", "erin@example.com", tenant_of_theirs)
    tenant.teams.world.people[somebody.id] = somebody
    further = {"tenants": (OTHER_TENANT,)}
    async with served(
        tenant.teams, tenant.entra, tmp_path, clock=tenant.clock, settings=further
    ) as house:
        answer = await asked_by(somebody, tenant, house)

    assert (LEFT in answer.shown) is believed


async def test_one_person_on_slack_and_on_teams_is_one_person(tenant: Tenant, house: House) -> None:
    await asked_by(tenant.erin, tenant, house)
    organisation = load(APP_YAML, schemas=schemas()).organisation
    people = dict(organisation.people)
    people["alice"] = replace(people["alice"], ids={"slack": "UALICE", "teams": "aad-alice"})
    emails = KnownEmails({"UERIN": "Erin@Example.com"})
    slack = Admission(frozenset({"T0HOME0001"}), profiles=emails)
    directory = Directory(
        replace(organisation, people=people), {"slack": slack, "teams": house.platform.admission}
    )

    for key in ("alice", "erin"):
        here = await directory.reader(Actor("slack", "T0HOME0001", f"U{key.upper()}"))
        there = await directory.reader(Actor("teams", TENANT, f"aad-{key}"))
        assert here == there
        assert (here.standing, here.person) == (Standing.MEMBER, people[key])
