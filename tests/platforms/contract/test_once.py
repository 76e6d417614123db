"""An event is answered once, however often it comes and however long its answer takes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.replies import follows_card
from tests.platforms.contract.drivers import platforms
from tests.platforms.contract.face import Part, Way
from tests.platforms.contract.words import told

if TYPE_CHECKING:
    from tests.platforms.contract.drivers import Setting
    from tests.platforms.contract.face import Seen

BUDGET = "budget iot-hub"
ANSWER = "iot-hub: 10% of the error budget left"


def is_answer(seen: Seen) -> bool:
    return seen.words.headline.startswith(ANSWER)


@pytest.mark.parametrize("way", [Way.DIRECT, Way.CHANNEL, Way.THREAD])
@pytest.mark.parametrize("platform", platforms(Part.CHANNELS, Part.REPEATS))
async def test_the_same_event_twice_is_answered_once(at: Setting, way: Way) -> None:
    said = await at.town.says("alice", BUDGET, way)
    before = await at.seen("alice")
    await at.town.again(said)

    assert await at.seen("alice") == before
    assert len(before) == 1


@pytest.mark.parametrize("platform", platforms(Part.ALONE, Part.REPEATS))
async def test_what_was_asked_alone_comes_twice_and_is_answered_once(at: Setting) -> None:
    said = await at.town.says("alice", BUDGET, Way.ALONE)
    before = await at.seen("alice")
    await at.town.again(said)

    assert await at.seen("alice") == before
    assert len(before) == 1


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS, Part.REPEATS))
async def test_a_press_that_comes_twice_is_answered_once(at: Setting) -> None:
    await at.town.says("alice", BUDGET, Way.CHANNEL)
    pressed = await at.town.presses("bob", await at.last("bob"), "Why?")
    before = await at.seen("bob")
    await at.town.again(pressed)

    assert await at.seen("bob") == before


@pytest.mark.parametrize("platform", platforms())
async def test_a_slow_source_is_announced_and_then_answered_once(in_a_hurry: Setting) -> None:
    at = in_a_hurry
    at.house.source.gate.clear()
    asking = asyncio.create_task(at.town.says("alice", BUDGET, Way.DIRECT))
    announced = await at.until("alice", lambda _seen: True)
    assert not is_answer(announced)
    at.house.source.gate.set()
    await asking

    assert len([each for each in await at.seen("alice") if is_answer(each)]) == 1


@pytest.mark.parametrize("platform", platforms(Part.ALONE))
async def test_what_is_asked_alone_is_announced_and_then_answered_once(in_a_hurry: Setting) -> None:
    at = in_a_hurry
    at.house.source.gate.clear()
    asking = asyncio.create_task(at.town.says("alice", BUDGET, Way.ALONE))
    announced = await at.until("alice", lambda _seen: True)
    assert (announced.words, announced.private) == (told(follows_card()), True)
    at.house.source.gate.set()
    await asking

    assert len([each for each in await at.seen("alice") if is_answer(each)]) == 1
    assert await at.seen("bob") == ()


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS, Part.REPEATS))
async def test_an_event_that_comes_again_while_it_is_answered_is_answered_once(
    in_a_hurry: Setting,
) -> None:
    at = in_a_hurry
    at.house.source.gate.clear()
    said = await at.town.says("alice", BUDGET, Way.CHANNEL)
    follows = await at.until("alice", lambda _seen: True)
    assert follows.words == told(follows_card())
    await at.town.again(said)
    at.house.source.gate.set()

    (answer,) = await at.seen("alice")
    assert is_answer(answer)


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_what_follows_late_in_a_channel_takes_the_place_of_its_announcement(
    in_a_hurry: Setting,
) -> None:
    at = in_a_hurry
    at.house.source.gate.clear()
    await at.town.says("alice", BUDGET, Way.CHANNEL)
    await at.until("bob", lambda seen: seen.words == told(follows_card()))
    at.house.source.gate.set()

    (answer,) = await at.seen("bob")
    assert is_answer(answer)
