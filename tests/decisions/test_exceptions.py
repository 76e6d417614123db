"""Budget answers name who may grant an exception, as both sides agreed on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.decisions.house import declaring, number_of, without
from tests.door import Build, Door, facts

if TYPE_CHECKING:
    from bot.model.organisation import Organisation

PROPOSE = "owner propose launch-exhausted approver=@carol reason=Dana is away"


async def exceptions(ask: Door, *, as_: str = "alice") -> str:
    return facts((await ask("budget iot-hub", as_=as_)).card)["Exceptions"]


def ending(organisation: Organisation, day: date) -> Organisation:
    """The example, whose exceptions nobody may grant from a day on."""
    rights = organisation.engagements["iot-hub"].decisions.rights
    ends = tuple(
        replace(each, expires=day) if each.kind == "launch-exhausted" else each for each in rights
    )
    return declaring(organisation, "iot-hub", rights=ends)


async def test_the_approver_is_named(ask: Door) -> None:
    assert await exceptions(ask) == "Dana Iyer may grant one"


async def test_who_is_only_proposed_is_not(ask: Door) -> None:
    await ask(PROPOSE, as_="alice")
    assert await exceptions(ask) == "Dana Iyer may grant one"


async def test_it_changes_as_soon_as_both_sides_have_agreed(ask: Door) -> None:
    assert await exceptions(ask) == "Dana Iyer may grant one"
    number = await number_of(ask, PROPOSE, as_="alice")
    await ask(f"owner accept {number}", as_="bob")
    assert await exceptions(ask) == "Carol Mbeki may grant one"


async def test_another_process_says_so_a_few_seconds_later(ask: Door, build: Build) -> None:
    other = build()  # the same store
    assert await exceptions(other) == "Dana Iyer may grant one"
    number = await number_of(ask, PROPOSE, as_="alice")
    await ask(f"owner accept {number}", as_="bob")
    other.clock.move(timedelta(seconds=5))
    assert await exceptions(other) == "Carol Mbeki may grant one"


async def test_once_it_expired_nobody_may(ask: Door, build: Build) -> None:
    town = build(organisation=ending(ask.organisation, date(2026, 11, 24)), file="ends.db")
    town.clock.move(timedelta(hours=11) - timedelta(milliseconds=1))  # until midnight in Berlin
    assert await exceptions(town) == "Dana Iyer may grant one"
    town.clock.move(timedelta(milliseconds=1))
    said = await exceptions(town)
    assert said.startswith("nobody may grant one since Tue 24 Nov 00:00 CET: the right")
    assert "Dana" not in said


async def test_when_who_may_has_left_nobody_may(ask: Door, build: Build) -> None:
    number = await number_of(ask, PROPOSE, as_="alice")
    await ask(f"owner accept {number}", as_="bob")
    left = build(organisation=without(ask.organisation, "carol"))  # the same store
    said = await exceptions(left)
    assert said == "nobody may grant one: who should decide is not active any more"
    assert "Carol" not in said


async def test_where_nobody_was_agreed_on_that_is_said(ask: Door) -> None:
    card = (await ask("budget device-twins", in_="device-twins")).card
    assert facts(card)["Exceptions"] == (
        "nobody may grant one: the two sides have agreed on nobody yet"
    )


async def test_the_owner_s_answer_says_the_same(ask: Door) -> None:
    data = (await ask("who may grant exceptions for iot-hub?")).card.data
    same = (await ask("owner exceptions")).card.data
    assert same["approver"] == "dana"
    assert data.get("approver", "dana") == "dana"
