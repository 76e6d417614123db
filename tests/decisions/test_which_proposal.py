"""Which proposal is meant by somebody who says no number, or several."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.decisions.house import number_of
from tests.door import Build, Door, buttons, error, facts

if TYPE_CHECKING:
    from bot.model.organisation import Organisation

PROPOSE = "owner propose freeze approver=@carol reason=she plans both roadmaps"


def alone(organisation: Organisation) -> Organisation:
    """The example, of whose engagements app.yaml names but the first any more."""
    return replace(organisation, engagements={"iot-hub": organisation.engagements["iot-hub"]})


async def test_the_one_that_waits_here_comes_before_those_of_other_engagements(ask: Door) -> None:
    number = await number_of(ask, PROPOSE, as_="alice")
    assert (await ask("owner proposal")).card.data["number"] == number


async def test_of_several_each_is_told_with_its_kind_and_its_approver(ask: Door) -> None:
    number = await number_of(ask, PROPOSE, as_="alice")
    card = (await ask("owner proposal", in_=None)).card
    assert card.headline == (
        "4 proposals of who decides wait for an answer: Device Twins and IoT Hub"
    )
    assert facts(card)["15 Freeze or reallocation for Device Twins"].startswith("Bob Castellano")
    assert facts(card)[f"{number} Freeze or reallocation for IoT Hub"] == (
        "Carol Mbeki · Until now: Bob Castellano · Delegate: Pat Romero · Drives: Alice Nakamura "
        "· Must contribute: IoT SRE and IoT product group · Informed: Dana Iyer · Basis: error "
        "budget policy v2 §3 · Reason: she plans both roadmaps"
    )
    shown = [(await ask(each.says)).card.data["number"] for each in buttons(card)[:4]]
    assert shown == [14, 15, 16, number]


async def test_where_none_waits_those_of_other_engagements_are_offered(ask: Door) -> None:
    offered = buttons((await ask("owner proposal", in_="iot-hub", as_="erin")).card)
    shown = [(await ask(each.says)).card.data["engagement"] for each in offered]
    assert shown == ["device-twins"] * 3


async def test_only_who_may_accept_them_is_offered_to_accept_them_all(ask: Door) -> None:
    for person, every in (("bob", ["owner accept 14 15 16"]), ("alice", []), ("erin", [])):
        card = (await ask("owner proposal", in_="device-twins", as_=person)).card
        assert [each.says for each in buttons(card)[3:]] == every


@pytest.mark.parametrize("typed", ["owner accept", "owner accept all"])
async def test_to_accept_without_a_number_each_of_several_is_named(typed: str, ask: Door) -> None:
    card = (await ask(typed, in_="device-twins")).card
    assert error(card) == "conflict"
    assert card.headline == "3 proposals wait for you."
    assert facts(card)["14 Repair-item priority"].startswith("Carol Mbeki · Delegate: Bob")
    assert [(each.label, each.says) for each in buttons(card)] == [
        ("Accept 14", "owner accept 14"),
        ("Accept 15", "owner accept 15"),
        ("Accept 16", "owner accept 16"),
        ("Accept all 3", "owner accept 14 15 16"),
    ]
    await ask(buttons(card)[-1].says, in_="device-twins")
    assert error((await ask(typed, in_="device-twins")).card) == "not_found"


async def test_to_decline_without_a_number_each_is_named_and_the_reason_kept(ask: Door) -> None:
    card = (await ask("owner decline let us settle the charter", in_="device-twins")).card
    assert list(facts(card)) == [
        *("14 Repair-item priority", "15 Freeze or reallocation", "16 SLO change"),
    ]
    opened = await ask(buttons(card)[1].says)
    assert opened.form is not None
    assert {each.name: each.value for each in opened.form.inputs} == {
        "number": "15",
        "because": "let us settle the charter",
    }


async def test_to_take_back_without_a_number_each_is_named(ask: Door) -> None:
    card = (await ask("owner withdraw", in_="device-twins", as_="alice")).card
    assert [each.says for each in buttons(card)] == [
        *("owner withdraw 14", "owner withdraw 15", "owner withdraw 16"),
    ]


@pytest.mark.parametrize(
    ("said", "agreed"),
    [("14 15 16", 3), ("14, 15 and 16", 3), ("#14 15", 2), ("14 14 15", 2)],
)
async def test_several_are_accepted_by_their_numbers(said: str, agreed: int, ask: Door) -> None:
    await ask("owner")
    card = (await ask(f"owner accept {said}")).card
    assert card.headline == f"Agreed: who decides {agreed} kinds of decision for Device Twins"


async def test_what_is_no_number_is_said_and_nothing_accepted(ask: Door) -> None:
    await ask("owner")
    card = (await ask("owner accept 14 freeze")).card
    assert (error(card), card.headline) == ("usage", "“freeze” is no number.")
    assert (await ask("owner proposal 14")).card.data["state"] == "proposed"


async def test_one_that_waits_elsewhere_is_named_before_it_is_accepted(ask: Door) -> None:
    """In the channel of IoT Hub, while the only one is about Device Twins."""
    await ask("owner")
    await ask("owner accept 14 16")
    card = (await ask("owner accept")).card
    assert error(card) == "conflict"
    assert card.headline == "None waits for you here. A proposal waits for Device Twins."
    assert facts(card)["15 Freeze or reallocation"].startswith("Bob Castellano")
    assert [each.says for each in buttons(card)] == ["owner accept 15"]
    assert (await ask("owner proposal 15")).card.data["state"] == "proposed"
    there = (await ask("owner accept", in_="device-twins")).card
    assert there.data["state"] == "active"


async def test_among_two_alone_the_only_one_needs_no_number(ask: Door) -> None:
    await ask("owner")
    await ask("owner accept 14 16")
    assert (await ask("owner accept", in_=None)).card.data["number"] == 15


async def test_those_of_an_engagement_that_app_yaml_has_lost_are_in_no_other_s_way(
    ask: Door, build: Build
) -> None:
    number = await number_of(ask, PROPOSE, as_="alice")
    later = build(organisation=alone(ask.organisation))
    assert (await later("owner proposal", in_=None)).card.data["number"] == number
    await later(f"owner withdraw {number}", as_="alice")
    assert (await later("owner proposal")).card.headline == "No proposal waits."
