"""A cover from the question to the answer that changed, on both platforms, before a real server.

Alice is on call for the SRE side, always; Erin would stand in.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import aiohttp
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


async def asks(both: Both, platform: str, person: str, said: str, *, way: Way, about: str) -> Seen:
    """What answers somebody: the next card that is about this, whatever else arrives meanwhile."""

    async def answers() -> list[Seen]:
        seen = await both.towns[platform].sees(person)
        return [each for each in seen if about in each.words.headline]

    before = len(await answers())
    await both.towns[platform].says(person, said, way)

    async def look() -> Seen | None:
        return next(iter((await answers())[before:]), None)

    return await until(look)


async def test_a_cover_is_arranged_accepted_and_seen_by_everybody(
    platform: str, both: Both
) -> None:
    ends = moment_text(datetime.now(UTC).replace(microsecond=0) + timedelta(hours=2))
    await both.hears(platform, "erin", "help", Way.DIRECT)  # Teams writes to whom it has met
    now = await asks(both, platform, "bob", "who is on call?", way=Way.CHANNEL, about="iot-hub:")
    assert (
        now.words.headline
        == "iot-hub: Alice Nakamura is on call for SRE, Bob Castellano for product"
    )
    later = await asks(
        both, platform, "bob", "oncall at next monday 9am", way=Way.CHANNEL, about="iot-hub, Mon"
    )
    assert "Alice Nakamura is on call for SRE" in later.words.headline

    await both.towns[platform].says("alice", f"cover me by @erin until {ends}", Way.CHANNEL)
    await sees(both, platform, "alice", "I asked Erin Gallagher to cover for Alice Nakamura")
    question = await sees(
        both, platform, "erin", "Alice Nakamura asks you to cover for them on IoT Hub SRE"
    )
    await both.towns[platform].presses("erin", question, "Accept")
    await sees(both, platform, "bob", "Erin Gallagher covers for Alice Nakamura on IoT Hub SRE")

    changed = await asks(both, platform, "bob", "oncall iot-hub", way=Way.CHANNEL, about="iot-hub:")
    assert "Erin Gallagher (covering) is on call for SRE" in changed.words.headline
    assert "Erin Gallagher, covering for Alice Nakamura" in changed.words.body
    both.towns[platform].within_limits(changed.payload)

    await both.towns[platform].says("alice", "cover cancel", Way.CHANNEL)
    await sees(both, platform, "bob", "Erin Gallagher does not cover any longer for Alice Nakamura")
    again = await asks(both, platform, "bob", "oncall iot-hub", way=Way.CHANNEL, about="iot-hub:")
    assert "Alice Nakamura is on call for SRE" in again.words.headline


async def test_a_calendar_subscribes_at_the_address_that_is_told(platform: str, both: Both) -> None:
    told = await asks(
        both, platform, "bob", "oncall calendar", way=Way.DIRECT, about="The calendar"
    )
    path = re.search(r"/calendar/[0-9a-f]{40}\.ics", told.words.body)
    assert path
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{both.url}{path[0]}") as got:
            assert (got.status, got.content_type) == (200, "text/calendar")
            text = (await got.text()).replace("\r\n ", "")
        async with session.get(f"{both.url}/calendar/{'x' * 32}.ics") as got:
            assert got.status == 404
    assert "SUMMARY:IoT Hub · SRE primary: Alice Nakamura" in text
    assert "@example.com" not in text
