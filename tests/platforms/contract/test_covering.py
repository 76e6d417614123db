"""A cover from the question to the answer that changed, on both platforms, before a real server.

Alice is on call for the SRE side, always; Erin would stand in.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.moments import moment_text
from tests.platforms.contract import both as towns
from tests.platforms.contract.drivers import until
from tests.platforms.contract.face import Way

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.platforms.contract.both import Both
    from tests.platforms.contract.face import Seen

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.parametrize("platform", ["slack", "teams"]),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Both]:
    """Both, before a process that serves them."""
    async with towns.both(tmp_path_factory.mktemp("covering")) as served:
        yield served


async def sees(both: Both, platform: str, person: str, headline: str) -> Seen:
    """A card that somebody sees, once it is there."""

    async def look() -> Seen | None:
        seen = await both.towns[platform].sees(person)
        return next((each for each in seen if each.words.headline == headline), None)

    return await until(look)


async def test_a_cover_is_arranged_accepted_and_seen_by_everybody(
    platform: str, both: Both
) -> None:
    ends = moment_text(datetime.now(UTC).replace(microsecond=0) + timedelta(hours=2))
    await both.hears(platform, "erin", "help", Way.DIRECT)  # Teams writes to whom it has met
    now = await both.hears(platform, "bob", "who is on call?", Way.CHANNEL)
    assert (
        now.words.headline
        == "iot-hub: Alice Nakamura is on call for SRE, Bob Castellano for product"
    )
    later = await both.hears(platform, "bob", "oncall at next monday 9am", Way.CHANNEL)
    assert "Alice Nakamura is on call for SRE" in later.words.headline

    await both.towns[platform].says("alice", f"cover me by @erin until {ends}", Way.CHANNEL)
    await sees(both, platform, "alice", "I asked Erin Gallagher to cover for Alice Nakamura")
    question = await sees(
        both, platform, "erin", "Alice Nakamura asks you to cover for them on IoT Hub SRE"
    )
    await both.towns[platform].presses("erin", question, "Accept")
    await sees(both, platform, "bob", "Erin Gallagher covers for Alice Nakamura on IoT Hub SRE")

    changed = await both.hears(platform, "bob", "oncall iot-hub", Way.CHANNEL)
    assert "Erin Gallagher (covering) is on call for SRE" in changed.words.headline
    assert "Erin Gallagher, covering for Alice Nakamura" in changed.words.body
    both.towns[platform].within_limits(changed.payload)

    await both.towns[platform].says("alice", "cover cancel", Way.CHANNEL)
    await sees(both, platform, "bob", "Erin Gallagher does not cover any longer for Alice Nakamura")
    again = await both.hears(platform, "bob", "oncall iot-hub", Way.CHANNEL)
    assert "Alice Nakamura is on call for SRE" in again.words.headline
