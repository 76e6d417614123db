"""People of other organisations are told nothing, wherever they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.directory import Standing
from tests.platforms.contract.drivers import platforms
from tests.platforms.contract.face import STRANGER, Part, Way

if TYPE_CHECKING:
    from tests.platforms.contract.drivers import Setting

REFUSED = "I only answer people of the organisations that I was set up for."
with_outsiders = pytest.mark.parametrize("platform", platforms(Part.CHANNELS, Part.OUTSIDERS))


@with_outsiders
@pytest.mark.parametrize("way", [Way.DIRECT, Way.CHANNEL])
@pytest.mark.parametrize("said", ["budget iot-hub", "help", "bugdet iot-hub"])
async def test_a_stranger_learns_nothing(at: Setting, said: str, way: Way) -> None:
    await at.town.says(STRANGER, said, way)

    assert {each.words.headline for each in await at.seen(STRANGER)} <= {REFUSED}
    assert {each.words.headline for each in await at.seen("alice")} <= {REFUSED}
    assert at.house.source.reads == []


@with_outsiders
async def test_a_stranger_who_presses_learns_nothing(at: Setting) -> None:
    await at.town.says("alice", "budget iot-hub", Way.CHANNEL)
    (answer,) = await at.seen("alice")
    reads = list(at.house.source.reads)
    await at.town.presses(STRANGER, answer, "Why?")

    assert await at.seen("alice") == (answer,)
    told = {each.words.headline for each in await at.seen(STRANGER)}
    assert told - {answer.words.headline} <= {REFUSED}
    assert at.house.source.reads == reads
    for request in at.house.asked:
        reader = await at.house.directory.reader(request.actor)
        assert (reader.standing is Standing.STRANGER) == (request.text != "budget iot-hub")
