"""Services answer to one name each; objectives leave a budget that can be measured."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.config.files import good, only_problem

TARGET = "services.checkout.slos.availability.target"


@pytest.mark.parametrize("alias", ["checkout", "Check-Out", "CHECK OUT", "till", "T_ill"])
def test_no_two_services_answer_to_one_name(alias: str) -> None:
    problem = only_problem(("name: Search", f"name: Search\n    aliases: [{alias}]"))
    assert problem.path == "services.search.aliases.0"
    assert "belongs to `checkout` already" in problem.message


def test_a_service_may_repeat_its_own_name() -> None:
    config = good(("aliases: [till]", "aliases: [check-out, Checkout]"))
    assert config.organisation.services["checkout"].aliases == ("check-out", "Checkout")


@pytest.mark.parametrize(
    ("target", "message", "fix"),
    [
        ("100%", "A target of 100% leaves no budget", "such as `99.95%`"),
        ("100.5%", "No more than all events can be good", "below 100%"),
        ("101%", "No more than all events can be good", "below 100%"),
        ("100.00 %", "A target of 100% leaves no budget", "below 100%"),
        ("0%", "promises nothing", "such as `99.95%`"),
        ("99.95", "could be a fraction or a percentage", "`99.95%`"),
        ("0.9995", "could be a fraction or a percentage", "`99.95%`"),
        ("100", "could be a fraction or a percentage", "Write the sign, such as `99.95%`."),
        ("1", "could be a fraction or a percentage", "Write the sign, such as `99.95%`."),
        ("'99,95%'", "has a comma", "`99.95%`"),
        ("three nines", "`three nines` is not a percentage", "`99.95%`"),
        ("-5%", "is not a percentage", "`99.95%`"),
        ("1e2%", "is not a percentage", "`99.95%`"),
        (".nan", "is not a percentage", "`99.95%`"),
        ("٩٩%", "is not a percentage", "`99.95%`"),
        ("[99.95%]", "is not a percentage", "`99.95%`"),
        ("''", "is not a percentage", "`99.95%`"),
    ],
)
def test_a_target_is_a_percentage_that_leaves_a_budget(target: str, message: str, fix: str) -> None:
    problem = only_problem(("target: 99.95%", f"target: {target}"))
    assert problem.path == TARGET
    assert message in problem.message
    assert fix in problem.fix


@given(st.integers(min_value=1, max_value=100 * 10**9 - 1))
def test_a_percentage_is_read_exactly(billionths: int) -> None:
    whole, part = divmod(billionths, 10**9)
    config = good(("target: 99.95%", f"target: {whole}.{part:09d}%"))
    (slo,) = config.organisation.services["checkout"].slos
    assert slo.target == Decimal(billionths).scaleb(-11)


@pytest.mark.parametrize("window", ["36h", "0d", "91d", "13w", "28", "a month", "P28D", "-1d"])
def test_a_window_is_a_whole_number_of_days_from_1_to_90(window: str) -> None:
    problem = only_problem(("source: main", f"source: main\n        window: {window}"))
    assert problem.path == "services.checkout.slos.availability.window"
    assert "28d" in problem.fix


@pytest.mark.parametrize(
    ("window", "said"),
    [("1d", "1 day"), ("90d", "90 days"), ("48h", "2 days"), ("2w", "14 days"), ("7 d", "7 days")],
)
def test_a_window_that_the_policy_does_not_know_is_noticed(window: str, said: str) -> None:
    config = good(("source: main", f"source: main\n        window: {window}"))
    (slo,) = config.organisation.services["checkout"].slos
    assert slo.window.days == int(said.split(maxsplit=1)[0])
    (notice,) = (each for each in config.notices if each.path.endswith("window"))
    assert f"this window has {said}." in notice.message


def test_four_weeks_are_the_usual_window() -> None:
    config = good(("source: main", "source: main\n        window: 4w"))
    assert config.notices == ()
    assert good().organisation.services["checkout"].slos[0].window == timedelta(days=28)


def test_a_service_without_an_objective_says_who_drafts_it_by_when() -> None:
    problem = only_problem(
        ("    planned:\n      latency: {drafted_by: carol, due: 2026-12-15}\n", "")
    )
    assert problem.path == "services.search"
    assert "drafted_by: carol, due: 2026-12-15" in problem.fix


def test_an_objective_that_is_wrong_still_counts_as_one() -> None:
    assert only_problem(("target: 99.95%", "target: all")).path == TARGET
    planned = "services.search.planned.latency.due"
    assert only_problem(("due: 2026-12-15", "due: soon")).path == planned


def test_a_drafter_must_be_somebody() -> None:
    problem = only_problem(("drafted_by: carol", "drafted_by: carl"))
    assert problem.path == "services.search.planned.latency.drafted_by"
    assert problem.fix == "Did you mean `carol`?"


def test_an_objective_is_agreed_or_planned_not_both() -> None:
    problem = only_problem(
        (
            "  search:\n",
            "    planned: {availability: {drafted_by: carol, due: 2026-01-01}}\n  search:\n",
        )
    )
    assert problem.path == "services.checkout.planned.availability"


def test_a_source_must_be_declared() -> None:
    problem = only_problem(("source: main", "source: mian"))
    assert problem.path == "services.checkout.slos.availability.source"
    assert problem.fix == "Did you mean `main`?"


def test_earlier_targets_end_where_the_next_day_starts() -> None:
    config = good(
        (
            "source: main",
            """source: main
        former:
          - {target: 99%, until: 2026-01-01}
          - {target: 99.9%, until: 2026-03-01}""",
        )
    )
    (slo,) = config.organisation.services["checkout"].slos
    assert slo.target_at(datetime(2025, 12, 31, 23, 59, tzinfo=UTC)) == Decimal("0.99")
    assert slo.target_at(datetime(2026, 1, 1, tzinfo=UTC)) == Decimal("0.999")
    assert slo.target_at(datetime(2026, 3, 1, tzinfo=UTC)) == Decimal("0.9995")


@pytest.mark.parametrize("until", ["2026-01-01", "2025-06-01"])
def test_earlier_targets_are_listed_oldest_first(until: str) -> None:
    former = f"[{{target: 99%, until: 2026-01-01}}, {{target: 99.9%, until: {until}}}]"
    problem = only_problem(("source: main", f"source: main\n        former: {former}"))
    assert problem.path == "services.checkout.slos.availability.former"


def test_an_earlier_target_leaves_a_budget_too() -> None:
    problem = only_problem(
        ("source: main", "source: main\n        former: [{target: 100%, until: 2026-01-01}]")
    )
    assert problem.path == "services.checkout.slos.availability.former.0.target"


def test_a_service_that_no_engagement_runs_is_noticed() -> None:
    (notice,) = good(("[checkout, search]", "[checkout]")).notices
    assert (notice.path, notice.line) == ("services.search", 27)
    assert "No engagement runs `search`" in notice.message
