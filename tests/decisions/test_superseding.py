"""A decision is taken back by who decides such things, or another one takes its place."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.decisions.house import everything, history, house, number_of
from tests.door import error, facts, notes
from tests.outbox import unasked

if TYPE_CHECKING:
    from tests.door import Door

FREEZE = 'decide freeze "Do we freeze?"'
TAKE = "conclude D-1 yes because of two bad releases"
NEWS = "decision 2 decided playground/iot-hub"
REVERSE = "reverse D-1 the gate catches it by now"


async def state(ask: Door, number: int = 1) -> object:
    return (await ask(f"decision D-{number}")).card.data["state"]


@pytest.fixture
async def decided(ask: Door) -> Door:
    """Bob has decided to freeze."""
    await ask(FREEZE, as_="erin")
    await ask(TAKE, as_="bob")
    return ask


async def test_what_is_open_is_superseded_at_once(ask: Door) -> None:
    await ask(FREEZE, as_="erin")
    card = (await ask('decide freeze "Do we slow down?" supersedes=D-1', as_="erin")).card
    assert facts(card)["Takes the place of"] == "D-1"
    assert await state(ask) == "superseded"
    assert facts((await ask("decision D-1")).card)["Superseded by"].startswith("D-2, ")
    assert error((await ask(TAKE, as_="bob")).card) == "conflict"
    said = await unasked(ask.store)
    asked = [each for each in said if each.key.startswith("decision 1 opened")]
    over = [each for each in asked if each.key.endswith(" is superseded")]
    assert {each.state for each in asked if each not in over} == {"superseded"}
    assert [each.to for each in over] == [each.to for each in asked if each not in over]


async def test_what_was_decided_is_superseded_once_the_other_is_decided(decided: Door) -> None:
    await decided('decide freeze "Do we thaw?" supersedes=D-1', as_="erin")
    assert await state(decided) == "decided"
    await decided("conclude D-2 yes because the gate is in", as_="bob")
    assert await state(decided) == "superseded"
    steps = await history(decided.store, "decision 1")
    assert [(each.what, each.person) for each in steps][-1] == ("superseded", "bob")


async def test_two_that_are_asked_in_its_place_do_not_both_take_it(decided: Door) -> None:
    """The one that is decided first does; the other says so, to everybody."""
    await decided('decide freeze "Do we thaw?" supersedes=D-1', as_="erin")
    await decided('decide freeze "Do we slow down?" supersedes=D-1', as_="erin")
    await decided("conclude D-3 yes because the gate is in", as_="bob")
    assert (await decided("decision D-1")).card.data["superseded_by"] == 3
    card = (await decided("conclude D-2 no because we slow down", as_="bob")).card
    assert error(card) is None
    assert notes(card) == "D-1 had given way to D-3 already: this takes the place of neither."
    (news,) = [each for each in await unasked(decided.store) if each.key == NEWS]
    assert notes(news.card) == notes(card)
    assert "Takes the place of" not in facts(card)
    assert (await decided("decision D-1")).card.data["superseded_by"] == 3
    assert "Takes the place of" not in facts((await decided("decision D-2")).card)
    assert await state(decided, 3) == "decided"
    (*_, step) = await history(decided.store, "decision 2")
    assert step.before is not None
    assert (step.before["supersedes"], step.after["supersedes"]) == (1, None)


async def test_only_one_of_its_own_kind_takes_the_place_of_what_was_decided(
    decided: Door,
) -> None:
    """Or else whoever decides something else would undo it."""
    before = await everything(decided.store)
    card = (await decided('decide sre-projects "Thaw?" supersedes=D-1', as_="mona")).card
    assert error(card) == "conflict"
    assert await everything(decided.store) == before


async def test_a_decision_of_another_engagement_is_left_alone(decided: Door) -> None:
    card = (await decided('decide device-twins freeze "Thaw?" supersedes=D-1', as_="erin")).card
    assert error(card) == "conflict"


async def test_what_does_not_hold_any_more_cannot_be_superseded(decided: Door) -> None:
    await decided(REVERSE, as_="bob")
    card = (await decided('decide freeze "Thaw?" supersedes=D-1', as_="erin")).card
    assert error(card) == "conflict"


async def test_a_reversed_decision_says_who_reversed_it_and_why(decided: Door) -> None:
    card = (await decided(REVERSE, as_="bob")).card
    assert card.data["state"] == "reversed"
    said = "by Bob Castellano, Mon 23 Nov 04:00 PST: the gate catches it by now"
    assert facts(card)["Reversed"] == said
    told = {each.to for each in await unasked(decided.store) if " reversed " in each.key}
    assert told == {"iot-hub", "@erin", "@dana"}
    assert error((await decided(REVERSE, as_="bob")).card) == "conflict"


async def test_nothing_comes_of_a_reversed_decision_later(decided: Door) -> None:
    await decided(REVERSE, as_="bob")
    before = await unasked(decided.store)
    said = await house(decided).later(timedelta(days=20))
    assert [each.key for each in said[len(before) :] if each.key.startswith("decision")] == []


async def test_what_was_taken_for_good_cannot_be_reversed(ask: Door) -> None:
    await ask(f"{FREEZE} reversible=no", as_="erin")
    await ask(TAKE, as_="bob")
    card = (await ask(REVERSE, as_="bob")).card
    assert error(card) == "conflict"
    assert await state(ask) == "decided"
    await ask('decide freeze "Thaw?" supersedes=D-1', as_="erin")  # but another may take its place
    await ask("conclude D-2 yes because of the gate", as_="bob")
    assert await state(ask) == "superseded"


async def test_who_decides_such_things_now_reverses_it(decided: Door) -> None:
    number = await number_of(
        decided, "owner propose freeze approver=@carol reason=she plans", as_="alice"
    )
    await decided(f"owner accept {number}", as_="bob")
    assert error((await decided(REVERSE, as_="bob")).card) == "not_allowed"
    assert error((await decided(REVERSE, as_="carol")).card) is None


async def test_what_is_open_or_over_is_not_reversed(ask: Door) -> None:
    await ask(FREEZE, as_="erin")
    assert error((await ask(REVERSE, as_="bob")).card) == "conflict"
    await ask(TAKE, as_="bob")
    ask.clock.move(timedelta(days=14))  # an exception holds for so long
    assert error((await ask(REVERSE, as_="bob")).card) == "conflict"
