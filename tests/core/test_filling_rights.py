"""A form knows what was said behind its command; a decision is picked from a menu."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.core.duties import Log
from tests.core.rights import Heard
from tests.door import Build, Door, buttons, error

if TYPE_CHECKING:
    from bot.form import Input


@pytest.fixture
def ask(build: Build) -> Door:
    return build(extra=(*Heard().commands(), *Log().commands()))


async def inputs(ask: Door, text: str, *, in_: str = "iot-hub") -> dict[str, Input]:
    form = (await ask(text, in_=in_)).form
    assert form is not None
    return {each.name: each for each in form.inputs}


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("form rule refuse 7", {"number": "7"}),
        ("form rule refuse D-7 because it is late", {"number": "7", "reason": "it is late"}),
        ("form rule-refuse", {}),
        ("form rule offer freeze", {"decision": "freeze", "service": "iot-hub"}),
        (
            "form rule offer the freeze for device twins approver=@dana until=tomorrow 9am",
            {
                "decision": "freeze",
                "service": "device-twins",
                "approver": "dana",
                "until": "tomorrow 9am",
            },
        ),
        (
            'form raise freeze "Until when?" options yes | no',
            {
                "decision": "freeze",
                "service": "iot-hub",
                "question": "Until when?",
                "options": "yes | no",
            },
        ),
        ("form rule who rules freeze", {"service": "iot-hub", "decision": "freeze"}),
        ("form who rules freeze", {"service": "iot-hub", "decision": "freeze"}),
        ("form why watch at noon", {"answer": "watch", "about": "at noon"}),
        ("form relieve me by @erin", {"whom": "bob", "by": "erin", "service": "iot-hub"}),
        ("form watch plan 3 weeks", {"service": "iot-hub", "span": "3w"}),
    ],
)
async def test_a_form_is_filled_with_what_was_said(
    typed: str, known: dict[str, str], ask: Door
) -> None:
    asked = await inputs(ask, typed)
    assert {name: each.value for name, each in asked.items() if each.value} == known


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("form rule refuse seven because it is late", {"reason": "it is late"}),
        ("form rule offer frezee approver=@danna because it is", {"reason": "it is"}),
        ("form rule offer prioritization until=wibble", {}),
        ("form rule offer freeze and what not", {"decision": "freeze"}),
        ("form close what", {}),
        ("form watch plan for zzz soon", {}),
    ],
)
async def test_what_cannot_be_understood_is_left_to_be_filled_in(
    typed: str, known: dict[str, str], ask: Door
) -> None:
    asked = await inputs(ask, typed, in_="lobby")
    assert {name: each.value for name, each in asked.items() if each.value} == known


async def test_a_filled_in_form_says_what_was_said(ask: Door) -> None:
    asked = await inputs(ask, 'form raise freeze "Until when?" options yes | no')
    fields = {name: each.value for name, each in asked.items()}
    filled = await ask("raise", fields=fields)
    assert filled.card.headline == 'raise freeze iot-hub "Until when?" options yes | no'


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("form wyh", "form why"),
        ("form relieev @erin", "form relieve"),
        ("form raies freeze Shall we", "form raise freeze Shall we"),
    ],
)
async def test_a_misspelt_command_is_offered_with_its_words(
    typed: str, offered: str, ask: Door
) -> None:
    card = (await ask(typed)).card
    assert error(card) == "not_found"
    assert offered in [button.says for button in buttons(card)]


async def test_decisions_are_a_menu_with_words_that_cover_several_where_these_may_be_said(
    ask: Door,
) -> None:
    several = [each.value for each in (await inputs(ask, "form rule"))["decision"].choices]
    one = [each.value for each in (await inputs(ask, "form rule offer"))["decision"].choices]
    assert {"freeze", "repair-items"} < set(one)
    assert set(several) - set(one) == {"prioritization", "launches", "pager"}
    labels = {
        each.value: each.label for each in (await inputs(ask, "form rule"))["decision"].choices
    }
    assert (labels["freeze"], labels["pager"]) == ("Freeze or reallocation", "Pager")


async def test_prose_has_room_for_several_lines(ask: Door) -> None:
    asked = await inputs(ask, "form close")
    assert {name: each.lines for name, each in asked.items()} == {
        "number": False,
        "outcome": True,
        "rationale": True,
        "expires": False,
    }


async def test_who_has_left_is_not_offered(build: Build) -> None:
    ours = build().organisation
    people = {**ours.people, "erin": replace(ours.people["erin"], active=False)}
    ask = build(extra=Heard().commands(), organisation=replace(ours, people=people), file="left.db")
    offered = [each.value for each in (await inputs(ask, "form rule"))["person"].choices]
    assert "dana" in offered
    assert "erin" not in offered
    assert (await ask("rule @erin")).card.headline == "rule @erin"
