"""The example at the root of the repository."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.config import Config, load
from bot.config.loading import Storage
from bot.model.catalogue import CATALOGUE, EXCEPTION, SEVERITY
from bot.model.decision_kind import Office
from bot.model.organisation import Side
from tests.config.files import EXAMPLE, ROOT, SCHEMAS


@pytest.fixture(scope="module")
def config() -> Config:
    return load(EXAMPLE, schemas=SCHEMAS)


def test_the_example_loads_and_there_is_nothing_to_know_about_it(config: Config) -> None:
    assert config.example
    assert config.notices == ()
    assert config.storage == Storage(ROOT / "rapport.db")


def test_an_sre_team_of_eight_meets_a_product_group_of_nine(config: Config) -> None:
    engagement = config.organisation.engagements["iot-hub"]
    assert (engagement.sre_team.lead, engagement.product_group.lead) == ("alice", "bob")
    assert len(engagement.sre_team.members) == 8
    assert len(engagement.product_group.members) == 9
    assert engagement.sponsor == "dana"
    assert engagement.policy.agreed


def test_the_hub_has_agreed_on_who_decides_everything_but_an_incidents_severity(
    config: Config,
) -> None:
    decisions = config.organisation.engagements["iot-hub"].decisions
    rights = {right.kind: right for right in decisions.rights}
    assert set(rights) == set(decisions.kinds) - {SEVERITY}
    assert set(decisions.kinds) - set(CATALOGUE) == {"firmware"}
    assert (decisions.proposed_by, decisions.accepted_by) == ("alice", "bob")
    assert rights[EXCEPTION].holders.approver == "dana"


def test_there_each_office_decides_what_it_usually_decides(config: Config) -> None:
    engagement = config.organisation.engagements["iot-hub"]
    for right in engagement.decisions.rights:
        usual = engagement.decisions.kinds[right.kind].approver
        if isinstance(usual, Office):
            assert right.holders.approver == usual.holder(engagement), right.kind


def test_only_the_right_to_spend_on_capacity_is_over_and_none_ever_will_be_by_the_file(
    config: Config,
) -> None:
    engagements = config.organisation.engagements.values()
    ends = {
        right.kind: right.expires
        for engagement in engagements
        for right in engagement.decisions.rights
        if right.expires
    }
    assert ends == {"capacity": date(2026, 10, 1)}


def test_the_twins_have_only_proposed_who_decides_a_few_things(config: Config) -> None:
    decisions = config.organisation.engagements["device-twins"].decisions
    assert (decisions.proposed_by, decisions.accepted_by) == ("alice", None)
    assert [right.kind for right in decisions.rights] == ["repair-items", "freeze", "slo-change"]


def test_everybody_has_a_full_name_an_address_and_a_side(config: Config) -> None:
    people = config.organisation.people
    assert all(len(person.name.split()) == 2 for person in people.values())
    assert all((person.email or "").endswith("@example.com") for person in people.values())
    assert {person.side for person in people.values()} == set(Side)


def test_the_hub_promises_what_the_worked_example_says(config: Config) -> None:
    (slo,) = config.organisation.services["iot-hub"].slos
    assert slo.target == Decimal("0.9995")
    assert slo.window == timedelta(days=28)
    assert slo.events == "requests"


def test_the_twins_have_two_objectives_and_a_third_with_a_date(config: Config) -> None:
    twins = config.organisation.services["device-twins"]
    assert {slo.name: str(slo.target) for slo in twins.slos} == {
        "availability": "0.999",
        "latency": "0.99",
    }
    (durability,) = twins.planned
    assert (durability.drafted_by, durability.due) == ("carol", date(2026, 12, 15))


def test_each_engagement_is_at_home_in_its_own_channel(config: Config) -> None:
    for name in ("iot-hub", "device-twins"):
        place = config.organisation.place_named(f"#{name.upper()}")
        assert place is not None
        assert place.home
        engagement = config.organisation.engagement_at("playground", place.channel)
        assert engagement is config.organisation.engagements[name]


def test_a_place_of_no_name_is_no_place(config: Config) -> None:
    assert config.organisation.place_named("lobby") is None


def test_on_local_platforms_people_are_known_by_their_key(config: Config) -> None:
    niaj = config.organisation.people["niaj"]
    assert niaj.ids == {"playground": "niaj", "terminal": "niaj"}


def test_a_members_manager_is_the_teams(config: Config) -> None:
    people = config.organisation.people
    assert (people["erin"].manager, people["ivan"].manager) == ("mona", "pat")
    assert people["mona"].manager == "dana"
