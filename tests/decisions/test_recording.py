"""What was decided already is recorded at once, by whoever decides such things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.decisions.house import everything
from tests.door import error
from tests.outbox import unasked

if TYPE_CHECKING:
    from tests.door import Door

RECORD = (
    'decide freeze "Do we freeze?" options yes | no outcome=no because=the budget recovers '
    "until=2026-12-01"
)


async def test_the_approver_records_what_they_decide(ask: Door) -> None:
    card = (await ask(RECORD, as_="bob")).card
    assert card.headline == "D-1 decided: Do we freeze? no"
    assert (card.data["rationale"], card.data["decided_by"]) == ("the budget recovers", "bob")
    # It is said once: nobody is asked what is decided already.
    assert [each.to for each in await unasked(ask.store)] == ["iot-hub", "@dana"]


async def test_nobody_else_does_and_then_nothing_is_opened_either(ask: Door) -> None:
    await ask("owner", as_="alice")
    before = await everything(ask.store)
    assert error((await ask(RECORD, as_="alice")).card) == "not_allowed"
    assert await everything(ask.store) == before


async def test_an_outcome_needs_its_reason(ask: Door) -> None:
    card = (await ask('decide freeze "Do we freeze?" outcome=no', as_="bob")).card
    assert error(card) == "usage"
    assert "reason" in card.headline
