"""Burn alerts: no threshold that could never fire."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.config.files import good, only_problem


def test_an_explicit_threshold_that_can_never_fire_is_refused_with_the_arithmetic() -> None:
    problem = only_problem(
        ("target: 99.95%", "target: 90%\n        alerts: {fast: 14.4, slow: 5, steady: 0.9}")
    )
    assert problem.path == "services.checkout.slos.availability.alerts.fast"
    assert problem.message == (
        "At 90% the highest possible burn is 1/(1 − 0.9) = 10, so 14.4 can never fire."
    )
    assert problem.fix == "Write less than 10, or remove the line."


def test_a_threshold_of_exactly_the_highest_burn_can_never_fire() -> None:
    alerts = "target: 90%\n        alerts: {fast: %s}"
    problem = only_problem(("target: 99.95%", alerts.replace("%s", "10")))
    assert problem.path == "services.checkout.slos.availability.alerts.fast"
    config = good(("target: 99.95%", alerts.replace("%s", "9.99")))
    (slo,) = config.organisation.services["checkout"].slos
    assert slo.alert_thresholds == {"fast": Decimal("9.99")}


def test_a_default_threshold_that_can_never_fire_is_dropped_aloud() -> None:
    config = good(("target: 99.95%", "target: 90%"))
    (notice,) = config.notices
    assert notice.path == "services.checkout.slos.availability"
    assert notice.message == (
        "The `fast` alert is left out: at 90% the highest possible burn is 1/(1 − 0.9) = 10, "
        "so its default threshold of 13.44 can never fire."
    )


def test_an_explicit_threshold_in_reach_takes_the_place_of_a_default_that_is_not() -> None:
    config = good(("target: 99.95%", "target: 90%\n        alerts: {fast: 8}"))
    (slo,) = config.organisation.services["checkout"].slos
    assert slo.alert_thresholds == {"fast": Decimal(8)}
    assert config.notices == ()


@pytest.mark.parametrize("threshold", ["0", "-1", "nan", "inf", "-inf"])
def test_a_threshold_is_above_nothing(threshold: str) -> None:
    problem = only_problem(("source: main", f"source: main\n        alerts: {{fast: {threshold}}}"))
    assert problem.path == "services.checkout.slos.availability.alerts.fast"


@pytest.mark.parametrize("said", ["often", "nan", "inf"])
def test_a_threshold_is_a_number(said: str) -> None:
    problem = only_problem(("source: main", f"source: main\n        alerts: {{fast: {said}}}"))
    assert problem.message == f"`{said}` should be a number."


@pytest.mark.parametrize(
    ("name", "fix"),
    [("fats", "Did you mean `fast`?"), ("zzz", "The alerts are `fast`, `slow`, `steady`.")],
)
def test_an_unknown_alert_names_the_closest_one(name: str, fix: str) -> None:
    problem = only_problem(("source: main", f"source: main\n        alerts: {{{name}: 2}}"))
    assert problem.fix == fix


def test_nothing_follows_for_alerts_from_a_target_that_is_wrong() -> None:
    problem = only_problem(("target: 99.95%", "target: 100%\n        alerts: {fast: 5000}"))
    assert problem.path == "services.checkout.slos.availability.target"
