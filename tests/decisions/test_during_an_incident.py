"""What a running incident changes about who decides: its severity alone; each answer says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.decisions.test_owner_table import table
from tests.door import Door, facts, notes

if TYPE_CHECKING:
    from tests.door import Build

RUNS = "SEV1 runs, and Erin Gallagher is in charge and decides its severity, finally; "


@pytest.fixture
async def troubled(ask: Door) -> Door:
    """The hub is in trouble, and Erin commands."""
    await ask("incident on SEV1 @erin", as_="frank")
    return ask


async def test_its_card_says_what_the_commander_decides(troubled: Door) -> None:
    said = notes((await troubled("incharge")).card)
    assert said.startswith("While it lasts the commander decides its severity, finally;")
    assert "stands in the table of rights" in said


async def test_who_decides_something_else_is_told_with_the_incident(troubled: Door) -> None:
    card = (await troubled("owner freeze")).card
    assert card.headline == "Bob Castellano decides freeze or reallocation for IoT Hub"
    assert facts(card)["Incident"] == f"{RUNS}this stays Bob Castellano's to decide"
    assert card.data["incident"] == 1
    assert "Incident" not in facts((await troubled("owner device-twins freeze")).card)


async def test_several_kinds_say_it_once(troubled: Door) -> None:
    said = str((await troubled("owner prioritization")).card.blocks)
    assert said.count(RUNS) == 1
    assert "all this stays as it stands here" in said


async def test_what_nobody_owns_stays_so(troubled: Door) -> None:
    found = facts((await troubled("owner capacity")).card)
    assert found["Incident"] == f"{RUNS}this stays unowned"


async def test_the_severity_itself_needs_no_word_more(troubled: Door) -> None:
    assert "Incident" not in facts((await troubled("owner severity")).card)


async def test_the_table_begins_with_it(troubled: Door) -> None:
    card = (await troubled("owner")).card
    assert card.headline == (
        "SEV1: Erin Gallagher is in charge. Who decides for IoT Hub: nobody owns capacity spend"
    )
    assert ("Severity of an incident, until the incident ends", "Erin", "", "") in table(card).rows


async def test_once_it_is_called_off_nothing_is_said_of_it(troubled: Door, build: Build) -> None:
    await troubled("incident off", as_="erin")
    card = (await troubled("owner freeze")).card
    assert ("Incident" in facts(card), card.data["incident"]) == (False, None)
    assert (await build()("owner")).card.headline.startswith("Who decides for IoT Hub")
