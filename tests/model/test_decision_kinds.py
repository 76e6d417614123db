"""The usual kinds of decision: names that mean one thing, terms, and the page that tells them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.grammar import fold
from bot.model.catalogue import CATALOGUE, EXCEPTION, GROUPS, SEVERITY
from bot.model.decision_kind import DecisionKind, First, Office
from tests.model.build import engagement

PAGE = Path(__file__).parents[2] / "docs" / "rules" / "decisions.md"
EVERY = pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.key)


def test_no_name_means_two_things() -> None:
    called = [{kind.key, kind.name, *kind.aliases} for kind in CATALOGUE.values()]
    called += [{group.name, *group.aliases} for group in GROUPS]
    times = Counter(name for each in called for name in {fold(said) for said in each})
    assert [name for name, often in times.items() if often > 1] == []


def test_a_word_that_covers_several_kinds_covers_usual_ones() -> None:
    for group in GROUPS:
        assert len(group.kinds) > 1
        assert set(group.kinds) <= set(CATALOGUE)


@EVERY
def test_a_decision_is_looked_at_again_before_it_ends(kind: DecisionKind) -> None:
    assert 0 < kind.term.review_days < kind.term.expires_days <= 365


def test_exceptions_end_within_two_weeks_and_only_incidents_have_a_commander() -> None:
    assert CATALOGUE[EXCEPTION].term.expires_days == 14
    assert [key for key, kind in CATALOGUE.items() if kind.first is First.INCIDENT] == [SEVERITY]


def test_an_office_is_held_by_whoever_leads_manages_or_sponsors() -> None:
    holders = {office: office.holder(engagement()) for office in Office}
    assert holders == {
        Office.SRE_LEAD: "alice",
        Office.SRE_MANAGER: "mona",
        Office.PRODUCT_LEAD: "bob",
        Office.PRODUCT_MANAGER: "pat",
        Office.SPONSOR: "dana",
    }


def test_the_page_tells_every_kind_as_it_is() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:3] == "| `"]
    told = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert told == [
        [
            f"`{kind.key}`",
            kind.name,
            kind.driver,
            kind.approver,
            kind.delegate or "",
            ", ".join(kind.contributors),
            f"{kind.term.expires_days} d",
        ]
        for kind in CATALOGUE.values()
    ]
