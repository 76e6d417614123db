"""Rights, decisions, incidents and steps for tests: one of each, and any that could be."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from bot.model.decision import Decision, DecisionState, Spoken
from bot.model.incident import Incident
from bot.model.organisation import Side
from bot.model.right import DecisionRight, Holders, Origin, RightState
from bot.ports.store_decisions import Noted
from storage.statements import EPOCH
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")

RIGHT = DecisionRight(
    engagement="hub",
    kind="freeze",
    holders=Holders("dana", delegate="erin", contributors=("frank", "sre"), veto=("grace",)),
    proposed_by="alice",
    side=Side.SRE,
    proposed_at=NOON,
)
DECISION = Decision(
    engagement="hub",
    service="iot-hub",
    kind="freeze",
    question="Freeze features until Friday?",
    options=("yes", "no"),
    state=DecisionState.OPEN,
    opened_by="alice",
    opened_at=NOON,
    opened_in=Spoken(platform="slack", channel="CHUB", thread="1.2", link="https://x.example/1"),
    approver="dana",
)
INCIDENT = Incident(
    service="iot-hub", severity=2, commander="erin", declared_by="frank", began=NOON
)
STEP = Noted(
    subject="right 1",
    what="proposed",
    at=NOON,
    person="alice",
    event_key="slack:1",
    before=None,
    after={"approver": "dana", "veto": ["grace"]},
)

ON_A_STORE = settings(
    deadline=None,
    max_examples=60,
    # These are wide: on a busy machine hypothesis finds that making them up takes too long.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""Each example empties the store of its test before it begins."""

# Half a surrogate pair can be kept by neither engine, and a NUL in a text not by PostgreSQL.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
_NAMES = st.lists(TEXTS, max_size=3).map(tuple)
_TEXT_OR_NONE = st.none() | TEXTS
_INSTANTS = st.integers(0, 10**13).map(lambda stored: EPOCH + timedelta(milliseconds=stored))
_INSTANT_OR_NONE = st.none() | _INSTANTS
_NUMBER_OR_NONE = st.none() | st.integers(1, 2**40)


def _whole(made: type[T], **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[T]:
    """Any value of a class; a part that nobody thought of here is a fault of the test."""
    known = {field.name for field in dataclasses.fields(made)}  # type: ignore[arg-type] # a dataclass
    assert parts.keys() == known - {"number", "version"}
    return st.builds(made, **parts)


_SPOKEN = _whole(
    Spoken,
    platform=TEXTS,
    channel=TEXTS,
    thread=_TEXT_OR_NONE,
    link=_TEXT_OR_NONE,
    direct=st.booleans(),
)
RIGHTS = _whole(
    DecisionRight,
    engagement=TEXTS,
    kind=TEXTS,
    holders=_whole(
        Holders,
        approver=TEXTS,
        delegate=_TEXT_OR_NONE,
        driver=_TEXT_OR_NONE,
        contributors=_NAMES,
        informed=_NAMES,
        veto=_NAMES,
    ),
    basis=_TEXT_OR_NONE,
    reason=_TEXT_OR_NONE,
    origin=st.sampled_from(Origin),
    proposed_by=TEXTS,
    side=st.sampled_from(Side),
    proposed_at=_INSTANTS,
    lapses_at=_INSTANT_OR_NONE,
    state=st.sampled_from(RightState),
    effective=_INSTANT_OR_NONE,
    expires=_INSTANT_OR_NONE,
    decided_by=_TEXT_OR_NONE,
    decided_at=_INSTANT_OR_NONE,
    because=_TEXT_OR_NONE,
    proposed_in=_TEXT_OR_NONE,
    decided_in=_TEXT_OR_NONE,
)
DECISIONS = _whole(
    Decision,
    engagement=TEXTS,
    service=TEXTS,
    kind=TEXTS,
    question=TEXTS,
    options=_NAMES,
    state=st.sampled_from(DecisionState),
    opened_by=TEXTS,
    opened_at=_INSTANTS,
    opened_in=_SPOKEN,
    approver=_TEXT_OR_NONE,
    delegate=_TEXT_OR_NONE,
    right=_NUMBER_OR_NONE,
    delegate_from=_INSTANT_OR_NONE,
    due=_INSTANT_OR_NONE,
    escalated_to=_TEXT_OR_NONE,
    outcome=_TEXT_OR_NONE,
    rationale=_TEXT_OR_NONE,
    decided_by=_TEXT_OR_NONE,
    decided_at=_INSTANT_OR_NONE,
    decided_in=st.none() | _SPOKEN,
    review_at=_INSTANT_OR_NONE,
    expires=_INSTANT_OR_NONE,
    reversible=st.booleans(),
    supersedes=_NUMBER_OR_NONE,
    superseded_by=_NUMBER_OR_NONE,
    ended_by=_TEXT_OR_NONE,
    ended_at=_INSTANT_OR_NONE,
    because=_TEXT_OR_NONE,
)
INCIDENTS = _whole(
    Incident,
    service=TEXTS,
    severity=st.integers(0, 9),
    commander=TEXTS,
    declared_by=TEXTS,
    began=_INSTANTS,
    ended=_INSTANT_OR_NONE,
    ended_by=_TEXT_OR_NONE,
    link=_TEXT_OR_NONE,
)
# In JSON every text can be said.
_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_WAS: st.SearchStrategy[Mapping[str, object]] = st.dictionaries(st.text(), _JSON, max_size=4)
STEPS = _whole(
    Noted,
    subject=st.sampled_from(["right 1", "right 11", "decision 1"]),
    what=TEXTS,
    at=_INSTANTS,
    person=_TEXT_OR_NONE,
    event_key=_TEXT_OR_NONE,
    before=st.none() | _WAS,
    after=_WAS,
    link=_TEXT_OR_NONE,
)
