"""Cards about who decides, and about decisions, as Teams gets them: one file each, to read."""

import re
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from adapters.teams.form import dialog
from adapters.teams.render import drawn
from bot.reply import Card
from tests.decisions.house import house
from tests.door import Door
from tests.outbox import unasked
from tests.platforms.teams.card_schema import check_card, check_dialog

SAID = (
    "owner prioritization",
    "owner freeze",
    "owner capacity",
    "owner iot-hub",
    "owner dana",
    "decisions",
)
PROPOSE = (
    "owner propose repair-items approver=@pat until=2027-06-30 "
    'basis="charter v4 §2" reason=the budget is with product'
)
DECIDE = 'decide freeze "Do we freeze until the canary gate is in?" options yes | no'

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
    proposed = (await ask(PROPOSE, as_="alice")).card
    waits = (await ask(f"owner proposal {proposed.data['number']}", as_="bob")).card
    agreed = (await ask(f"owner accept {proposed.data['number']}", as_="bob")).card
    assert golden == [card(each) for each in (proposed, waits, agreed)]


async def test_what_app_yaml_proposes_and_what_becomes_of_it(
    ask: Door, golden: SnapshotAssertion
) -> None:
    await house(ask).work.tick()
    asks, *_, tells = (each.card for each in await unasked(ask.store))
    agreed = (await ask("owner accept 14 15")).card
    changed = (await unasked(ask.store))[5].card
    assert golden == [card(each) for each in (asks, tells, agreed, changed)]


async def test_a_decision_and_what_becomes_of_it(ask: Door, golden: SnapshotAssertion) -> None:
    asked = (await ask(DECIDE, as_="erin")).card
    waits = (await ask("decision D-1", as_="bob")).card
    taken = (await ask("conclude D-1 yes because two bad releases went past it", as_="bob")).card
    assert golden == [card(each) for each in (asked, waits, taken)]


async def test_an_incident(ask: Door, golden: SnapshotAssertion) -> None:
    declared = (await ask("incident on SEV2 @erin", as_="frank")).card
    over = (await ask("incident off", as_="erin")).card
    assert golden == [card(each) for each in (declared, over)]


@pytest.mark.parametrize("verb", ["owner propose freeze", "conclude D-1 yes"], ids=file_name)
async def test_a_form(ask: Door, golden: SnapshotAssertion, verb: str) -> None:
    await ask(DECIDE, as_="erin")
    form = (await ask(f"form {verb}", as_="bob")).form
    assert form is not None
    opened = dialog(form, instead_of=None)
    check_dialog(opened)
    assert golden == opened
