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
