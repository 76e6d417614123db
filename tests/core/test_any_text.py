"""What people write in forms is kept as it is, without what no store takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.door import error, facts

if TYPE_CHECKING:
    from tests.door import Door

PROPOSAL = {"decision": "freeze", "approver": "carol"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("two lines\nof prose", "two lines\nof prose"),
        ("a\x00b \ud83d c", "ab  c"),
        ("👩\u200d🚀 says “until then”, because <b>", "👩\u200d🚀 says “until then”, because <b>"),
    ],
    ids=["lines", "half characters", "signs"],
)
async def test_a_reason_is_kept(typed: str, kept: str, ask: Door) -> None:
    card = (await ask("owner-propose", as_="alice", fields={**PROPOSAL, "reason": typed})).card
    assert facts(card)["Reason"] == kept


async def test_what_nobody_reads_to_its_end_is_refused(ask: Door) -> None:
    long = "because " * 400
    card = (await ask("owner-propose", as_="alice", fields={**PROPOSAL, "reason": long})).card
    assert error(card) == "usage"
    assert "2,000" in card.headline
