"""Who decides, agreed on by both sides, and a decision that is taken: in Microsoft's own program.

Only Alice types there; the others press. It opens no dialogs, so its forms stand in cards.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.real.agents_playground import BOB, CHANNEL, PERSONAL, ZOE

if TYPE_CHECKING:
    from tests.live.conftest import Open
    from tests.real.agents_playground.town import Town

pytestmark = [pytest.mark.live, pytest.mark.asyncio(loop_scope="package")]

WHAT = "SRE project choice for The iot-hub and The device-twins"
PROPOSES = f"Alice Nakamura proposes that Bob Castellano decides {WHAT}"
QUESTION = "Do we build the replayer?"


async def test_both_sides_agree_and_a_decision_is_taken(town: Town) -> None:
    await town.chat.installs(CHANNEL)
    await town.chat.says("who owns sre projects for iot-hub?")
    nobody = await town.chat.hears("is unowned: the two sides have agreed on nobody yet", PERSONAL)
    assert nobody.titles == ["Open a decision", "Why?", "Propose who decides"]

    await town.chat.says("form owner propose iot-hub sre projects")
    form = await town.chat.sees(PERSONAL, lambda message: "Send" in message.titles)
    filled = {
        "field.service": "iot-hub",
        "field.decision": "sre-projects",
        "field.approver": "bob",
        "field.delegate": "",
        "field.until": "next year",
        "field.reason": "He knows the backlog,\nand *asked* for it",
    }
    told = await town.chat.presses(form, "Send", filled=filled)
    assert "I don't understand “next year” as a time." in str(told)
    told = await town.chat.presses(form, "Send", filled={**filled, "field.until": ""})
    assert "Proposed: Bob Castellano decides" in str(told["value"])

    question = await town.chat.hears(PROPOSES, CHANNEL)
    refused = await town.chat.presses(question, "Accept", by=ZOE)
    assert "I don't know you yet" in str(refused)
    assert question.edits == 0
    await town.chat.presses(question, "Accept", by=BOB)
    agreed = await town.chat.hears(f"Agreed: Bob Castellano decides {WHAT}", CHANNEL)
    assert (agreed.id, agreed.titles) == (question.id, ["Who decides"])
    await town.chat.says("owner iot-hub sre projects")
    await town.chat.hears("Bob Castellano decides SRE project choice for The iot-hub", PERSONAL)

    thread = await town.chat.says(
        f'decide iot-hub sre projects "{QUESTION}" options yes | not this year', CHANNEL
    )
    asked = await town.chat.hears(f"{QUESTION} Bob Castellano decides", thread)
    assert asked.titles == ["See it"]
    posted = await town.chat.sees(
        CHANNEL,
        lambda each: QUESTION in each.shown and not each.stands_in(thread),
    )
    assert posted.titles == ["yes", "not this year", "Who decides"]
    number = re.search(r"D-\d+", posted.shown)
    assert number
    await town.chat.says(f"conclude {number[0]} yes because it pays for itself", CHANNEL)
    refusal = await town.chat.hears("Only these may decide", CHANNEL)
    assert "Ask Bob Castellano" in refusal.shown
    await town.chat.says("decisions iot-hub replayer")
    await town.chat.hears("1 decision about “replayer” is open", PERSONAL)


async def test_an_incident_is_declared_and_called_off(town: Town) -> None:
    await town.chat.says("incident on SEV3 @erin iot-hub")
    declared = await town.chat.hears("Erin Gallagher is in charge of The iot-hub: SEV3", CHANNEL)
    await town.chat.presses(declared, "Call it off", by=BOB)
    await town.chat.hears("SEV3 on The iot-hub is called off", CHANNEL)


@pytest.mark.browser
async def test_a_table_with_empty_cells_keeps_its_columns(visit: Open, town: Town) -> None:
    async with visit("Personal Chat") as page:
        await town.chat.says("owner iot-hub")

        table = page.get_by_role("table").last
        await expect(table).to_be_visible()
        rows = table.get_by_role("row")
        assert await rows.count() == 14
        for row in await rows.all():
            cells = row.get_by_role("cell").or_(row.get_by_role("columnheader"))
            assert await cells.count() == 4
