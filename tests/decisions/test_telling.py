"""Who hears of a decision: whoever has a part in it, and nobody who has left."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.decisions.house import house, without
from tests.door import buttons
from tests.outbox import arrive, unasked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.door import Build, Door
    from tests.outbox import Unasked

FREEZE = 'decide freeze "Do we freeze until the gate is in?"'
TAKE = "conclude D-1 yes because two bad releases went past it"


def presses(said: Unasked) -> list[str]:
    """What its buttons say that is answered by writing something down."""
    forms = ("form conclude", "form reverse")
    return [each.says for each in buttons(said.card) if each.says.startswith(forms)]


def told(said: Iterable[Unasked], how: str) -> list[str]:
    """To whom it was said directly or before everybody."""
    return [each.to for each in said if each.key.startswith(f"decision 1 {how} ")]


async def test_who_contributes_or_may_stop_it_hears_when_it_is_asked_and_when_it_is_taken(
    ask: Door,
) -> None:
    """Alice decides about firmware, Erin in her place; Trent may stop it."""
    await ask('decide firmware "Does 4.2 go to all devices?"', as_="erin")
    await ask("conclude D-1 to a tenth because that is the rule", as_="alice")
    said = await unasked(ask.store)
    assert told(said, "opened")[:3] == ["iot-hub", "@alice", "@trent"]
    assert told(said, "decided") == ["iot-hub", "@erin", "@trent"]


async def test_so_they_do_of_what_is_recorded_at_once_and_then_taken_back(ask: Door) -> None:
    """Alice contributes to what Bob decides about features."""
    await ask('decide boundary "Is it one?" outcome=yes because=customers see it', as_="bob")
    assert told(await unasked(ask.store), "decided") == ["iot-hub", "@alice"]
    await ask("reverse D-1 they do not", as_="bob")
    assert told(await unasked(ask.store), "reversed") == ["iot-hub", "@alice"]


async def test_who_has_left_is_not_written_to(ask: Door, build: Build) -> None:
    """Dana is to be informed of it, and Erin asked."""
    await ask(FREEZE, as_="erin")
    left = build(organisation=without(ask.organisation, "dana", "erin"))
    await left(TAKE, as_="bob")
    decided = [each.to for each in await unasked(left.store) if " decided " in each.key]
    assert decided == ["iot-hub"]


@pytest.mark.parametrize("arrived", [True, False])
async def test_nothing_that_asked_can_be_answered_once_it_is_decided(
    arrived: bool, ask: Door
) -> None:
    """The delegate was told that they may, and everybody that it is late."""
    await ask(FREEZE, as_="erin")
    town = house(ask)
    for _ in range(3):
        if arrived:
            await arrive(ask.store, now=ask.clock.now())
        await town.later(timedelta(days=1))
    if arrived:
        await arrive(ask.store, now=ask.clock.now())
    before = {each.key: each for each in await unasked(ask.store)}
    asked = [key for key, each in before.items() if presses(each) and each.state != "superseded"]
    assert {key.removeprefix("decision 1 ") for key in asked} >= {
        *("delegate pat", "due pat", "due bob", "due playground/iot-hub", "opened bob"),
    }
    await ask(TAKE, as_="bob")
    after = await unasked(ask.store)
    replaced = [each for each in after if each.key.endswith(" is decided")]
    assert not any(map(presses, replaced))
    assert all(each.card.headline.startswith("D-1 is decided") for each in replaced)
    changed = {each.key.removesuffix(" is decided") for each in replaced}
    # What was asked again stands where it was asked at first.
    assert changed == set(asked) - {"decision 1 opened playground/iot-hub"}


async def test_nobody_looks_again_at_what_was_reversed(ask: Door) -> None:
    await ask(FREEZE, as_="erin")
    await ask(TAKE, as_="bob")
    said = await house(ask).later(timedelta(days=7))
    (review,) = [each for each in said if each.key.startswith("decision 1 review ")]
    assert presses(review) == ["form reverse D-1"]
    await ask("reverse D-1 the gate is in", as_="bob")
    (over,) = [each for each in await unasked(ask.store) if each.key == f"{review.key} is reversed"]
    assert presses(over) == []
