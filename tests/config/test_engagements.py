"""Engagements: two teams, their services, one home, a rising policy, days that have hours."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.model.policy import Mode
from tests.config.files import GOOD, good, only_problem

SECOND = """\
engagements:
  second:
    services: [{service}]
    sre_team: sre
    product_group: product
    sponsor: dana
    zone: UTC
    places: {{playground: {{channel: {channel}}}}}
"""


def test_a_service_has_one_engagement() -> None:
    second = SECOND.format(service="checkout", channel="second")
    problem = only_problem(("engagements:\n", second))
    assert problem.path == "engagements.shop.services.0"
    assert "belongs to `second` already" in problem.message


def test_a_channel_has_one_engagement() -> None:
    second = SECOND.format(service="search", channel="shop")
    problem = only_problem(("engagements:\n", second), ("[checkout, search]", "[checkout]"))
    assert problem.path == "engagements.shop.places.playground"
    assert "This channel belongs to `second` already" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "path", "fix"),
    [
        ("[checkout, search]", "[chekout, search]", "services.0", "Did you mean `checkout`?"),
        ("[checkout, search]", "[Checkout, search]", "services.0", "Did you mean `checkout`?"),
        ("sre_team: sre", "sre_team: sry", "sre_team", "Did you mean `sre`?"),
        ("group: product", "group: prodact", "product_group", "Did you mean `product`?"),
        ("sponsor: dana", "sponsor: dina", "sponsor", "Did you mean `dana`?"),
        ("playground:", "plaground:", "places.plaground", "Did you mean `playground`?"),
    ],
)
def test_an_unknown_name_is_told_the_closest_one(old: str, new: str, path: str, fix: str) -> None:
    problem = only_problem((old, new))
    assert problem.path == f"engagements.shop.{path}"
    assert fix in problem.fix


@pytest.mark.parametrize(
    ("old", "new", "path", "fix"),
    [
        ("sre_team: sre", "sre_team: product", "sre_team", "Name a team of the sre side: `sre`."),
        ("group: product", "group: sre", "product_group", "of the product side: `product`."),
        ("sponsor: dana", "sponsor: pat", "sponsor", "give `pat` the side `sponsor`."),
    ],
)
def test_each_role_belongs_to_a_side(old: str, new: str, path: str, fix: str) -> None:
    problem = only_problem((old, new))
    assert problem.path == f"engagements.shop.{path}"
    assert problem.fix.endswith(fix)


def test_threads_need_a_home() -> None:
    problem = only_problem((", home: true", ""))
    assert problem.path == "engagements.shop.places"
    assert "none of the places is `home`" in problem.message


def test_threads_have_one_home() -> None:
    problem = only_problem(("{channel: shop}", "{channel: shop, home: true}"))
    assert problem.path == "engagements.shop.places"
    assert "2 places are `home`" in problem.message


def test_a_single_place_is_home_by_itself() -> None:
    config = good(("      playground: {channel: shop}\n", ""), (", home: true", ""))
    (place,) = config.organisation.engagements["shop"].places
    assert place.home


def test_places_are_named_as_people_call_them_or_by_their_id() -> None:
    organisation = good().organisation
    slack, playground = organisation.engagements["shop"].places
    assert (slack.name, playground.name) == ("shop", "shop")
    assert organisation.place_named("shop") is slack
    assert organisation.place_named("c0123456789") is slack


def test_a_place_on_a_platform_that_is_not_connected_is_refused() -> None:
    problem = only_problem(
        (
            GOOD[GOOD.index("platforms:") :],
            "",
        )
    )
    assert problem.path == "engagements.shop.places.slack"
    assert problem.fix == "Add a section `platforms.slack`, or remove this place."


def test_an_engagement_lives_somewhere() -> None:
    places = GOOD[GOOD.index("    places:") : GOOD.index("platforms:")]
    problem = only_problem((places, "    places: {}\n"))
    assert (problem.path, problem.message) == ("engagements.shop.places", "It has no channel.")


def test_an_engagement_runs_something() -> None:
    problem = only_problem(("[checkout, search]", "[]"))
    assert (problem.path, problem.message) == ("engagements.shop.services", "It runs no service.")


def _with(section: str) -> tuple[str, str]:
    return ("    sponsor: dana\n", f"    sponsor: dana\n    {section}\n")


def test_a_policy_is_read_as_fractions() -> None:
    section = (
        "policy: {watch: 40%, at_risk: 80%, mode: reallocate, agreed: yes, incident_share: 5%}"
    )
    policy = good(_with(section)).organisation.engagements["shop"].policy
    assert (policy.watch, policy.at_risk, policy.exhausted) == (
        Decimal("0.4"),
        Decimal("0.8"),
        Decimal(1),
    )
    assert policy.mode is Mode.REALLOCATE
    assert policy.incident_share == Decimal("0.05")
    assert policy.agreed


def test_a_policy_is_not_agreed_unless_the_file_says_so() -> None:
    assert not good().organisation.engagements["shop"].policy.agreed


@pytest.mark.parametrize("tiers", ["watch: 80%", "at_risk: 100%", "exhausted: 60%"])
def test_tiers_rise(tiers: str) -> None:
    problem = only_problem(_with(f"policy: {{{tiers}}}"))
    assert problem.path == "engagements.shop.policy"
    assert problem.message == "The tiers do not rise."


@pytest.mark.parametrize("share", ["0%", "101%"])
def test_a_share_of_the_budget_is_above_nothing_and_up_to_all_of_it(share: str) -> None:
    problem = only_problem(_with(f"policy: {{incident_share: {share}}}"))
    assert problem.path == "engagements.shop.policy.incident_share"
    assert "is not a share of the budget" in problem.message


def test_a_mode_is_halt_or_reallocate() -> None:
    problem = only_problem(_with("policy: {mode: stop}"))
    assert "`halt`, `reallocate`" in problem.fix


def test_a_calendar_names_days_hours_and_holidays() -> None:
    section = (
        "calendar: {weekdays: [thu, sun, mon], opens: 09:00, closes: 17:30, "
        "holidays: [2026-12-25, 2026-01-01]}"
    )
    calendar = good(_with(section)).organisation.engagements["shop"].calendar
    assert calendar.weekdays == (0, 3, 6)
    assert (calendar.opens, calendar.closes) == ("09:00", "17:30")
    assert calendar.holidays == ("2026-01-01", "2026-12-25")


@pytest.mark.parametrize(
    ("calendar", "path", "message"),
    [
        ("opens: 9", "opens", "`9` is no time of day"),
        ("closes: '24:00'", "closes", "`24:00` is no time of day"),
        ("closes: 09:00", "closes", "not after it opens at 09:00"),
        ("weekdays: [mon, tues]", "weekdays.1", "`tues` is not one of the choices"),
        ("weekdays: []", "weekdays", "There is no working day"),
        ("holidays: [christmas]", "holidays.0", "`christmas` is no date"),
    ],
)
def test_a_calendar_that_nobody_could_work_by_is_refused(
    calendar: str, path: str, message: str
) -> None:
    problem = only_problem(_with(f"calendar: {{{calendar}}}"))
    assert problem.path == f"engagements.shop.calendar.{path}"
    assert message in problem.message


def test_who_excepts_from_the_policy_is_told_among_the_decision_rights_now() -> None:
    problem = only_problem(_with("exceptions_by: pat"))
    assert problem.path == "engagements.shop.exceptions_by"
    assert problem.message.startswith("Who may except from the policy is a decision right by now")
    assert problem.fix == (
        "Name the approver of `launch-exhausted` under `decisions.rights`, or propose it in chat."
    )
