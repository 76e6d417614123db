"""``owner``: who decides, in whatever order it is asked, and what everybody's part in it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.decisions.house import without
from tests.door import Build, Door, buttons, error, facts

if TYPE_CHECKING:
    from bot.reply import Card

FREEZE = "Bob Castellano decides freeze or reallocation for IoT Hub"


def rights(card: Card) -> list[dict[str, object]]:
    """Every right of an answer."""
    found = card.data["rights"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    "typed",
    [
        "owner iot-hub freeze",
        "owner freeze iot-hub",
        "owner freeze",
        "OWNER Feature-Freeze of the Hub",
        "who decides freeze for iot-hub?",
        "who decides on halt",
        "who owns freeze",
        "who has the say on freeze for hub",
        "who is the approver of freeze for iot-hub?",
        "who may decide the freeze at iot-hub",
        "who decides whether we freeze",
    ],
)
async def test_it_is_asked_in_any_order_and_in_plain_words(typed: str, ask: Door) -> None:
    card = (await ask(typed)).card
    assert card.headline == FREEZE
    assert (card.data["decision"], card.data["service"]) == ("freeze", "iot-hub")


@pytest.mark.parametrize(
    ("typed", "decision", "service"),
    [
        ("who decides severity of an incident?", "severity", "iot-hub"),
        ("who decides severity of an incident for device twins?", "severity", "device-twins"),
        ("who decides severity in device twins?", "severity", "device-twins"),
        ("who can grant an exception?", "launch-exhausted", "iot-hub"),
        ("who decides whether we ship?", "launch", "iot-hub"),
        ("who decides if we can launch", "launch", "iot-hub"),
    ],
)
async def test_a_plain_question_names_a_decision_before_anything_else(
    typed: str, decision: str, service: str, ask: Door
) -> None:
    card = (await ask(typed)).card
    assert error(card) is None
    assert (rights(card)[0]["decision"], card.data["service"]) == (decision, service)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("owner banana", "a decision called “banana”"),
        ("who decides banana", "a decision called “banana”"),
        ("who decides dana", "a decision called “dana”"),
        ("who decides freeze for dana", "a service called “dana”"),
        ("owner danna", "anybody called “danna”"),
    ],
)
async def test_only_a_name_is_taken_for_somebody(typed: str, complaint: str, ask: Door) -> None:
    assert complaint in (await ask(typed)).card.headline


async def test_where_no_service_is_at_home_one_has_to_be_named(ask: Door) -> None:
    asked = (await ask("owner freeze", in_=None)).card
    assert error(asked) == "usage"
    assert [each.says for each in buttons(asked)] == [
        "owner iot-hub freeze",
        "owner device-twins freeze",
    ]


async def test_everybody_s_part_is_told_by_name_and_nobody_is_pinged(ask: Door) -> None:
    card = (await ask("owner firmware")).card
    found = facts(card)
    assert found["Decides"] == "Alice Nakamura"
    assert found["Delegate"].startswith("Erin Gallagher, once half")
    assert found["Drives"] == "Ivan Petrov"
    assert found["Must contribute"] == "IoT product group"
    assert found["Veto"] == "Trent Kowalski"
    assert found["Rule"] == "Never to more than a tenth of the fleet on one day."
    assert facts((await ask("owner freeze")).card)["Informed"] == "Dana Iyer"
    assert "@" not in str(card.blocks)


async def test_a_kind_of_app_yaml_s_own_answers_to_its_names(ask: Door) -> None:
    for typed in ("owner firmware", "owner fleet rollout", "who decides firmware rollout for hub"):
        assert (await ask(typed)).card.data["decision"] == "firmware"
    elsewhere = (await ask("owner device-twins firmware")).card
    assert error(elsewhere) == "not_found"
    assert "no kind of decision of Device Twins" in elsewhere.headline


async def test_a_word_that_covers_several_kinds_answers_each(ask: Door) -> None:
    card = (await ask("who owns prioritization")).card
    assert "Bob Castellano decides repair-item priority and hybrid-item priority" in card.headline
    assert "Mona Haddad decides SRE project choice" in card.headline
    assert "On a tie the approver named here decides" in str(card.blocks)
    assert [each["decision"] for each in rights(card)] == [
        "repair-items",
        "sre-projects",
        "hybrid-items",
    ]


async def test_machines_get_the_first_right_by_itself_and_all_of_them_in_a_list(ask: Door) -> None:
    data = (await ask("owner iot-hub prioritization")).card.data
    first = {
        "decision": "repair-items",
        "approver": "bob",
        "delegate": "pat",
        "driver": "alice",
        "contributors": ["sre"],
        "informed": ["carol"],
        "veto": [],
        "basis": "charter v3 §4.1, version 1",
        "effective": datetime(2026, 11, 23, 12, tzinfo=UTC),
        "expires": datetime(2027, 11, 23, 12, tzinfo=UTC),
        "state": "held",
    }
    assert {key: data[key] for key in first} == first
    listed = data["rights"]
    assert isinstance(listed, list)
    assert {key: listed[0][key] for key in first} == first
    assert [each["approver"] for each in listed] == ["bob", "mona", "bob"]
    assert all(first.keys() <= each.keys() for each in listed)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("owner iot-hub frezee", "owner iot-hub freeze"),
        ("owner frezee", "owner freeze"),
        ("owner iot-hubb freeze", "owner iot-hub freeze"),
        ("who decides priortization for iot-hub?", "owner iot-hub prioritization"),
    ],
)
async def test_a_misspelt_name_gets_buttons(typed: str, offered: str, ask: Door) -> None:
    card = (await ask(typed)).card
    assert error(card) == "not_found"
    says = [each.says for each in buttons(card)]
    assert offered in says
    assert (await ask(offered)).card.data["state"] == "held"


async def test_what_is_only_proposed_names_nobody_as_deciding(ask: Door) -> None:
    card = (await ask("owner device-twins freeze")).card
    assert "proposed by Alice Nakamura in app.yaml" in card.headline
    assert "Bob Castellano" not in card.headline
    found = facts(card)
    assert found["Decides"] == "nobody"
    assert "Bob Castellano" not in found["3 Named approver"]
    assert found["Proposed"].startswith("Bob Castellano, proposed by Alice Nakamura in app.yaml")
    data = card.data
    assert (data["state"], data["approver"], data["basis"]) == ("proposed", None, None)


async def test_the_basis_comes_in_its_order(ask: Door) -> None:
    """SLO and policy, then the charter, then who is named; never who is senior in a thread."""
    labels = [label for label in facts((await ask("owner freeze")).card) if label[0].isdigit()]
    assert labels == ["1 SLO and policy", "2 Charter", "3 Named approver"]
    found = facts((await ask("owner freeze")).card)
    assert found["1 SLO and policy"].startswith("the budget is at risk. A risky change needs")
    assert found["2 Charter"] == "error budget policy v2 §3"
    assert found["3 Named approver"] == "Bob Castellano, version 1 of this right"
    other = facts((await ask("owner slo-change")).card)
    assert other["1 SLO and policy"].startswith("leave ")


async def test_a_policy_that_is_not_agreed_decides_nothing(ask: Door, build: Build) -> None:
    whole = ask.organisation
    hub = whole.engagements["iot-hub"]
    loose = replace(hub, policy=replace(hub.policy, agreed=False))
    changed = build(organisation=replace(whole, engagements={"iot-hub": loose}), file="loose.db")
    found = facts((await changed("owner freeze")).card)
    assert found["1 SLO and policy"].startswith("the policy is not agreed by both sides yet")


async def test_why_tells_who_agreed_when_and_where(ask: Door) -> None:
    why = str((await ask("why owner freeze")).card)
    assert "proposed by Alice Nakamura in app.yaml, accepted by Bob Castellano" in why
    assert "so it stands in app.yaml" in why
    assert "version 1" in why


async def test_a_delegate_who_left_stands_in_for_nobody(ask: Door, build: Build) -> None:
    changed = build(organisation=without(ask.organisation, "pat"), file="left.db")
    card = (await changed("owner freeze")).card
    assert card.data["approver"] == "bob"
    assert card.data["delegate"] is None
    assert "Pat Romero" not in str(card)


async def test_a_question_is_put_to_whoever_decides_and_only_then_are_they_written_to(
    ask: Door,
) -> None:
    first = buttons((await ask("owner freeze")).card)[0]
    assert (first.label, first.says) == ("Ask them", "form owner ask iot-hub freeze")
    assert first.opens_form
