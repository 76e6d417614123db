"""An answer is as public as its question, and stands where it was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.contract.drivers import platforms
from tests.platforms.contract.face import Part, Way

if TYPE_CHECKING:
    from tests.platforms.contract.drivers import Setting

BUDGET = "budget iot-hub"
WITH_CHANNELS = platforms(Part.CHANNELS)
WITH_ALONE = platforms(Part.ALONE)


@pytest.mark.parametrize("platform", WITH_ALONE)
async def test_what_is_asked_alone_is_answered_alone(at: Setting) -> None:
    await at.town.says("alice", BUDGET, Way.ALONE)

    (answer,) = await at.seen("alice")
    assert answer.private
    assert await at.seen("bob") == ()


@pytest.mark.parametrize("platform", WITH_CHANNELS)
async def test_what_is_asked_in_a_channel_is_answered_for_everybody_there(at: Setting) -> None:
    await at.town.says("alice", BUDGET, Way.CHANNEL)

    (answer,) = await at.seen("bob")
    assert not answer.private
    assert answer.words.buttons["Why?"] == "why budget iot-hub"


@pytest.mark.parametrize("platform", WITH_CHANNELS)
async def test_what_is_asked_in_a_thread_is_answered_in_that_thread(at: Setting) -> None:
    said = await at.town.says("alice", BUDGET, Way.THREAD)

    (answer,) = await at.seen("bob")
    assert said.thread is not None
    assert answer.thread == said.thread


@pytest.mark.parametrize("platform", WITH_CHANNELS)
async def test_what_is_said_directly_stays_between_the_two(at: Setting) -> None:
    await at.town.says("alice", BUDGET, Way.DIRECT)

    assert len(await at.seen("alice")) == 1
    assert await at.seen("bob") == ()


@pytest.mark.parametrize("platform", WITH_CHANNELS)
async def test_help_is_for_the_asker_alone_wherever_it_is_asked(at: Setting) -> None:
    await at.town.says("alice", "help", Way.CHANNEL)

    (answer,) = await at.seen("alice")
    assert answer.words.headline == "What you can ask me"
    assert await at.seen("bob") == ()


@pytest.mark.parametrize("platform", WITH_ALONE)
async def test_an_answer_for_one_is_shown_to_everybody_by_its_button(at: Setting) -> None:
    await at.town.says("alice", BUDGET, Way.ALONE)
    await at.town.presses("alice", await at.last("alice"), "Show in channel")

    (shown,) = await at.seen("bob")
    assert not shown.private
    assert shown.words.headline.startswith("iot-hub: 10%")


@pytest.mark.parametrize("platform", WITH_CHANNELS)
async def test_sharing_is_typed_as_well(at: Setting) -> None:
    await at.town.says("alice", "share budget iot-hub", Way.CHANNEL)

    (shown,) = await at.seen("bob")
    assert shown.words.headline.startswith("iot-hub: 10%")


@pytest.mark.parametrize("platform", WITH_CHANNELS)
async def test_talk_among_people_is_not_answered(at: Setting) -> None:
    await at.town.says("alice", BUDGET, Way.THREAD)  # under what Bob said to nobody of us
    await at.house.settled()

    assert len(at.house.asked) == 1
