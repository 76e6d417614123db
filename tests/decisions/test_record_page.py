"""What stands in a decision's file, where chat alone does not come by in a few commands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.by_name import schemas
from bot.config import load
from bot.decisions.record_index import index
from bot.decisions.record_page import page
from bot.decisions.records import Record, Shelf
from bot.model.decision import Decision, DecisionState, Spoken
from tests.decisions.house import without
from tests.door import APP_YAML
from tests.fakes.clock import NOON
from tests.storage.deciding import DECISION

SHELF = Shelf(load(APP_YAML, schemas=schemas()).organisation, NOON, {})
ASKED = replace(DECISION, number=14, engagement="iot-hub", kind="severity")
TAKEN = replace(
    ASKED,
    state=DecisionState.DECIDED,
    outcome="SEV1",
    rationale="every region\nis out\n\nsince noon",
    decided_by="dana",
    decided_at=NOON,
    decided_in=Spoken(platform="slack", channel="C0ELSEWHERE"),
)


def written(decision: Decision) -> str:
    return page(Record(decision, None, ()), SHELF)


def test_who_may_decide_by_now_is_named_once_it_is_escalated() -> None:
    text = written(
        replace(
            ASKED,
            state=DecisionState.ESCALATED,
            escalated_to="mona",
            delegate="erin",
            delegate_from=NOON - timedelta(hours=4),
            due=NOON,
        )
    )
    assert "escalated: it was to be decided by Mon 23 Nov 2026 13:00 CET\n" in text
    assert "- Decides: Dana Iyer\n" in text
    assert "- Delegate: Erin Gallagher, from Mon 23 Nov 2026 09:00 CET on\n" in text
    assert "- By now also: Mona Haddad\n" in text


def test_what_was_superseded_before_it_was_decided_says_so() -> None:
    text = written(replace(ASKED, state=DecisionState.SUPERSEDED, superseded_by=15, ended_at=NOON))
    assert "superseded by D-15 on Mon 23 Nov 2026 13:00 CET\n" in text  # whose file is elsewhere
    assert "## Decision\n\nNone was taken.\n" in text


def test_where_it_was_said_is_an_address_or_else_the_channel() -> None:
    text = written(TAKEN)
    assert "- Asked in: <https://x.example/1>\n" in text
    assert "- Decided in: slack, C0ELSEWHERE\n" in text


def test_reasons_keep_their_lines_and_paragraphs() -> None:
    assert "## Rationale\n\nevery region\\\nis out\n\nsince noon\n" in written(TAKEN)


@pytest.mark.parametrize(
    ("kind", "basis"),
    [
        ("severity", "the commander of an incident decides that while it lasts"),
        ("freeze", "no right is noted"),
    ],
)
def test_a_basis_without_a_right_is_told_as_such(kind: str, basis: str) -> None:
    assert f"- Basis: {basis}\n" in written(replace(TAKEN, kind=kind))


def test_what_is_over_says_until_when_it_held_and_not_until_when_it_would_have() -> None:
    over = replace(
        TAKEN,
        state=DecisionState.REVERSED,
        review_at=NOON + timedelta(days=7),
        expires=NOON + timedelta(days=14),
        ended_at=NOON + timedelta(hours=2),
        ended_by="dana",
        because="it came back",
    )
    text = written(over)
    assert "- Held until: Mon 23 Nov 2026 15:00 CET\n" in text
    assert ("Looked at again" in text, "Holds until" in text) == (False, False)
    holding = written(replace(over, state=DecisionState.DECIDED, ended_at=None))
    assert "- Looked at again: Mon 30 Nov 2026 13:00 CET\n" in holding
    assert "- Holds until: Mon 7 Dec 2026 13:00 CET" in holding


def test_the_index_dates_what_gave_way_by_when_it_did() -> None:
    gone = replace(
        ASKED,
        state=DecisionState.SUPERSEDED,
        superseded_by=15,
        ended_by="erin",
        ended_at=NOON,
        due=NOON + timedelta(days=2),
    )
    row = index([Record(gone, None, ())], SHELF)
    assert "| superseded by D-15 | Erin Gallagher | Mon 23 Nov 2026 13:00 CET |" in row


def test_who_has_left_decides_nothing_and_stands_in_for_nobody() -> None:
    waits = replace(
        ASKED, state=DecisionState.OPEN, approver="alice", delegate="erin", delegate_from=NOON
    )
    left = replace(SHELF, organisation=without(SHELF.organisation, "alice"))
    assert "- Decides: Erin Gallagher\n" in page(Record(waits, None, ()), left)
    assert "- Delegate" not in page(Record(waits, None, ()), left)
    assert "| Erin Gallagher |" in index([Record(waits, None, ())], left)
