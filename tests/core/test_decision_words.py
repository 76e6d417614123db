"""Decisions are named in many ways, with a service before or behind; a slip offers the closest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model.decision_kind import DecisionKind
from tests.core.rights import Heard
from tests.door import Build, Door, buttons, error


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def ask(build: Build, heard: Heard) -> Door:
    return build(extra=heard.commands())


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("rule", "rule"),
        ("rule iot-hub", "rule iot-hub"),
        ("rule freeze", "rule freeze"),
        ("rule iot-hub freeze", "rule iot-hub freeze"),
        ("rule freeze iot-hub", "rule iot-hub freeze"),
        ("rule freeze for iot-hub", "rule iot-hub freeze"),
        ("rule Feature-Freeze for the IoT Hub", "rule iot-hub freeze"),
        ("rule the freeze decision", "rule freeze"),
        ("rule the right to freeze", "rule freeze"),
        ("rule the launch right for iot-hub", "rule iot-hub launch"),
        ("rule the launch decision for iot-hub", "rule iot-hub launches"),
        ("rule launch with the budget exhausted for iot-hub", "rule iot-hub launch-exhausted"),
        ("rule the dispute about the budget", "rule budget-dispute"),
        ("rule slo iot-hub", "rule iot-hub slo-change"),
        ("rule give back the pager", "rule hand-back"),
        ("rule the pager", "rule pager"),
        ("rule priority of device twins", "rule device-twins prioritization"),
        ("rule @dana", "rule @dana"),
        ("rule me", "rule @bob"),
        ("rule dana prioritization", "rule prioritization @dana"),
        ("rule iot-hub dana freeze", "rule iot-hub freeze @dana"),
        ("rule for us", "rule"),
        ("who rules freeze for iot-hub?", "rule iot-hub freeze"),
        ("who rules the iot hub freeze", "rule iot-hub freeze"),
        ("who governs prioritization", "rule prioritization"),
        ("who governs iot-hub", "rule iot-hub"),
    ],
)
async def test_names_stand_in_any_order(typed: str, understood: str, ask: Door) -> None:
    card = (await ask(typed)).card
    assert (error(card), card.headline) == (None, understood)


async def test_a_word_may_cover_several_kinds(ask: Door, heard: Heard) -> None:
    await ask("rule prioritization")
    await ask("rule repair items")
    several, one = (each.decision for each in heard.args)
    assert [kind.key for kind in several.kinds] == ["repair-items", "sre-projects", "hybrid-items"]
    assert [kind.key for kind in one.kinds] == ["repair-items"]


async def test_where_one_kind_is_needed_those_of_a_word_are_offered(ask: Door) -> None:
    card = (await ask("rule offer prioritization because it matters")).card
    assert error(card) == "usage"
    assert [button.says for button in buttons(card)] == [
        "rule offer repair-items because it matters",
        "rule offer sre-projects because it matters",
        "rule offer hybrid-items because it matters",
    ]
    assert (await ask("rule offer launch decision")).card.headline == "rule offer launch"


async def test_an_engagement_s_own_kinds_are_named_like_ours(build: Build, heard: Heard) -> None:
    ours = build().organisation
    own = DecisionKind("colour", "Colour of the shed", aliases=("paint", "prioritization"))
    key, engagement = next(iter(ours.engagements.items()))
    rules = replace(engagement.decisions, kinds={**engagement.decisions.kinds, "colour": own})
    engagements = {**ours.engagements, key: replace(engagement, decisions=rules)}
    ask = build(
        extra=heard.commands(),
        organisation=replace(ours, engagements=engagements),
        file="own.db",
    )
    for said in ("rule paint iot-hub", "rule iot-hub colour of the shed", "rule iot-hub COLOUR"):
        assert (await ask(said)).card.headline == "rule iot-hub colour"
    assert (await ask("rule prioritization")).card.headline == "rule colour"
    form = (await ask("form rule")).form
    assert form is not None
    assert "colour" in [choice.value for choice in form.inputs[1].choices]


@pytest.mark.parametrize(
    ("typed", "complaint", "offered"),
    [
        ("rule frezee", "a decision called “frezee”", ["rule freeze"]),
        ("rule frezee iot-hub", "a decision called “frezee”", ["rule iot-hub freeze"]),
        ("rule iot-hub frezee", "a decision called “frezee”", ["rule iot-hub freeze"]),
        ("rule frezee for iot-hub", "a decision called “frezee”", ["rule iot-hub freeze"]),
        ("who rules frezee for iot-hub", "a decision called “frezee”", ["rule iot-hub freeze"]),
        ("rule iothb freeze", "a service called “iothb”", ["rule iot-hub freeze"]),
        ("rule freeze iothb", "a service called “iothb”", ["rule iot-hub freeze"]),
        (
            "rule freeze danna",
            "anybody called “danna”",
            ["rule freeze @dana", "rule freeze @heidi"],
        ),
        ("rule @freze", "anybody called “freze”", []),
        (
            "rule wibble",
            "a decision called “wibble”",
            ["rule repair-items", "rule sre-projects", "rule hybrid-items"],
        ),
        ("rule offer frezee because so", "“frezee”", ["rule offer freeze because so"]),
        ('raise frezee "Why?"', "“frezee”", ['raise freeze "Why?"']),
        ("rulee frezee for iot-hub", "I don't know “rulee”", ["rule iot-hub freeze"]),
    ],
)
async def test_the_complaint_is_about_the_name_that_is_most_alike(
    typed: str, complaint: str, offered: list[str], ask: Door
) -> None:
    card = (await ask(typed)).card
    assert error(card) == "not_found"
    assert complaint in card.headline
    assert [button.says for button in buttons(card)][: max(1, len(offered))] == offered


async def test_a_second_name_of_the_same_sort_is_one_too_many(ask: Door) -> None:
    card = (await ask("rule freeze launch")).card
    assert error(card) == "usage"
    assert "does not know what to do with “launch”" in card.headline


async def test_a_decision_that_is_needed_and_missing_opens_the_form(ask: Door) -> None:
    for said in ("rule offer", "rule offer iot-hub", "rule offer approver=@dana", 'raise "Why?"'):
        card = (await ask(said)).card
        assert error(card) == "usage"
        assert "needs to know which decision" in card.headline
        assert buttons(card)[0].opens_form


async def test_a_form_s_names_go_through_the_same_checks(ask: Door) -> None:
    fields = {"decision": "the freeze", "service": "iot hub", "person": ""}
    assert (await ask("rule", fields=fields)).card.headline == "rule iot-hub freeze"
    card = (await ask("rule", fields={**fields, "decision": "frezee"})).card
    assert error(card) == "not_found"
    assert buttons(card)[0].says == "rule iot hub freeze"
