"""People have one identity each; teams stand on one side and are led by a member."""

from __future__ import annotations

import pytest

from tests.config.files import changed, good, only_problem, problems_of


def test_two_people_cannot_share_an_email() -> None:
    problem = only_problem(
        ("Gallagher, side: sre}", "Gallagher, side: sre, email: ALICE@example.com}")
    )
    assert problem.path == "people.erin.email"
    assert "`alice`" in problem.message


def test_two_people_cannot_share_a_platform_id() -> None:
    problem = only_problem(
        ("Mbeki, side: product}", "Mbeki, side: product, ids: {slack: U0000000001}}")
    )
    assert problem.path == "people.carol.ids.slack"
    assert "`bob`" in problem.message


def test_an_id_on_an_unknown_platform_names_the_closest_one() -> None:
    problem = only_problem(("ids: {slack:", "ids: {slak:"))
    assert problem.path == "people.bob.ids.slak"
    assert problem.fix == "Did you mean `slack`?"


def test_a_source_of_who_is_on_call_knows_people_by_ids_of_its_own() -> None:
    both = "ids: {slack: U0000000001, pagerduty: PBOB222}"
    config = good(("ids: {slack: U0000000001}", both))
    assert config.organisation.people["bob"].ids["pagerduty"] == "PBOB222"


def test_a_source_that_counts_events_knows_nobody() -> None:
    problem = only_problem(("ids: {slack: U0000000001}", "ids: {prometheus: bob}"))
    assert problem.path == "people.bob.ids.prometheus"


def test_an_id_on_a_local_platform_is_needless() -> None:
    problem = only_problem(("ids: {slack: U0000000001}", "ids: {playground: bobby}"))
    assert "by their key, `bob`" in problem.message


def test_a_manager_must_be_somebody() -> None:
    problem = only_problem(("manager: dana", "manager: dina"))
    assert (problem.path, problem.fix) == ("people.mona.manager", "Did you mean `dana`?")


def test_somebody_who_is_named_by_name_is_found_by_it() -> None:
    assert only_problem(("manager: dana", "manager: Dana Iyer")).fix == "Did you mean `dana`?"


def test_somebody_like_nobody_must_be_declared() -> None:
    assert only_problem(("manager: dana", "manager: qqqq")).fix == "Declare it under `people`."


def test_managers_who_go_in_a_circle_are_told_once() -> None:
    problem = only_problem(("side: sponsor}", "side: sponsor, manager: mona}"))
    assert problem.path == "people.dana.manager"
    assert "dana → mona → dana" in problem.message


def test_nobody_manages_themselves() -> None:
    problem = only_problem(("manager: dana", "manager: mona"))
    assert "mona → mona" in problem.message


def test_a_person_may_be_in_no_team() -> None:
    config = good(("  pat: {", "  zoe: {name: Zoe Ito, side: product}\n  pat: {"))
    assert config.organisation.services_of("zoe") == ()


def test_a_manager_of_ones_own_overrides_the_teams() -> None:
    config = good(("Gallagher, side: sre}", "Gallagher, side: sre, manager: dana}"))
    assert config.organisation.people["erin"].manager == "dana"


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("members: [alice, erin]", "members: [alice, carol]", "teams.sre.members.1"),
        ("manager: mona", "manager: pat", "teams.sre.manager"),
        ("lead: alice", "lead: bob", "teams.sre.lead"),
    ],
)
def test_everybody_in_a_team_stands_on_its_side(old: str, new: str, path: str) -> None:
    problem = only_problem((old, new))
    assert problem.path == path
    assert "is on the product side, and this team on the sre side" in problem.message


def test_a_lead_is_a_member() -> None:
    problem = only_problem(("lead: alice", "lead: mona"))
    assert problem.path == "teams.sre.lead"
    assert problem.message == "`mona` leads this team without being a member."


def test_an_unknown_lead_is_said_to_be_unknown_only() -> None:
    problem = only_problem(("lead: alice", "lead: alic"))
    assert (problem.path, problem.fix) == ("teams.sre.lead", "Did you mean `alice`?")


def test_a_team_has_members() -> None:
    config = good(("members: [alice, erin]", "members: [alice]"))
    assert config.organisation.teams["sre"].members == ("alice",)
    paths = [problem.path for problem in problems_of(changed(("[alice, erin]", "[]")))]
    assert paths == ["teams.sre.members"]


def test_a_member_is_listed_once() -> None:
    problem = only_problem(("[alice, erin]", "[alice, erin, alice]"))
    assert problem.path == "teams.sre.members.2"


def test_a_team_has_a_side_of_its_own() -> None:
    problem = only_problem(("sre: {name: SRE, side: sre", "sre: {name: SRE, side: sponsor"))
    assert problem.path == "teams.sre.side"
