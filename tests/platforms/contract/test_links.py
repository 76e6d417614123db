"""What others can read has an address; what only its asker sees has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.contract.drivers import platforms
from tests.platforms.contract.face import Part, Way

if TYPE_CHECKING:
    from tests.platforms.contract.drivers import Setting

BUDGET = "budget iot-hub"


async def link(at: Setting) -> str | None:
    """The address of what was said or pressed last."""
    await at.house.settled()
    return at.house.asked[-1].link


@pytest.mark.parametrize("way", [Way.DIRECT, Way.CHANNEL, Way.THREAD])
@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_each_thing_that_is_said_has_an_address_of_its_own(at: Setting, way: Way) -> None:
    addresses = set()
    for _ in range(2):
        await at.town.says("alice", BUDGET, way)
        addresses.add(await link(at))

    assert len(addresses) == 2
    assert all(each and each.startswith("http") for each in addresses)


@pytest.mark.parametrize("platform", platforms(Part.ALONE))
async def test_what_nobody_else_reads_has_no_address(at: Setting) -> None:
    await at.town.says("alice", BUDGET, Way.ALONE)
    assert await link(at) is None
    await at.town.presses("alice", await at.last("alice"), "Why?")
    assert await link(at) is None


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_a_press_has_the_address_of_the_card_whoever_presses(at: Setting) -> None:
    await at.town.says("alice", BUDGET, Way.CHANNEL)
    said, answer = await link(at), await at.last("alice")
    addresses = []
    for person in ("alice", "bob"):
        await at.town.presses(person, answer, "Why?")
        addresses.append(await link(at))

    assert addresses[0] == addresses[1] != said
    assert addresses[0] is not None


@pytest.mark.parametrize("platform", platforms(Part.CHANNELS))
async def test_a_form_has_the_address_of_the_card_on_which_it_was_opened(at: Setting) -> None:
    await at.town.says("alice", "why", Way.CHANNEL)
    usage = await at.last("bob")
    await at.town.presses("bob", usage, "Fill in")
    pressed = await link(at)
    opened = await at.town.form("bob")
    assert opened is not None
    await at.town.fills("bob", opened, {"answer": "budget", "about": "iot-hub"})

    assert await link(at) == pressed is not None


@pytest.mark.parametrize("platform", platforms(Part.ALONE))
async def test_a_form_that_was_opened_before_one_alone_has_no_address(at: Setting) -> None:
    await at.town.says("alice", "why", Way.ALONE)
    await at.town.presses("alice", await at.last("alice"), "Fill in")
    await at.house.settled()
    opened = await at.town.form("alice")
    assert opened is not None
    await at.town.fills("alice", opened, {"answer": "budget", "about": "iot-hub"})

    assert await link(at) is None
    assert at.house.asked[-1].fields is not None
