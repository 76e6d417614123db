"""Cards about who decides, and about decisions, as Teams gets them: one file each, to read."""

import re
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from adapters.teams.form import dialog
from adapters.teams.render import drawn
from bot.reply import Card
from tests.door import Door
from tests.platforms import deciding_scenes as scenes
from tests.platforms.teams.card_schema import check_card, check_dialog

SAID = (
    "owner prioritization",
    "owner freeze",
    "owner capacity",
    "owner iot-hub",
    "owner dana",
    "decisions",
)
pytestmark = pytest.mark.golden


def file_name(said: str) -> str:
    return re.sub(r"\W+", "-", said).strip("-")


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


def card(answered: Card) -> dict[str, Any]:
    return check_card(drawn(answered))


@pytest.mark.parametrize("said", SAID, ids=file_name)
async def test_what_is_said_gets(ask: Door, golden: SnapshotAssertion, said: str) -> None:
    assert golden == card((await ask(said, as_="erin")).card)


async def test_a_proposal_and_what_becomes_of_it(ask: Door, golden: SnapshotAssertion) -> None:
    assert golden == [card(each) for each in await scenes.proposal(ask)]


async def test_what_app_yaml_proposes_and_what_becomes_of_it(
    ask: Door, golden: SnapshotAssertion
) -> None:
    assert golden == [card(each) for each in await scenes.from_the_file(ask)]


async def test_a_decision_and_what_becomes_of_it(ask: Door, golden: SnapshotAssertion) -> None:
    assert golden == [card(each) for each in await scenes.decision(ask)]


async def test_an_incident(ask: Door, golden: SnapshotAssertion) -> None:
    assert golden == [card(each) for each in await scenes.incident(ask)]


@pytest.mark.parametrize("verb", ["owner propose freeze", "conclude D-1 yes"], ids=file_name)
async def test_a_form(ask: Door, golden: SnapshotAssertion, verb: str) -> None:
    form = await scenes.form(ask, verb)
    opened = dialog(form, instead_of=None)
    check_dialog(opened)
    assert golden == opened
