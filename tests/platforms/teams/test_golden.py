"""The main cards and forms as Teams gets them: one file each, to read."""

import re
from datetime import timedelta
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from adapters.teams.form import dialog, in_card
from adapters.teams.render import drawn
from bot.model.counts import Counts, Slice
from bot.ports.budgets import BudgetReading
from bot.replies import fault_card
from bot.reply import Card
from bot.request import Actor
from tests.door import Door
from tests.fakes.budgets import ScriptedSource, reading
from tests.fakes.clock import FixedClock
from tests.platforms.teams.card_schema import check_card, check_dialog

HUB, DAY = "iot-hub/availability", timedelta(days=1)
SAID = ("budget iot-hub", "budget", "help", "help budget", "bugdet iot-hub", "budget iot", "why")
GUEST = Actor("slack", "T0OURS", "U0NOBODY")

pytestmark = pytest.mark.golden


def file_name(said: str) -> str:
    return re.sub(r"\W+", "-", said).strip("-")


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


def card(answered: Card, *, back: str | None = None) -> dict[str, Any]:
    return check_card(drawn(answered, back=back))


@pytest.mark.parametrize("said", SAID, ids=file_name)
async def test_what_is_said_gets(ask: Door, golden: SnapshotAssertion, said: str) -> None:
    where = None if said == "budget" else "iot-hub"
    assert golden == card((await ask(said, in_=where)).card)


def month(clock: FixedClock, *, bad: int) -> BudgetReading:
    """Four weeks in which nothing happened but one bad day, a week ago."""
    start = clock.now() - 28 * DAY
    slices = tuple(
        Slice(
            start + day * DAY, start + (day + 1) * DAY, Counts(bad * (day == 20), 1_000_000 // 28)
        )
        for day in range(28)
    )
    return reading(clock.now(), bad=bad, slices=slices)


@pytest.mark.parametrize(("state", "bad"), [("healthy", 100), ("exhausted", 750)])
async def test_a_budget_is(
    counted: Door,
    source: ScriptedSource,
    clock: FixedClock,
    golden: SnapshotAssertion,
    state: str,
    bad: int,
) -> None:
    source.set(HUB, month(clock, bad=bad))

    answer = (await counted("budget iot-hub")).card
    assert state in answer.headline or "overspent" in answer.headline
    assert golden == card(answer)


async def test_a_budget_without_data(
    counted: Door, source: ScriptedSource, clock: FixedClock, golden: SnapshotAssertion
) -> None:
    source.set(HUB, reading(clock.now(), total=0, seen=None))

    assert golden == card((await counted("budget iot-hub")).card)


async def test_a_source_that_does_not_answer(
    counted: Door, source: ScriptedSource, golden: SnapshotAssertion
) -> None:
    source.failing = "The counter does not answer."

    assert golden == card((await counted("budget iot-hub")).card)


async def test_why_with_its_way_back(counted: Door, golden: SnapshotAssertion) -> None:
    said = "why budget iot-hub"

    assert golden == card((await counted(said)).card, back="budget iot-hub")


async def test_a_refusal(ask: Door, golden: SnapshotAssertion) -> None:
    assert golden == card((await ask("budget iot-hub", actor=GUEST)).card)


def test_a_fault(golden: SnapshotAssertion) -> None:
    assert golden == card(fault_card("1f3a9b2c"))


async def test_a_form_in_a_card(ask: Door, golden: SnapshotAssertion) -> None:
    form = (await ask("form why")).form
    assert form is not None
    assert golden == check_card(in_card(form))


async def test_a_form_as_a_dialog(ask: Door, golden: SnapshotAssertion) -> None:
    form = (await ask("form why")).form
    assert form is not None
    opened = dialog(form, instead_of="1700000000000")
    check_dialog(opened)
    assert golden == opened
