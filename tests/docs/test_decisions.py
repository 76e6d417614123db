"""The worked examples of docs/rules/decisions.md, and the page of what people see, played."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.decisions.terms import (
    announced_at,
    deadlines,
    decision_expires,
    lapses_at,
    review_at,
    right_expires,
)
from bot.decisions.wishing import in_calendar
from bot.model.catalogue import CATALOGUE
from bot.model.moment import Moment
from bot.model.organisation import Side, WorkingCalendar
from bot.model.right import DecisionRight, Holders, RightState
from bot.model.terms import start_of
from tests.door import error
from tests.model import build
from tests.model.rotations import BERLIN, at

if TYPE_CHECKING:
    from tests.door import Door

GUIDE = Path(__file__).parents[2] / "docs" / "decisions.md"
CHRISTMAS = WorkingCalendar(holidays=("2026-12-25", "2027-01-01"))
HERE = replace(build.engagement(), zone=BERLIN, calendar=CHRISTMAS)
AGREED = DecisionRight(
    number=1,
    version=1,
    engagement="shop",
    kind="freeze",
    holders=Holders(approver="bob"),
    proposed_by="alice",
    side=Side.SRE,
    proposed_at=at("2026-11-24 10:00"),
    state=RightState.ACTIVE,
    effective=at("2026-11-25 12:00"),
    expires=at("2027-06-30 00:00"),
)


def test_half_a_limit_can_lie_behind_a_holiday_and_a_weekend() -> None:
    limits = deadlines(HERE, at("2026-12-24 15:00"))
    assert limits.delegate_from == at("2026-12-28 15:00")
    assert limits.due == at("2026-12-29 15:00")


def test_a_longer_limit_is_halved_in_working_time() -> None:
    limits = deadlines(HERE, at("2026-12-24 15:00"), due=at("2026-12-31 17:00"))
    assert limits.delegate_from == at("2026-12-29 16:00")
    assert limits.due == limits.escalates == at("2026-12-31 17:00")


def test_a_shorter_limit_lets_nobody_else_decide_sooner() -> None:
    limits = deadlines(HERE, at("2026-12-24 15:00"), due=at("2026-12-28 13:00"))
    assert limits.due == at("2026-12-28 13:00")
    assert limits.delegate_from == at("2026-12-28 15:00")
    assert limits.escalates == at("2026-12-29 15:00")


def test_a_proposal_lapses_after_five_working_days() -> None:
    assert lapses_at(HERE, at("2026-12-24 15:00")) == at("2027-01-04 15:00")


@pytest.mark.parametrize(
    ("kind", "reviewed", "ends"),
    [
        ("freeze", "2026-12-02 12:00", "2026-12-09 12:00"),
        ("repair-items", "2027-02-09 12:00", "2027-02-23 12:00"),
        ("slo-change", "2027-10-26 12:00", "2027-11-25 12:00"),
    ],
)
def test_a_decision_ends_at_the_hour_at_which_it_was_taken(
    kind: str, reviewed: str, ends: str
) -> None:
    decided = at("2026-11-25 12:00")
    expires = decision_expires(CATALOGUE[kind], HERE, decided)
    assert expires == at(ends)
    assert review_at(CATALOGUE[kind], HERE, decided, expires=expires) == at(reviewed)


def test_one_that_ends_before_its_review_is_looked_at_when_it_ends() -> None:
    decided, ends = at("2026-11-25 12:00"), at("2026-11-27 12:00")
    assert review_at(CATALOGUE["freeze"], HERE, decided, expires=ends) == ends


def test_a_right_holds_for_twelve_months_and_is_announced_two_weeks_before() -> None:
    expires = right_expires(HERE, at("2026-11-25 12:00"))
    assert expires == at("2027-11-25 12:00")
    assert announced_at(HERE, expires) == at("2027-11-11 12:00")


@pytest.mark.parametrize(
    ("then", "holds"),
    [
        ("2026-11-25 11:59", False),
        ("2026-11-25 12:00", True),
        ("2027-06-29 23:59", True),
        ("2027-06-30 00:00", False),
    ],
)
def test_a_right_holds_from_its_first_instant_until_just_before_its_last(
    then: str, *, holds: bool
) -> None:
    assert AGREED.holds(at(then)) is holds


def test_a_day_that_somebody_says_is_its_first_instant_in_the_engagements_zone() -> None:
    there = Moment(at("2026-12-01 00:00", "America/Los_Angeles"), "2026-12-01")
    assert in_calendar(there, HERE, at("2026-11-25 12:00")) == at("2026-12-01 00:00")
    assert start_of(AGREED.proposed_at.date(), BERLIN) == at("2026-11-24 00:00")


SAID = re.compile(r"^ +(\w+): (.+)\n +→ (.+)$", re.MULTILINE)


async def test_what_the_page_says_people_type_is_answered_as_it_says(ask: Door) -> None:
    """One after the other, in the channel of the example, on one store."""
    played = SAID.findall(GUIDE.read_text("utf-8"))
    assert len(played) > 10
    for person, text, headline in played:
        card = (await ask(text, as_=person)).card
        assert error(card) is None
        assert card.headline == headline
