"""Who is on call, a cover for this evening, the answer that changes: in Microsoft's own program.

Only Alice types there; Erin, whom the bot has not met, is asked in the channel and presses.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.moments import moment_text
from tests.real.agents_playground import CHANNEL, PERSONAL
from tests.real.agents_playground.people import ERIN

if TYPE_CHECKING:
    from tests.real.agents_playground.town import Town

pytestmark = [pytest.mark.live, pytest.mark.asyncio(loop_scope="package")]


async def test_a_cover_is_asked_for_accepted_and_seen(town: Town) -> None:
    await town.chat.installs(CHANNEL)
    await town.chat.says("oncall iot-hub")
    now = await town.chat.hears("iot-hub: Alice Nakamura is on call for SRE", PERSONAL)
    assert "Bob Castellano" in now.shown
    await town.chat.says("oncall iot-hub at next monday 9am")
    await town.chat.hears("was understood as Mon", PERSONAL)

    ends = moment_text(datetime.now(UTC).replace(microsecond=0) + timedelta(hours=2))
    await town.chat.says(f"cover me by @erin until {ends} for iot-hub")
    await town.chat.hears("I asked Erin Gallagher to cover for Alice Nakamura", PERSONAL)
    question = await town.chat.hears("asks you to cover for them on IoT Hub SRE", CHANNEL)
    assert "For Erin Gallagher, to whom I cannot write directly." in question.shown

    await town.chat.presses(question, "Accept", by=ERIN)
    await town.chat.hears("Erin Gallagher covers for Alice Nakamura on IoT Hub SRE", CHANNEL)
    await town.chat.says("oncall iot-hub")
    await town.chat.hears("Erin Gallagher (covering) is on call for SRE", PERSONAL)

    await town.chat.says("cover cancel")
    await town.chat.hears("does not cover any longer", PERSONAL)
    await town.chat.says("oncall iot-hub")
    await town.chat.hears("iot-hub: Alice Nakamura is on call for SRE", PERSONAL)


async def test_the_coming_shifts_are_drawn_and_listed(town: Town) -> None:
    thread = await town.chat.says("oncall schedule iot-hub", CHANNEL)
    drawn = await town.chat.hears("who is on call for the next 14 days", thread)
    assert "SRE primary" in drawn.shown
    assert "now" in drawn.shown
