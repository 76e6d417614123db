"""Two platforms, one process, one app.yaml: both answer, and one person on both is one person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.platforms.contract import both as towns
from tests.platforms.contract.face import Way

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.platforms.contract.both import Both
    from tests.platforms.contract.face import Seen

pytestmark = pytest.mark.asyncio(loop_scope="module")
PLATFORMS = ("slack", "teams")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Both]:
    """Both, before a process that serves them."""
    async with towns.both(tmp_path_factory.mktemp("both")) as served:
        yield served


def timeless(seen: Seen) -> str:
    """Its words without hours and minutes: the two are asked one after another."""
    return re.sub(r"\d\d:\d\d", "HH:MM", f"{seen.words.headline} {seen.words.body}")


async def test_the_same_words_get_the_same_card_on_both(both: Both) -> None:
    on_slack, on_teams = [
        await both.hears(platform, "alice", "budget iot-hub", Way.DIRECT) for platform in PLATFORMS
    ]

    assert on_slack.words.headline.startswith("iot-hub: 70% of the error budget left")
    assert timeless(on_slack) == timeless(on_teams)


async def test_each_platforms_channel_is_the_engagements_own(both: Both) -> None:
    for platform in PLATFORMS:
        answer = await both.hears(platform, "bob", "why budget", Way.CHANNEL)
        assert answer.words.headline.startswith("Why “iot-hub: 70%")


@pytest.mark.parametrize("person", ["alice", "erin"])
async def test_one_person_on_both_is_the_same_person(both: Both, person: str) -> None:
    for platform in PLATFORMS:
        await both.hears(platform, person, "budget", Way.DIRECT)

    assert {(platform, person) for platform in PLATFORMS} <= both.persons()


async def test_whom_nobody_named_is_a_guest_on_both(both: Both) -> None:
    for platform in PLATFORMS:
        answer = await both.hears(platform, "zoe", "budget iot-hub", Way.DIRECT)
        assert answer.words.headline == "I don't know you yet, so I can't answer this for you."
