"""One word that was not understood costs nobody the others: the form knows them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.door import buttons, error

if TYPE_CHECKING:
    from tests.door import Door

FIELDS = {
    "service": "iot-hub",
    "decision": "freeze",
    "approver": "dana",
    "basis": "charter v4 §2",
    "reason": "until now nobody asked, and by then it is too late",
}


@pytest.mark.parametrize(
    "said",
    [
        {"as_": "alice", "fields": {**FIELDS, "until": "whenever it suits"}},
        {"as_": "alice", "fields": {**FIELDS, "until": "25:00"}},
    ],
)
async def test_a_time_that_is_none_leaves_the_rest_of_the_form(
    ask: Door, said: dict[str, Any]
) -> None:
    refused = (await ask("owner propose", **said)).card
    assert error(refused) == "usage"
    (again,) = (each for each in buttons(refused) if each.opens_form)
    form = (await ask(again.says, as_="alice")).form
    assert form is not None
    assert {each.name: each.value for each in form.inputs if each.value} == FIELDS


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("decide iot-hub should we freeze", {"question": "should we freeze"}),
        ("decide should we freeze the canary?", {"question": "should we freeze the canary"}),
        ('decide "Should we freeze?"', {"question": "Should we freeze?"}),
        (
            "decide device-twins should we options yes | no",
            {"service": "device-twins", "question": "should we", "options": "yes | no"},
        ),
        (
            'decide banana "Should we?"',
            {"decision": "repair-items", "question": "Should we?"},
        ),
    ],
)
async def test_a_write_that_would_lose_a_word_is_a_form_with_all_that_was_understood(
    typed: str, known: dict[str, str], ask: Door
) -> None:
    refused = (await ask(typed, as_="erin")).card
    assert error(refused) is not None
    assert all(each.opens_form for each in buttons(refused))
    form = (await ask(buttons(refused)[0].says, as_="erin")).form
    assert form is not None
    filled = {each.name: each.value for each in form.inputs if each.value}
    assert filled == {"service": "iot-hub", **known}


async def test_a_write_that_loses_nothing_may_be_pressed_at_once(ask: Door) -> None:
    for typed in ('decide frezee "Should we?"', "decide frezee should we"):
        refused = (await ask(typed, as_="erin")).card
        assert [each.says for each in buttons(refused)] == [typed.replace("frezee", "freeze")]


@pytest.mark.parametrize(
    "names",
    ["iot-hbu freeze", "freeze iot-hbu", "iot-hbu frezee", "frezee for iot-hbu"],
)
async def test_two_names_before_a_quote_are_two_even_when_they_are_misspelt(
    names: str, ask: Door
) -> None:
    refused = (await ask(f'decide {names} "Should we?"', as_="erin", in_="device-twins")).card
    assert [each.says for each in buttons(refused)] == ['decide iot-hub freeze "Should we?"']
