"""Who may do what about decisions: every act of ``access.MAY`` by everybody, also by pressing.

Each situation says what somebody is to it. The table then says whether they may. Whoever may not
is told so alone, and nothing is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.access import MAY, Act, Part
from bot.request import Actor, Audience
from tests.decisions.house import everything, house, say, with_zoe, without
from tests.decisions.situations import OTHERS, PEOPLE, SITUATIONS, Situation
from tests.door import Build, Door, error
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from bot.model.organisation import Organisation


@pytest.fixture
def organisation(ask: Door) -> Organisation:
    """The example's, and somebody who is in neither team; Heidi has left."""
    return without(with_zoe(ask.organisation), "heidi")


async def come(situation: Situation, organisation: Organisation, build: Build, file: str) -> Door:
    """To where somebody may want to do it."""
    ask = build(organisation=organisation, file=file)
    ask.clock.move(NOON - ask.clock.now())  # the door's clock is every door's
    for who, said in situation.before:
        assert error((await ask(said, as_=who)).card) is None
    await ask("owner", as_="alice")  # so that what app.yaml says is in the store already
    await house(ask).later(situation.later)
    return ask


def test_every_act_is_tried() -> None:
    assert {each.act for each in SITUATIONS.values()} == set(Act) == set(MAY)
    tried = {part for each in SITUATIONS.values() for key in PEOPLE for part in each.of(key)}
    assert tried == set(Part)


@pytest.mark.parametrize("name", SITUATIONS)
@pytest.mark.parametrize("pressed", [False, True], ids=["said", "pressed"])
async def test_whoever_may_not_is_refused_alone_and_nothing_is_changed(
    name: str, pressed: bool, organisation: Organisation, build: Build
) -> None:
    situation = SITUATIONS[name]
    ask = await come(situation, organisation, build, "refused.db")
    before = await everything(ask.store)
    refused = [key for key in PEOPLE if not situation.of(key) & set(MAY[situation.act])]
    tried = {key: Actor("playground", "local", key) for key in refused} | OTHERS
    for who, actor in tried.items():
        answer = await say(ask, situation.said, actor=actor, pressed=pressed)
        assert answer is not None
        assert error(answer.card) == "not_allowed", f"{who}: {answer.card.headline}"
        assert answer.audience is (Audience.ASKER if pressed else Audience.PLACE)
        assert await everything(ask.store) == before, who


@pytest.mark.parametrize("name", SITUATIONS)
async def test_whoever_may_does_it_and_it_is_written_down(
    name: str, organisation: Organisation, build: Build
) -> None:
    situation = SITUATIONS[name]
    may = [key for key in PEOPLE if situation.of(key) & set(MAY[situation.act])]
    assert may
    for person in may:
        ask = await come(situation, organisation, build, f"{person}.db")
        before = await everything(ask.store)
        answer = await say(ask, situation.said, as_=person, pressed=True)
        assert answer is not None
        assert error(answer.card) is None, f"{person}: {answer.card.headline}"
        assert await everything(ask.store) != before
        assert ("answered", person) in await ask.audited("outcome", "person")
