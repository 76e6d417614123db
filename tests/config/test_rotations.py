"""Rotations: one team's people who take turns, or a source that knows; and the roles they fill."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import pytest

from bot.config import ConfigError, read
from bot.model.organisation import Side
from bot.model.rotation import OWN, Hours, Role
from tests.config.files import SCHEMAS, changed, good, only_problem

ROTATIONS = """\
rotations:
  till-sre:
    name: Till SRE
    team: sre
    layers:
      - people: [alice, erin]
        starts: 2026-01-05 10:00
        every: 2w
        only: [{days: [fri, mon], opens: 22:00, closes: 06:00}]
  till-product:
    name: Till product
    team: product
    source: pager
    query: {schedule: P123}
services:
  checkout:
    name: Checkout
    oncall:
      product: {primary: till-product}
      sre: {primary: till-sre, backup: till-sre}
"""
PAGER = "sources:\n  pager: {kind: pagerduty, token_env: PAGERDUTY_TOKEN}\n"
WITH = (("services:\n  checkout:\n    name: Checkout\n", ROTATIONS), ("sources:\n", PAGER))


def spoilt(old: str, new: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The file with rotations, one of them spoilt."""
    assert ROTATIONS.count(old) == 1, f"{old!r} stands there {ROTATIONS.count(old)} times"
    return (WITH[0][0], ROTATIONS.replace(old, new)), WITH[1]


def test_a_rotation_of_our_own_has_layers_in_the_zone_of_its_engagement() -> None:
    rotation = good(*WITH).organisation.rotations["till-sre"]
    (layer,) = rotation.layers
    assert (rotation.side, rotation.zone, rotation.source) == (Side.SRE, "Europe/Berlin", OWN)
    assert layer.people == ("alice", "erin")
    assert (layer.starts, layer.days) == (datetime(2026, 1, 5, 10), 14)  # noqa: DTZ001 - a wall time
    assert layer.only == (Hours((0, 4), time(22), time(6)),)
    assert rotation.own


def test_another_source_is_asked_in_its_own_words() -> None:
    rotation = good(*WITH).organisation.rotations["till-product"]
    assert (rotation.source, rotation.query) == ("pager", {"schedule": "P123"})
    assert not rotation.own


def test_a_service_knows_its_roles_the_sre_side_first() -> None:
    assert good(*WITH).organisation.services["checkout"].oncall == (
        Role(Side.SRE, "primary", "till-sre"),
        Role(Side.SRE, "backup", "till-sre"),
        Role(Side.PRODUCT, "primary", "till-product"),
    )


@pytest.mark.parametrize(
    ("old", "new", "path", "said"),
    [
        ("[alice, erin]", "[alice, eryn]", "till-sre.layers.0.people.1", "`eryn` is not declared"),
        ("[alice, erin]", "[alice, bob]", "till-sre.layers.0.people.1", "on the product side"),
        ("[alice, erin]", "[]", "till-sre.layers.0.people", "Nobody takes turns"),
        ("every: 2w", "every: 12h", "till-sre.layers.0.every", "whole number of days"),
        ("05 10:00", "05 10", "till-sre.layers.0.starts", "no date and time"),
        ("05 10:00", "05 10:00+01:00", "till-sre.layers.0.starts", "no date and time"),
        ("every: 2w", "until: 2026-01-05 09:00", "till-sre.layers.0.until", "before it starts"),
        ("source: pager", "source: pagr", "till-product.source", "`pagr` is not declared"),
        ("source: pager", "source: main", "till-product.source", "does not know who is on call"),
        ("team: sre", "team: sry", "till-sre.team", "`sry` is not declared"),
        ("team: sre\n", "team: sre\n    groups: {teams: G1}\n", "till-sre.groups.teams", "no user"),
    ],
)
def test_what_is_wrong_with_a_rotation_is_told_where_it_stands(
    old: str, new: str, path: str, said: str
) -> None:
    problem = only_problem(*spoilt(old, new))
    assert problem.path == f"rotations.{path}"
    assert said in problem.message


@pytest.mark.parametrize(
    ("old", "new", "path", "said"),
    [
        (
            "product: {primary: till-product}",
            "product: {primary: till}",
            "product.primary",
            "not declared",
        ),
        ("{primary: till-product}", "{primary: till-sre}", "product.primary", "of the sre side"),
        ("product: {primary", "sponsor: {primary", "sponsor.primary", "Sponsors are not on call"),
    ],
)
def test_a_role_is_filled_by_a_rotation_of_its_own_side(
    old: str, new: str, path: str, said: str
) -> None:
    problem = only_problem(*spoilt(old, new))
    assert problem.path == f"services.checkout.oncall.{path}"
    assert said in problem.message


def test_a_rotation_has_layers_or_a_source_and_not_both_or_neither() -> None:
    both = only_problem(
        *spoilt(
            "source: pager",
            "source: pager\n    layers: [{people: [bob], starts: 2026-01-05 10:00}]",
        )
    )
    neither = only_problem(*spoilt("source: pager\n    query: {schedule: P123}", "minimum: 3"))
    assert both.path == "rotations.till-product.layers"
    assert neither.path == "rotations.till-product"
    assert "layers" in neither.fix


def test_only_platforms_that_have_user_groups_can_let_one_follow() -> None:
    problem = only_problem(*spoilt("team: sre\n", "team: sre\n    groups: {terminal: S1}\n"))
    assert problem.message == "`terminal` has no user groups that could follow who is on call."
    assert problem.fix == "Remove this group. Such groups are in: `slack`."


def test_a_group_is_of_a_platform_that_is_connected() -> None:
    text = changed(*spoilt("team: sre\n", "team: sre\n    groups: {teams: G1}\n"))
    having = replace(SCHEMAS, group_platforms=("slack", "teams"))
    with pytest.raises(ConfigError) as caught:
        read(text, path=Path("/somewhere/app.yaml"), schemas=having)
    (problem,) = caught.value.problems
    assert problem.path == "rotations.till-sre.groups.teams"
    assert problem.message == "`teams` is not connected."


def test_several_rotations_may_fill_one_group() -> None:
    rotations = ROTATIONS.replace("team: sre\n", "team: sre\n    groups: {slack: S0123ABC}\n")
    rotations = rotations.replace(
        "product\n    so", "product\n    groups: {slack: S0123ABC}\n    so"
    )
    filled = good((WITH[0][0], rotations), WITH[1]).organisation.rotations.values()
    assert [each.groups for each in filled] == [{"slack": "S0123ABC"}] * 2


def test_an_objective_cannot_be_counted_by_who_is_on_call() -> None:
    problem = only_problem(
        *WITH, ("source: main\n        query: {total: 'all', bad: 'bad'}", "source: pager")
    )
    assert problem.path == "services.checkout.slos.availability.source"
    assert "counts no events" in problem.message


def test_a_rotation_that_fills_no_role_is_worth_a_notice() -> None:
    text = changed(*spoilt("sre: {primary: till-sre, backup: till-sre}", "sre: {}"))
    config = read(text, path=Path("/somewhere/app.yaml"), schemas=SCHEMAS)
    (notice,) = (each for each in config.notices if each.path.startswith("rotations"))
    assert notice.path == "rotations.till-sre"
    assert "no service names it" in notice.message
